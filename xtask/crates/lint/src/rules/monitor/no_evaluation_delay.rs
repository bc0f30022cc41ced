use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

/// The prefixes of metrics that Datadog fetches from the APIs of cloud providers.
const CLOUDS: [&str; 5] = ["aws.", "azure.", "gcp.", "alibaba.", "oci."];

/// At least 300 s for metrics of a cloud provider (Datadog's documentation: monitors/configuration, "Evaluation delay").
const DELAY_MIN_S: f64 = 300.0;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-evaluation-delay",
    severity: Severity::Error,
    summary: "a monitor on metrics of a cloud provider without an evaluation delay",
    rationale: "Datadog fetches these metrics minutes after they were measured. Without a delay the monitor evaluates windows whose last points are missing, and alerts or recovers on them.",
    fix: "Set `evaluation_delay_s: 900` (at least 300) in the monitor.",
    examples: &[
        Example::pass("our own metrics arrive immediately", &[]),
        Example::pass(
            "a delay of 15 minutes",
            &[
                Edit::Set("monitor/metrics", r#"["aws.s3.5xx_errors"]"#),
                Edit::Set("monitor/payload/options/evaluation_delay", "900"),
            ],
        ),
        Example::fail(
            "no delay",
            &[Edit::Set("monitor/metrics", r#"["aws.s3.5xx_errors"]"#)],
            "window",
            "monitor 'scribe/failure-rate' reads 'aws.s3.5xx_errors', which arrives late, without an evaluation delay",
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
                    format_args!("reads '{metric}', which arrives late, without an evaluation delay"),
                )
                .underline("evaluation_delay_s")
                .underline("window")
                .help("set evaluation_delay_s: 900");
        }
    }
}
