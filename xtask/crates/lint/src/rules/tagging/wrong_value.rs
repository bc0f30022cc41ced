use diagnostics::Severity;
use render::Spec;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/wrong-value",
    severity: Severity::Error,
    summary: "a tag whose environment, service, team or severity differs from that of the object",
    rationale: "Filters, downtimes and lists use the tag. A production alert with `env:staging` is muted with staging, and missing from production's dashboard.",
    fix: "Remove what overrides the tags: they are set automatically.",
    examples: &[
        Example::pass("the object's own values", &[]),
        Example::fail(
            "another environment",
            &[Edit::Set("monitor/payload/tags/0", r#""env:staging""#)],
            "",
            "monitor 'scribe/failure-rate' has the tag 'env:staging', but belongs to 'prod'",
        ),
        Example::fail(
            "another team",
            &[Edit::Set("slo/payload/tags/2", r#""team:data""#)],
            "",
            "slo 'scribe/success' has the tag 'team:data', but belongs to 'ml'",
        ),
        Example::fail(
            "another severity",
            &[Edit::Set("monitor/payload/tags/4", r#""severity:p3""#)],
            "severity",
            "monitor 'scribe/failure-rate' has the tag 'severity:p3', but belongs to 'p1'",
        ),
        Example::fail(
            "a value that is not allowed",
            &[
                Edit::Set("catalog/tags/managed-by/values", r#"["acme-observability"]"#),
                Edit::Set("monitor/payload/tags/3", r#""managed-by:hand""#),
            ],
            "",
            "monitor 'scribe/failure-rate' has the tag 'managed-by:hand', but the allowed values are acme-observability",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, tags) in facts.tagged() {
        let service = facts.catalog.services.get(&object.path.service);
        let severity = match &object.spec {
            Spec::Monitor(monitor) => Some(monitor.severity.to_lowercase()),
            Spec::Synthetic(test) => Some(test.severity.to_lowercase()),
            Spec::Slo(_) | Spec::Dashboard(_) | Spec::Downtime(_) => None,
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
            let what = match (own, closed) {
                (Some(own), _) if own != value => format!("has the tag '{tag}', but belongs to '{own}'"),
                (None, Some(values)) if !values.iter().any(|known| known == value) => {
                    format!("has the tag '{tag}', but the allowed values are {}", values.join(", "))
                }
                _ => continue,
            };
            reporter
                .object(object, what)
                .underline(key)
                .help("it is set automatically: remove what overrides it");
        }
    }
}
