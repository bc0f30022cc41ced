use datadog_query::monitor::Monitor;
use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "slo/double-page",
    severity: Severity::Error,
    summary: "an alert on an SLO that pages although another monitor pages for the same events",
    rationale: "One incident would page the same person twice. A burn rate has no least number of events either, so that one failure of ten at night pages.",
    fix: "Give the alert the severity P2, or the other monitor.",
    examples: &[
        Example::pass("it pages with low urgency", &[Edit::Set("more", ALERT_P2)]),
        Example::pass(
            "the other monitor reads other metrics",
            &[
                Edit::Set("more", ALERT_P1),
                Edit::Set("monitor/metrics", r#"["acme.other"]"#),
            ],
        ),
        Example::fail(
            "both page",
            &[Edit::Set("more", ALERT_P1)],
            "",
            "monitor 'scribe/success-burns-fast' pages for the SLO 'success', and 'failure-rate' pages for the same events",
        ),
    ],
    check: Check::Facts(check),
};

const ALERT_P1: &str = r#"{ "prod|scribe|success-burns-fast|own": {
    "metrics": [], "payload/type": "slo alert",
    "payload/query": "burn_rate(\"1\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4",
    "payload/tags": ["env:prod", "service:scribe", "team:ml", "managed-by:acme-observability", "severity:p1", "runbook:scribe/success-burns-fast", "slo:success"]
} }"#;
const ALERT_P2: &str = r#"{ "prod|scribe|success-burns-fast|own": {
    "metrics": [], "payload/type": "slo alert", "payload/priority": 2,
    "payload/query": "burn_rate(\"1\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4",
    "payload/tags": ["env:prod", "service:scribe", "team:ml", "managed-by:acme-observability", "severity:p2", "runbook:scribe/success-burns-fast", "slo:success"]
} }"#;

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let paging: Vec<&MonitorFacts<'_>> = facts
        .monitors
        .iter()
        .filter(|monitor| !monitor.spec.notifies.is_empty())
        .filter(|monitor| values::number(&monitor.spec.payload, "priority") == Some(1.0))
        .collect();
    let of_slo =
        |monitor: &MonitorFacts<'_>| matches!(monitor.parsed, Some(Monitor::BurnRate(_) | Monitor::ErrorBudget(_)));
    for alert in paging.iter().filter(|monitor| of_slo(monitor)) {
        let same = |monitor: &MonitorFacts<'_>| {
            monitor.object.scope == alert.object.scope && monitor.object.path.service == alert.object.path.service
        };
        let slo = facts.slos.iter().find(|slo| {
            slo.object.scope == alert.object.scope
                && slo.object.path.service == alert.object.path.service
                && Some(slo.object.path.name.as_str()) == alert.tags.get("slo")
        });
        let Some(slo) = slo.filter(|slo| !slo.spec.metrics.is_empty()) else {
            continue;
        };
        let reads = |monitor: &MonitorFacts<'_>| {
            slo.spec
                .metrics
                .iter()
                .all(|metric| monitor.spec.metrics.contains(metric))
        };
        let other = paging
            .iter()
            .find(|monitor| same(monitor) && !of_slo(monitor) && reads(monitor));
        if let Some(other) = other {
            reporter
                .object(
                    alert.object,
                    format_args!(
                        "pages for the SLO '{}', and '{}' pages for the same events",
                        slo.object.path.name, other.object.path.name
                    ),
                )
                .help("set its severity to P2: the other one pages earlier, and needs a least number of events");
        }
    }
}
