//! The target that is shown first: it "must be the same as the matching timeframe's thresholds" (Terraform provider, pull request 1704; doc:
//! api/latest/service-level-objectives, `timeframe`, `target_threshold`, `warning_threshold`).

use crate::payload::view::slo::Threshold;
use crate::payload::{Problem, Slo};

pub(crate) fn check(slo: &Slo<'_>, out: &mut Vec<Problem>) {
    let primary = slo.primary;
    let Some(timeframe) = primary.timeframe.filter(|_| !slo.thresholds.is_empty()) else {
        return;
    };
    let own = slo
        .thresholds
        .iter()
        .find(|threshold| threshold.timeframe == Some(timeframe));
    let Some(own) = own else {
        let known: Vec<_> = slo
            .thresholds
            .iter()
            .filter_map(|threshold| threshold.timeframe)
            .collect();
        out.push(
            Problem::error(
                "slo/primary",
                "/timeframe",
                format!(
                    "the primary timeframe '{timeframe}' is not among the thresholds, which have {}",
                    known.join(", ")
                ),
            )
            .at(0..timeframe.len())
            .help("write the timeframe of one of the thresholds"),
        );
        return;
    };
    equal("target_threshold", primary.target, own.target, own, out);
    equal("warning_threshold", primary.warning, own.warning, own, out);
}

fn equal(field: &str, given: Option<f64>, expected: Option<f64>, own: &Threshold<'_>, out: &mut Vec<Problem>) {
    let Some(given) = given.filter(|given| Some(*given) != expected) else {
        return;
    };
    let timeframe = own.timeframe.unwrap_or_default();
    let message = match expected {
        Some(expected) => {
            format!("{field} {given} must equal that of the threshold of '{timeframe}', which is {expected}")
        }
        None => format!("{field} {given} is set, but the threshold of '{timeframe}' has none"),
    };
    let help = match expected {
        Some(expected) => format!("write {field}: {expected}, or remove it"),
        None => format!("remove {field}, or set it in the threshold"),
    };
    out.push(Problem::error("slo/primary", format!("/{field}"), message).help(help));
}
