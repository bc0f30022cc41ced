use datadog_query::Number;
use datadog_query::monitor::{Comparator, Monitor as MonitorQuery};
use datadog_simulator::state::{State, Thresholds};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    if let MonitorQuery::Check(_) = original.query {
        mutate_check(original, out);
        return;
    }
    let comparator = original.query.comparison().map(|comparison| comparison.comparator);
    // = and != have no recovery thresholds
    if matches!(comparator, None | Some(Comparator::Equal | Comparator::Unequal)) {
        return;
    }
    let thresholds = &original.definition.options.thresholds;
    let critical = thresholds
        .critical
        .or_else(|| original.query.comparison().map(|c| c.threshold.value));
    let levels = [
        ("critical", "alert", critical, thresholds.critical_recovery),
        ("warning", "warning", thresholds.warning, thresholds.warning_recovery),
    ];
    for (name, state, threshold, recovery) in levels {
        let (Some(threshold), Some(recovery)) = (threshold, recovery) else {
            continue;
        };
        let mut without = *original.monitor.thresholds();
        if name == "critical" {
            without.critical_recovery = None;
        } else {
            without.warning_recovery = None;
        }
        if threshold == recovery || !is_reached(original, without, threshold, recovery) {
            continue;
        }
        let definition = original.with(|definition| {
            let thresholds = &mut definition.options.thresholds;
            if name == "critical" {
                thresholds.critical_recovery = None;
            } else {
                thresholds.warning_recovery = None;
            }
        });
        out.add(
            MutantKind::Recovery,
            format!("{name} recovery threshold {} is dropped", Number::new(recovery)),
            format!("a test in which the value returns to between the {name} threshold and its recovery threshold, and the {state} continues"),
            definition,
        );
    }
}

/// The most whole numbers that are compared; beyond that some lies between a threshold and its recovery threshold.
const COMPARED_MAX: f64 = 4.0;

/// Whether a number of events has another state with the recovery threshold than without it. A count of events is a whole number.
fn is_reached(original: &Original<'_>, without: Thresholds, threshold: f64, recovery: f64) -> bool {
    let MonitorQuery::Event(event) = &original.query else {
        return true;
    };
    let (low, high) = (threshold.min(recovery), threshold.max(recovery));
    if event.rollup.measure.is_some() || high - low > COMPARED_MAX {
        return true;
    }
    let state = |thresholds: &Thresholds, before, value| {
        thresholds.evaluate(original.monitor.comparator(), before, value).state
    };
    let mut value = low.ceil();
    while value <= high {
        let differs = [State::Alert, State::Warn]
            .into_iter()
            .any(|before| state(original.monitor.thresholds(), before, value) != state(&without, before, value));
        if differs {
            return true;
        }
        value += 1.0;
    }
    false
}

fn mutate_check(original: &Original<'_>, out: &mut Mutants<'_>) {
    let ok = original.definition.options.thresholds.ok.unwrap_or(1.0);
    let more = ok + 1.0;
    out.add(
        MutantKind::Recovery,
        format!("ok threshold {} becomes {}", Number::new(ok), Number::new(more)),
        format!(
            "a test that recovers after {} OK in a row, at that time",
            Number::new(ok)
        ),
        original.with(|definition| definition.options.thresholds.ok = Some(more)),
    );
}
