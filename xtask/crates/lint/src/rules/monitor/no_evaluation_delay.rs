use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

/// What metrics of cloud providers begin with; Datadog asks their interfaces for them.
const CLOUDS: [&str; 5] = ["aws.", "azure.", "gcp.", "alibaba.", "oci."];

/// doc: monitors/configuration, "Evaluation delay": 300 s for metrics of a cloud provider at the least.
const DELAY_MIN_S: f64 = 300.0;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-evaluation-delay",
    severity: Severity::Error,
    summary: "a monitor on a cloud provider's metrics that does not wait for them",
    rationale: "Datadog fetches these metrics from the provider, minutes after they were measured. A monitor that does not wait evaluates windows whose last points are missing, and fires or recovers on them.",
    fix: "Set `evaluation_delay_s: 900` (at least 300) in the monitor.",
    examples: &[
        Example::pass("metrics of our own arrive at once", &[]),
        Example::pass(
            "it waits a quarter of an hour",
            &[
                Edit::Set("monitor/metrics", r#"["aws.s3.5xx_errors"]"#),
                Edit::Set("monitor/payload/options/evaluation_delay", "900"),
            ],
        ),
        Example::fail(
            "it does not wait",
            &[Edit::Set("monitor/metrics", r#"["aws.s3.5xx_errors"]"#)],
            "window",
            "monitor 'scribe/failure-rate' reads 'aws.s3.5xx_errors', which arrives late, and does not wait for it",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let late = monitor
            .spec
            .metrics
            .iter()
            .find(|metric| CLOUDS.iter().any(|cloud| metric.starts_with(cloud)));
        let delay = values::number(&monitor.spec.payload, "options/evaluation_delay").unwrap_or(0.0);
        if let Some(metric) = late.filter(|_| delay < DELAY_MIN_S) {
            reporter
                .object(
                    monitor.object,
                    format_args!("reads '{metric}', which arrives late, and does not wait for it"),
                )
                .underline("evaluation_delay_s")
                .underline("window")
                .help("set evaluation_delay_s: 900");
        }
    }
}
