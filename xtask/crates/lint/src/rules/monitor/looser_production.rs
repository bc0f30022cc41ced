use std::collections::BTreeMap;

use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sensitivity::weaker;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/looser-production",
    severity: Severity::Error,
    summary: "a monitor that is less sensitive where alerts page than in an environment where they do not",
    rationale: "Values by environment are written in one line, and two of them are easily swapped: `alert_percent: ctx.by_env({ dev: 1, staging: 20, prod: 90 })`. Production then alerts when nearly everything fails, and no test notices it, because tests use the thresholds of the monitor. Amounts that grow with the traffic, such as bytes of logs, are an exception with a reason.",
    fix: "Swap the values. Where production has more of what is measured, suppress the rule in the monitor's file with that reason; for a service that tunes the monitor, write `because` next to what is tuned.",
    examples: &[
        Example::pass(
            "staging alerts later",
            &[
                STAGING,
                Edit::Set(
                    "more",
                    r#"{ "staging|scribe|failure-rate": { "payload/options/thresholds/critical": 20, "payload/options/thresholds/warning": 10 } }"#,
                ),
            ],
        ),
        Example::pass(
            "a shorter window of a mean, and no repetition",
            &[
                STAGING,
                Edit::Set(
                    "more",
                    r#"{ "staging|scribe|failure-rate": { "window": "1h", "payload/query": "avg(last_1h):avg:acme.jobs.age{env:staging} > 5", "payload/options/renotify_interval": 0 } }"#,
                ),
            ],
        ),
        Example::pass(
            "tuned with a reason",
            &[
                STAGING,
                STRICT_STAGING,
                Edit::Set(
                    "catalog/services/scribe/tune_because",
                    r#"{ "failure-rate": "production has retries" }"#,
                ),
            ],
        ),
        Example::fail(
            "thresholds in the wrong order",
            &[STAGING, STRICT_STAGING],
            "",
            "monitor 'scribe/failure-rate' is less sensitive in prod than in staging (the threshold is 5 instead of 1)",
        ),
        Example::fail(
            "a longer window and a lower severity",
            &[
                STAGING,
                Edit::Set(
                    "more",
                    r#"{ "staging|scribe|failure-rate": { "window": "5m", "payload/priority": 0, "severity": "P0", "payload/query": "avg(last_5m):avg:acme.jobs.age{env:staging} > 5" } }"#,
                ),
            ],
            "",
            "monitor 'scribe/failure-rate' is less sensitive in prod than in staging (the severity is P1 instead of P0, the window is 10m instead of 5m)",
        ),
    ],
    check: Check::Facts(check),
};

/// The route of environments whose alerts page.
const PAGES: &str = "page";

/// An environment in which nobody is paged.
const STAGING: Edit = Edit::Set(
    "catalog/environments/staging",
    r#"{ "title": "Staging", "organisation": "acme", "cluster": "c", "notify": "post", "secret_store": "vault", "secret_path": "p", "log_retention_days": 3 }"#,
);

/// The monitor alerts there at less than in production.
const STRICT_STAGING: Edit = Edit::Set(
    "more",
    r#"{ "staging|scribe|failure-rate": { "payload/options/thresholds/critical": 1 } }"#,
);

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let environments = &facts.catalog.environments;
    let pages = |monitor: &&MonitorFacts<'_>| {
        let environment = environments.get(&monitor.object.scope);
        environment.is_some_and(|environment| environment.notify == PAGES)
    };
    let mut by_path: BTreeMap<_, Vec<&MonitorFacts<'_>>> = BTreeMap::new();
    for monitor in &facts.monitors {
        by_path.entry(&monitor.object.path).or_default().push(monitor);
    }
    for (path, monitors) in by_path {
        let service = facts.catalog.services.get(&path.service);
        if service.is_some_and(|service| service.tune_because.contains_key(&path.name)) {
            continue;
        }
        let (paging, others): (Vec<_>, Vec<_>) = monitors.into_iter().partition(pages);
        for monitor in paging {
            let stricter = others.iter().filter_map(|other| {
                let weaker = weaker(monitor, other);
                (!weaker.is_empty()).then(|| format!("in {} ({})", other.object.scope, weaker.join(", ")))
            });
            let stricter: Vec<_> = stricter.collect();
            if stricter.is_empty() {
                continue;
            }
            let what = format!(
                "is less sensitive in {} than {}",
                monitor.object.scope,
                stricter.join(" and ")
            );
            let help = if facts.tuning(monitor.object).is_some() {
                "swap the values of the environments, or add `because` to what is tuned of the monitor"
            } else {
                "swap the values of the environments, or suppress the rule here with the reason why production has more of what is measured"
            };
            reporter.object(monitor.object, what).underline("by_env").help(help);
        }
    }
}
