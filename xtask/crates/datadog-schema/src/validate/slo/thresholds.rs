//! Targets of an SLO (doc: service_management/service_level_objectives).

use std::collections::BTreeSet;

use crate::payload::{Problem, Slo, pointer};

pub(crate) fn check(slo: &Slo<'_>, out: &mut Vec<Problem>) {
    if slo.thresholds.is_empty() {
        out.push(
            Problem::error("slo/no-target", "/thresholds", "the SLO has no target")
                .help("set at least one threshold: {timeframe: '30d', target: 99.9}"),
        );
    }
    let mut seen = BTreeSet::new();
    for threshold in &slo.thresholds {
        let at = |field: &str| pointer::field(&threshold.path, field);
        if let Some(timeframe) = threshold.timeframe.filter(|timeframe| !seen.insert(*timeframe)) {
            out.push(
                Problem::error(
                    "slo/timeframe",
                    at("timeframe"),
                    format!("two targets have the window '{timeframe}'"),
                )
                .at(0..timeframe.len()),
            );
        }
        for (field, value) in [("target", threshold.target), ("warning", threshold.warning)] {
            if let Some(value) = value.filter(|value| !(*value > 0.0 && *value < 100.0)) {
                out.push(Problem::error(
                    if field == "target" { "slo/target" } else { "slo/warning" },
                    at(field),
                    format!("{field} {value} must be a percentage above 0 and below 100"),
                ));
            }
        }
        if let (Some(target), Some(warning)) = (threshold.target, threshold.warning)
            && warning <= target
        {
            out.push(
                Problem::error(
                    "slo/warning",
                    at("warning"),
                    format!("warning {warning:?} must be greater than the target {target:?}"),
                )
                .help("the warning must be reached before the target is missed"),
            );
        }
    }
}
