use diagnostics::Severity;
use render::Spec;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/wrong-value",
    severity: Severity::Error,
    summary: "a tag that says another environment, service, team or severity than the object has",
    rationale: "Filters, downtimes and lists believe the tag: a production alert that says `env:staging` is muted with staging and missing from production's dashboard.",
    fix: "Let the constructors set these tags.",
    examples: &[
        Example::pass("the object's own", &[]),
        Example::fail(
            "another environment",
            &[Edit::Set("monitor/payload/tags/0", r#""env:staging""#)],
            "",
            "monitor 'scribe/failure-rate' says 'env:staging' and is of prod",
        ),
        Example::fail(
            "another team",
            &[Edit::Set("slo/payload/tags/2", r#""team:data""#)],
            "",
            "slo 'scribe/success' says 'team:data' and is of ml",
        ),
        Example::fail(
            "another severity",
            &[Edit::Set("monitor/payload/tags/4", r#""severity:p3""#)],
            "severity",
            "monitor 'scribe/failure-rate' says 'severity:p3' and is of p1",
        ),
        Example::fail(
            "a value outside of the closed set",
            &[
                Edit::Set("catalog/tags/managed-by/values", r#"["acme-observability"]"#),
                Edit::Set("monitor/payload/tags/3", r#""managed-by:hand""#),
            ],
            "",
            "monitor 'scribe/failure-rate' says 'managed-by:hand', and the key takes acme-observability",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, tags) in facts.tagged() {
        let service = facts.catalog.services.get(&object.path.service);
        let severity = match &object.spec {
            Spec::Monitor(monitor) => Some(monitor.severity.to_lowercase()),
            Spec::Slo(_) | Spec::Dashboard(_) => None,
        };
        for (tag, key, value) in tags.iter() {
            let own = match key {
                "env" => Some(object.scope.as_str()),
                "service" => Some(object.path.service.as_str()),
                "team" => service.map(|service| service.team.as_str()),
                "severity" => severity.as_deref(),
                _ => None,
            };
            let closed = facts.catalog.tags.get(key).and_then(|tag| tag.values.as_ref());
            let wrong = match (own, closed) {
                (Some(own), _) if own != value => format!("says '{tag}' and is of {own}"),
                (None, Some(values)) if !values.iter().any(|known| known == value) => {
                    format!("says '{tag}', and the key takes {}", values.join(", "))
                }
                _ => continue,
            };
            reporter
                .object(object, wrong)
                .underline(key)
                .help("the constructors of jsonnet/lib/datadog set it: let them");
        }
    }
}
