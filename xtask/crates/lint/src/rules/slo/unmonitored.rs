use std::collections::HashSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "slo/unmonitored",
    severity: Severity::Error,
    summary: "an SLO without a monitor on its signal",
    rationale: "The SLO shows at the end of its window that the target was missed. A monitor on the same signal, such as a failure rate, a latency or a burn rate, alerts while it can still be met.",
    fix: "Add a monitor on the SLO's signal. The archetypes' SLOs have one.",
    examples: &[
        Example::pass("a monitor uses the same metric", &[]),
        Example::pass(
            "a burn-rate monitor",
            &[
                Edit::Set("monitor/metrics", r#"["acme.other"]"#),
                Edit::Set("monitor/payload/tags/6", r#""slo:success""#),
                Edit::Set("monitor/payload/type", r#""slo alert""#),
            ],
        ),
        Example::pass(
            "the time of monitors, which alert themselves",
            &[
                Edit::Set("monitor/metrics", r#"["acme.other"]"#),
                Edit::Set("slo/payload/type", r#""monitor""#),
            ],
        ),
        Example::fail(
            "no monitor uses its metrics",
            &[Edit::Set("monitor/metrics", r#"["acme.other"]"#)],
            "",
            "slo 'scribe/success' has no monitor of 'scribe' on its signal",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let mut monitored: HashSet<(&str, &str, &str)> = HashSet::new();
    for monitor in &facts.monitors {
        let key = |what| {
            (
                monitor.object.scope.as_str(),
                monitor.object.path.service.as_str(),
                what,
            )
        };
        monitored.extend(monitor.spec.metrics.iter().map(|metric| key(metric.as_str())));
        if let Some(slo) = monitor.tags.get("slo") {
            monitored.insert(key(slo));
        }
    }
    // Whatever an SLO of monitors counts as bad has alerted already.
    for slo in facts.slos.iter().filter(|slo| !slo.counts_time_of_monitors()) {
        let (env, path) = (slo.object.scope.as_str(), &slo.object.path);
        let mut signals = slo.spec.metrics.iter().map(String::as_str).chain([path.name.as_str()]);
        if !signals.any(|signal| monitored.contains(&(env, path.service.as_str(), signal))) {
            reporter
                .object(
                    slo.object,
                    format_args!("has no monitor of '{}' on its signal", path.service),
                )
                .help(format!("add one: `cargo xtask new monitor {}/<symptom>`", path.service));
        }
    }
}
