use datadog_query::Quoted;
use datadog_query::monitor::{
    Evaluation, Monitor as MonitorQuery, Shift, Timeframe, TimeframeKind, Unit, Window, WindowKind, duration,
};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

/// The factors of the new length: numerator and denominator.
const SCALES: [(u64, u64); 2] = [(1, 2), (2, 1)];

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let mut add = |change: String, what: &str, definition| {
        let killed_by = format!("a test with {what}, and the times of alert and recovery");
        out.add(MutantKind::Window, change, killed_by, definition);
    };
    match &original.query {
        MonitorQuery::Metric(monitor) => {
            let window = *monitor.evaluation.window();
            for other in windows(&window) {
                let definition = original.with_query(|query| of_metric(query, |w, _| *w = other));
                add(
                    format!("window {window} becomes {other}"),
                    "values that change within the window",
                    definition,
                );
            }
            if let Evaluation::Change { shift, .. } = monitor.evaluation {
                for (amount, unit) in scaled(shift.amount, shift.unit) {
                    let other = Shift { amount, unit, ..shift };
                    let definition =
                        original.with_query(|query| of_metric(query, |_, s| s.into_iter().for_each(|s| *s = other)));
                    add(
                        format!("comparison with {shift} becomes one with {other}"),
                        "a change that is slower than that",
                        definition,
                    );
                }
            }
        }
        MonitorQuery::Event(_) | MonitorQuery::Formula(_) => {
            let Some(timeframe) = timeframe(&mut original.query.clone()).copied() else {
                return;
            };
            for other in timeframes(&timeframe) {
                let definition = original.with_query(|query| {
                    if let Some(timeframe) = self::timeframe(query) {
                        *timeframe = other;
                    }
                });
                add(
                    format!("window {} becomes {}", words(&timeframe), words(&other)),
                    "values that change within the window",
                    definition,
                );
            }
        }
        MonitorQuery::BurnRate(_) => burn_rate(original, out),
        MonitorQuery::ErrorBudget(monitor) => {
            let other = if monitor.over.value == "7d" { "30d" } else { "7d" };
            let mut changed = monitor.clone();
            changed.over = Quoted::new(other);
            let definition = original.with_query(|query| *query = MonitorQuery::ErrorBudget(changed));
            add(
                format!("window {} becomes {other}", monitor.over.value),
                "errors older than the shorter of the two",
                definition,
            );
        }
        // `last` of a check only has to be as large as its thresholds
        MonitorQuery::Check(_) | MonitorQuery::Composite(_) | MonitorQuery::Opaque(_) => {}
    }
}

fn of_metric(query: &mut MonitorQuery, change: impl FnOnce(&mut Window, Option<&mut Shift>)) {
    if let MonitorQuery::Metric(monitor) = query {
        match &mut monitor.evaluation {
            Evaluation::Plain { window, .. } => change(window, None),
            Evaluation::Change { window, shift, .. } => change(window, Some(shift)),
        }
    }
}

fn timeframe(query: &mut MonitorQuery) -> Option<&mut Timeframe> {
    match query {
        MonitorQuery::Event(monitor) => Some(&mut monitor.timeframe),
        MonitorQuery::Formula(monitor) => Some(&mut monitor.timeframe),
        _ => None,
    }
}

fn words(timeframe: &Timeframe) -> String {
    timeframe.to_string().trim_start_matches('.').to_owned()
}

fn windows(window: &Window) -> Vec<Window> {
    let with_length = |(amount, unit)| Window {
        amount,
        unit,
        ..*window
    };
    match window.kind {
        WindowKind::Last => scaled(window.amount, window.unit).map(with_length).collect(),
        WindowKind::Current => vec![with_length((1, other_period(window.unit)))],
        // a window in the future is a forecast, which is not evaluated
        WindowKind::Next => Vec::new(),
    }
}

fn timeframes(timeframe: &Timeframe) -> Vec<Timeframe> {
    let with_length = |(amount, unit)| Timeframe {
        amount,
        unit,
        ..*timeframe
    };
    match timeframe.kind {
        TimeframeKind::Last => scaled(timeframe.amount, timeframe.unit).map(with_length).collect(),
        TimeframeKind::Current => vec![with_length((1, other_period(timeframe.unit)))],
    }
}

/// Another period for a cumulative window.
fn other_period(unit: Unit) -> Unit {
    if unit == Unit::Day { Unit::Hour } else { Unit::Day }
}

/// Half the length, rounded up to minutes, and twice the length; in the largest unit without a remainder, at most the original unit.
fn scaled(amount: u32, unit: Unit) -> impl Iterator<Item = (u32, Unit)> {
    let seconds = u64::from(amount) * unit.seconds();
    SCALES.into_iter().filter_map(move |(by, of)| {
        let scaled = (seconds * by).div_ceil(of).next_multiple_of(Unit::Minute.seconds());
        let units = [Unit::Month, Unit::Week, Unit::Day, Unit::Hour, Unit::Minute];
        let unit = units
            .into_iter()
            .find(|u| u.seconds() <= unit.seconds() && scaled % u.seconds() == 0)?;
        let amount = u32::try_from(scaled / unit.seconds()).ok()?;
        (scaled != seconds).then_some((amount, unit))
    })
}

fn burn_rate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let MonitorQuery::BurnRate(monitor) = &original.query else {
        return;
    };
    for (name, window) in [("long", &monitor.long_window), ("short", &monitor.short_window)] {
        let Some((amount, unit)) = duration(&window.value) else {
            continue;
        };
        for (amount, unit) in scaled(amount, unit) {
            let other = format!("{amount}{}", unit.symbol());
            let mut changed = monitor.clone();
            let side = if name == "long" {
                &mut changed.long_window
            } else {
                &mut changed.short_window
            };
            *side = Quoted::new(other.as_str());
            out.add(
                MutantKind::Window,
                format!("{name} window {} becomes {other}", window.value),
                "a test with a burst of errors, and the times of alert and recovery",
                original.with_query(|query| *query = MonitorQuery::BurnRate(changed)),
            );
        }
    }
}
