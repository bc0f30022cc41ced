//! Service checks (doc: monitors/types/custom_check).

use crate::payload::Problem;
use datadog_query::monitor::{CheckCount, Monitor};

use super::MonitorContext;

/// `Last field should be larger than or equal to max threshold defined in monitor options`
pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let Some(Monitor::Check(query)) = &context.query else {
        return;
    };
    if query.over.iter().any(|tag| tag.value.trim().is_empty()) {
        out.push(
            Problem::error("monitor/service-check", "/query", "over() has a blank tag")
                .help("write .over(\"*\"), or remove the tag"),
        );
    }
    // "A grouping must be specified for custom checks": the answer of the API since 2022 (Terraform provider, issue 1321).
    // Monitors that Datadog made itself before have none (Terraform provider, pull request 1288).
    if query.by.is_empty() {
        let problem = Problem::error("monitor/service-check", "/query", "a service check needs its groups")
            .help("write .by(\"host\"), or .by(\"*\") for all tags of the check");
        out.push(Problem {
            severity: context.stricter_today(),
            ..problem
        });
    }
    // The documentation does not say which percentages of groups the API accepts.
    if query.count == CheckCount::Percent {
        return;
    }
    let thresholds = &context.monitor.options.thresholds;
    let all = [
        ("ok", thresholds.ok),
        ("warning", thresholds.warning),
        ("critical", thresholds.critical),
        ("unknown", thresholds.unknown),
    ];
    for (field, value) in all.iter().filter_map(|(field, value)| Some((field, (*value)?))) {
        let path = format!("/options/thresholds/{field}");
        if value < 1.0 || value.fract() != 0.0 {
            out.push(
                Problem::error(
                    "monitor/service-check",
                    path,
                    format!("{field} threshold {value} is not a number of check runs"),
                )
                .help("write a whole number of at least 1"),
            );
        } else if value > f64::from(query.last) {
            out.push(
                Problem::error(
                    "monitor/service-check",
                    path,
                    format!(
                        "last({}) must be larger than or equal to the largest threshold, and {field} is {value}",
                        query.last
                    ),
                )
                .help(format!("write .last({value}) or more, up to 100")),
            );
        }
    }
}
