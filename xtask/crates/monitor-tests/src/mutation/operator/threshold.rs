use datadog_query::Number;
use datadog_query::monitor::Monitor as MonitorQuery;
use datadog_simulator::PayloadThresholds;

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

/// A threshold and its recovery threshold.
struct Level {
    name: &'static str,
    state: &'static str,
    threshold: f64,
    recovery: Option<f64>,
}

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let thresholds = &original.definition.options.thresholds;
    let written = original.query.comparison().map(|comparison| comparison.threshold.value);
    let levels = [
        (
            "critical",
            "alerts",
            thresholds.critical.or(written),
            thresholds.critical_recovery,
        ),
        ("warning", "warns", thresholds.warning, thresholds.warning_recovery),
    ];
    for (name, state, threshold, recovery) in levels {
        let Some(threshold) = threshold else { continue };
        let level = Level {
            name,
            state,
            threshold,
            recovery,
        };
        let counts_runs = matches!(original.query, MonitorQuery::Check(_));
        for moved in moves(threshold, counts_runs) {
            let definition = original.with(|definition| {
                set(&mut definition.options.thresholds, &level, moved);
                if level.name == "critical" {
                    let mut query = original.query.clone();
                    if let Some(comparison) = query.comparison_mut() {
                        comparison.threshold = Number::new(moved);
                    }
                    definition.query = query.to_string();
                }
            });
            let (how, other) = describe_move(threshold, moved);
            out.add(
                MutantKind::Threshold,
                format!("{name} threshold {} {how}", Number::new(threshold)),
                format!(
                    "a test with a value between the {name} threshold and {other}, where the monitor {} or does not",
                    level.state
                ),
                definition,
            );
        }
    }
}

/// The values that a threshold moves to. Halving 1 changes nothing for whole numbers, and zero cannot be doubled: both move by one. So do numbers of runs,
/// which stay at least one.
fn moves(threshold: f64, counts_runs: bool) -> Vec<f64> {
    if counts_runs {
        return [threshold - 1.0, threshold + 1.0]
            .into_iter()
            .filter(|t| *t >= 1.0)
            .collect();
    }
    let size = threshold.abs();
    if size == 0.0 {
        vec![-1.0, 1.0]
    } else if size == 1.0 {
        vec![0.0, 2.0 * threshold]
    } else {
        vec![threshold / 2.0, threshold * 2.0]
    }
}

/// How a threshold moves, and a name for its new value.
fn describe_move(threshold: f64, moved: f64) -> (String, String) {
    if moved == threshold * 2.0 {
        ("is doubled".to_owned(), "its double".to_owned())
    } else if moved == threshold / 2.0 {
        ("is halved".to_owned(), "its half".to_owned())
    } else {
        (
            format!("becomes {}", Number::new(moved)),
            Number::new(moved).to_string(),
        )
    }
}

/// Sets the threshold. The recovery threshold keeps its proportion, or its distance if either value is zero.
fn set(thresholds: &mut PayloadThresholds, level: &Level, moved: f64) {
    let recovery = level.recovery.map(|recovery| {
        if level.threshold == 0.0 || moved == 0.0 {
            recovery + (moved - level.threshold)
        } else {
            recovery * (moved / level.threshold)
        }
    });
    if level.name == "critical" {
        thresholds.critical = Some(moved);
        thresholds.critical_recovery = recovery;
    } else {
        thresholds.warning = Some(moved);
        thresholds.warning_recovery = recovery;
    }
}
