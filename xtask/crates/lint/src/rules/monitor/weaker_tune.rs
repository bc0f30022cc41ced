use datadog_query::monitor::Comparator;
use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

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
                    r#"{ "payload/priority": 0, "severity": "P0", "window": "5m", "no_data": "notify", "payload/options/thresholds": { "critical": 4 } }"#,
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
        let weaker = weaker(declared, tuned);
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

/// What is weaker than the archetype declares it.
fn weaker(declared: &MonitorFacts<'_>, tuned: &MonitorFacts<'_>) -> Vec<String> {
    let mut weaker = Vec::new();
    if priority(tuned) > priority(declared) {
        let (tuned, declared) = (&tuned.spec.severity, &declared.spec.severity);
        weaker.push(format!("the severity is {tuned} instead of {declared}"));
    }
    let thresholds = (tuned.options.thresholds.critical, declared.options.thresholds.critical);
    if let (Some(now), Some(before)) = thresholds
        && is_farther(tuned.comparator(), now, before)
    {
        weaker.push(format!("the threshold is {now} instead of {before}"));
    }
    let (now, before) = (&tuned.spec.window, &declared.spec.window);
    if minutes(now) > minutes(before) {
        weaker.push(format!("the window is {now} instead of {before}"));
    }
    let least = |monitor: &MonitorFacts<'_>| monitor.spec.minimum.map_or(0, |minimum| minimum.bad);
    if least(tuned) > least(declared) {
        weaker.push(format!("min_bad is {} instead of {}", least(tuned), least(declared)));
    }
    if declared.spec.no_data == "notify" && tuned.spec.no_data != "notify" {
        weaker.push("no data does not notify".to_owned());
    }
    weaker
}

fn priority(monitor: &MonitorFacts<'_>) -> Option<u64> {
    monitor.spec.payload["priority"].as_u64()
}

/// Whether a threshold is reached later than another one.
fn is_farther(comparator: Option<Comparator>, now: f64, before: f64) -> bool {
    match comparator {
        Some(Comparator::Above | Comparator::AtLeast) => now > before,
        Some(Comparator::Below | Comparator::AtMost) => now < before,
        Some(Comparator::Equal | Comparator::Unequal) | None => false,
    }
}

/// The minutes of a window such as `10m`, `2h` or `1d`; `None` of one that counts checks.
fn minutes(window: &str) -> Option<u64> {
    let (number, unit) = window.split_at_checked(window.len().checked_sub(1)?)?;
    let minutes = match unit {
        "m" => 1,
        "h" => 60,
        "d" => 24 * 60,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(minutes)
}
