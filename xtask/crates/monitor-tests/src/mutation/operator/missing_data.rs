use datadog_query::Number;
use datadog_query::monitor::Monitor as MonitorQuery;
use datadog_simulator::state::{OnMissingData, State};
use datadog_simulator::{Monitor, Semantics};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

const MODES: [&str; 4] = ["default", "show_no_data", "show_and_notify_no_data", "resolve"];

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    // composites and SLO alerts do not read telemetry
    if matches!(
        original.query,
        MonitorQuery::Composite(_) | MonitorQuery::ErrorBudget(_) | MonitorQuery::BurnRate(_)
    ) {
        return;
    }
    match &original.definition.options.on_missing_data {
        Some(mode) => modes(original, mode, out),
        None => legacy(original, out),
    }
}

fn modes(original: &Original<'_>, mode: &str, out: &mut Mutants<'_>) {
    for other in MODES.into_iter().filter(|other| *other != mode) {
        let definition = original.with(|definition| definition.options.on_missing_data = Some(other.to_owned()));
        let Ok(mutant) = Monitor::compile(definition.clone()) else {
            continue;
        };
        if is_same(&original.monitor, &mutant) {
            continue;
        }
        let same_states = [mode, other].iter().all(|mode| mode.ends_with("no_data"));
        let killed_by = if same_states {
            "a test in which data stop, with the recipients of the notification or `silent: true`"
        } else {
            "a test in which data stop during an alert, and one in which they stop while OK, with the states that follow"
        };
        out.add(
            MutantKind::MissingData,
            format!("on_missing_data {mode} becomes {other}"),
            killed_by,
            definition,
        );
    }
}

/// Whether both handle missing data in the same way: if zero is healthy in every state, comparing zero equals `resolve`.
fn is_same(monitor: &Monitor, mutant: &Monitor) -> bool {
    let resolves = |missing: OnMissingData| match missing {
        OnMissingData::Resolve => true,
        OnMissingData::Zero => [State::Ok, State::Warn, State::Alert]
            .into_iter()
            .all(|before| monitor.thresholds().evaluate(monitor.comparator(), before, 0.0).state == State::Ok),
        _ => false,
    };
    monitor.on_missing_data() == mutant.on_missing_data()
        || (resolves(monitor.on_missing_data()) && resolves(mutant.on_missing_data()))
}

/// Whether a group is dropped before it could have no data for long enough to notify.
fn is_dropped_first(monitor: &Monitor) -> bool {
    match monitor.on_missing_data() {
        OnMissingData::Legacy { after_s, .. } => {
            !monitor.group_keys().is_empty() && monitor.retention_s(&Semantics::default()) <= after_s
        }
        _ => false,
    }
}

fn legacy(original: &Original<'_>, out: &mut Mutants<'_>) {
    let options = &original.definition.options;
    let notifies = options.notify_no_data == Some(true);
    if notifies || !is_dropped_first(&original.monitor) {
        out.add(
            MutantKind::MissingData,
            format!("notify_no_data {notifies} becomes {}", !notifies),
            "a test in which data stop, with the states that follow",
            original.with(|definition| definition.options.notify_no_data = Some(!notifies)),
        );
    }
    let Some(minutes) = options.no_data_timeframe.filter(|minutes| notifies && *minutes >= 2.0) else {
        return;
    };
    for other in [(minutes / 2.0).round(), minutes * 2.0] {
        out.add(
            MutantKind::MissingData,
            format!(
                "no_data_timeframe {} becomes {}",
                Number::new(minutes),
                Number::new(other)
            ),
            "a test in which data stop, with the time of No Data",
            original.with(|definition| definition.options.no_data_timeframe = Some(other)),
        );
    }
}
