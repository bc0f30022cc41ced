use std::collections::HashSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "slo/unmonitored",
    severity: Severity::Error,
    summary: "an SLO that no monitor of its service watches",
    rationale: "An SLO tells at the end of the month that the promise was broken. Only a monitor on the same signal, a failure rate, a latency or a burn rate, tells while it can still be kept.",
    fix: "Add a monitor on the SLO's signal; the archetypes' SLOs have one.",
    examples: &[
        Example::pass("a monitor reads the same metric", &[]),
        Example::pass(
            "a burn rate watches it",
            &[
                Edit::Set("monitor/metrics", r#"["acme.other"]"#),
                Edit::Set("monitor/payload/tags/6", r#""slo:success""#),
                Edit::Set("monitor/payload/type", r#""slo alert""#),
            ],
        ),
        Example::fail(
            "no monitor reads them",
            &[Edit::Set("monitor/metrics", r#"["acme.other"]"#)],
            "",
            "slo 'scribe/success' is watched by no monitor of 'scribe'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let mut watched: HashSet<(&str, &str, &str)> = HashSet::new();
    for monitor in &facts.monitors {
        let key = |what| {
            (
                monitor.object.scope.as_str(),
                monitor.object.path.service.as_str(),
                what,
            )
        };
        watched.extend(monitor.spec.metrics.iter().map(|metric| key(metric.as_str())));
        if let Some(slo) = monitor.tags.get("slo") {
            watched.insert(key(slo));
        }
    }
    for slo in &facts.slos {
        let (env, path) = (slo.object.scope.as_str(), &slo.object.path);
        let mut signals = slo.spec.metrics.iter().map(String::as_str).chain([path.name.as_str()]);
        if !signals.any(|signal| watched.contains(&(env, path.service.as_str(), signal))) {
            reporter
                .object(
                    slo.object,
                    format_args!("is watched by no monitor of '{}'", path.service),
                )
                .help(format!(
                    "add one on its signal: `cargo xtask new monitor {}/<symptom>`",
                    path.service
                ));
        }
    }
}
