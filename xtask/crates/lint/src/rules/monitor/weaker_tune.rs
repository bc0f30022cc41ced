use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sensitivity::{priority, weaker};

/// A service whose outage stops clinicians.
const TIER: u8 = 1;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/weaker-tune",
    severity: Severity::Error,
    summary: "a monitor that pages, or of a service of tier 1, is weakened without a reason",
    rationale: "A service may tune what its archetype declares. A higher threshold, a longer window or a lower severity is then a page that nobody gets, and months later nobody knows whether what it was made for still holds. A change that makes a monitor stricter needs no reason; nor does one in an environment that notifies nobody.",
    fix: "Write the reason next to what is tuned: `tune: { 'failure-rate': { alert_percent: 8, because: '...' } }`. It may be the evidence: a replay of last month, a decision of the team.",
    examples: &[
        Example::pass(
            "stricter",
            &[
                TUNED,
                Edit::Set("untuned", r#"{ "payload/options/thresholds/critical": 8 }"#),
            ],
        ),
        Example::pass(
            "with its reason",
            &[
                Edit::Set(
                    "catalog/services/scribe/tune",
                    r#"{ "failure-rate": { "alert_percent": 5 } }"#,
                ),
                Edit::Set(
                    "catalog/services/scribe/tune_because",
                    r#"{ "failure-rate": "half of the failures are retried" }"#,
                ),
                WEAKER,
            ],
        ),
        Example::pass(
            "a monitor that does not page, of a service of tier 2",
            &[
                TUNED,
                Edit::Set("catalog/services/scribe/tier", "2"),
                Edit::Set(
                    "untuned",
                    r#"{ "payload/options/thresholds/critical": 3, "payload/priority": 3 }"#,
                ),
            ],
        ),
        Example::fail(
            "a higher threshold",
            &[TUNED, WEAKER],
            "",
            "service 'scribe' weakens its monitor 'failure-rate' without a reason: the threshold is 5 instead of 3",
        ),
        Example::fail(
            "all at once",
            &[
                TUNED,
                Edit::Set(
                    "untuned",
                    r#"{ "payload/priority": 0, "severity": "P0", "window": "5m", "payload/query": "sum(last_5m):sum:acme.jobs.failed{env:prod} / sum:acme.jobs.total{env:prod} > 4", "no_data": "notify", "payload/options/thresholds": { "critical": 4 } }"#,
                ),
            ],
            "",
            "service 'scribe' weakens its monitor 'failure-rate' without a reason: the severity is P1 instead of P0, the threshold is 5 instead of 4, the window is 10m instead of 5m, no data does not notify",
        ),
    ],
    check: Check::Facts(check),
};

/// The service tunes the monitor.
const TUNED: Edit = Edit::Set(
    "catalog/services/scribe/tune",
    r#"{ "failure-rate": { "alert_percent": 5 } }"#,
);

/// What the archetype declares.
const WEAKER: Edit = Edit::Set("untuned", r#"{ "payload/options/thresholds/critical": 3 }"#);

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for declared in &facts.untuned {
        let path = &declared.object.path;
        let (Some(service), Some(tuned)) = (
            facts.catalog.services.get(&path.service),
            facts
                .monitors
                .iter()
                .find(|monitor| monitor.object.path == *path && monitor.object.scope == declared.object.scope),
        ) else {
            continue;
        };
        let matters = service.tier == TIER || priority(declared) == Some(1);
        if !matters || declared.spec.notifies.is_empty() || service.tune_because.contains_key(&path.name) {
            continue;
        }
        let weaker = weaker(tuned, declared);
        if weaker.is_empty() {
            continue;
        }
        let message = format!(
            "service '{}' weakens its monitor '{}' without a reason: {}",
            path.service,
            path.name,
            weaker.join(", ")
        );
        reporter
            .file(format!("jsonnet/{}", service.file), message)
            .underline(format!("'{}'", path.name))
            .underline(path.name.clone())
            .help("add `because` to what is tuned of the monitor, or leave it as the archetype declares it");
    }
}
