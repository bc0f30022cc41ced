//! The reasons of evaluations' states, one line for each period.

use datadog_simulator::state::{NoDataOutcome, Reason, State};
use datadog_simulator::{Evaluation, GroupOutcome, Monitor};

use crate::notation::{state_name, written};

/// Consecutive evaluations with the same state and reason.
struct Period<'e> {
    first: &'e Evaluation,
    last: &'e Evaluation,
    low: f64,
    high: f64,
}

/// One line for each period: start and end, state, reason.
pub(super) fn lines(monitor: &Monitor, group: &GroupOutcome, start: i64) -> Vec<String> {
    let mut periods: Vec<Period<'_>> = Vec::new();
    for evaluation in &group.evaluations {
        let value = evaluation.value.unwrap_or(f64::NAN);
        match periods.last_mut() {
            Some(period)
                if period.first.state == evaluation.state
                    && is_same_reason(&period.first.reason, &evaluation.reason) =>
            {
                period.last = evaluation;
                period.low = period.low.min(value);
                period.high = period.high.max(value);
            }
            _ => periods.push(Period {
                first: evaluation,
                last: evaluation,
                low: value,
                high: value,
            }),
        }
    }
    periods.iter().map(|period| line(monitor, period, start)).collect()
}

fn is_same_reason(a: &Reason, b: &Reason) -> bool {
    match (a, b) {
        (Reason::NotFull { .. }, Reason::NotFull { .. }) => true,
        _ => a == b,
    }
}

fn line(monitor: &Monitor, period: &Period<'_>, start: i64) -> String {
    let times = [period.first.at, period.last.at].map(|at| written(at - start));
    let when = if times[0] == times[1] {
        times[0].clone()
    } else {
        format!("{}..{}", times[0], times[1])
    };
    let state = period
        .first
        .state
        .map_or_else(|| "-".to_owned(), |s| state_name(Some(s)));
    format!("{when:<10} {state:<7}  {}", reason(monitor, period, start))
}

fn reason(monitor: &Monitor, period: &Period<'_>, start: i64) -> String {
    let value = match (period.low, period.high) {
        (low, _) if low.is_nan() => "no value".to_owned(),
        (low, high) if low == high => number(low),
        (low, high) => format!("{} to {}", number(low), number(high)),
    };
    match period.first.reason {
        Reason::Compared { by } => compared(monitor, period.first.state, &value, by),
        Reason::ZeroForMissing { by } => format!(
            "no data, evaluated as zero: {}",
            compared(monitor, period.first.state, "0", by)
        ),
        Reason::Held { recovery } => format!("{value} has not passed the recovery threshold {}", number(recovery)),
        Reason::Supplied if value == "no value" => "from check statuses, other monitors or the test".to_owned(),
        Reason::Supplied => format!("from check statuses, other monitors or the test: {value}"),
        Reason::NotFull {
            empty,
            buckets,
            first_empty,
        } => format!(
            "skipped: the window is not full, {empty} of {buckets} buckets are empty{}",
            if first_empty { ", the first among them" } else { "" }
        ),
        Reason::NewGroup { until } => format!("skipped: the group is new until {}", written(until - start)),
        Reason::NoValues(absence) => absence_reason(absence, start),
    }
}

fn compared(monitor: &Monitor, state: Option<State>, value: &str, by: Option<f64>) -> String {
    let Some(by) = by else { return value.to_owned() };
    let comparator = monitor.comparator().text();
    let thresholds = monitor.thresholds();
    let name = if thresholds.critical == Some(by) {
        "critical"
    } else {
        "warning"
    };
    let holds = state.is_some_and(State::is_alertworthy);
    format!(
        "{value} {}{comparator} {} ({name})",
        if holds { "" } else { "not " },
        number(by)
    )
}

fn absence_reason(absence: NoDataOutcome, start: i64) -> String {
    match absence {
        NoDataOutcome::LastStatus => "no data: keeps the last state".to_owned(),
        NoDataOutcome::NoDataAt(at) => format!("no data: No Data from {}", written(at - start)),
        NoDataOutcome::NoData => "no data".to_owned(),
        NoDataOutcome::Resolved => "no data: resolves".to_owned(),
        NoDataOutcome::AutoResolved => "no data for so long that it auto-resolves".to_owned(),
        NoDataOutcome::NeverReported => "no data yet".to_owned(),
        NoDataOutcome::Dropped => "no data for so long that the group is dropped".to_owned(),
    }
}

/// A number with four significant digits.
pub(super) fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let digits = (3 - value.abs().log10().floor() as i32).clamp(0, 12);
    let text = format!("{value:.*}", digits as usize);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_short() {
        for (value, expected) in [
            (0.0, "0"),
            (5.0, "5"),
            (2.5, "2.5"),
            (0.000_123_46, "0.0001235"),
            (60_000_000.0, "60000000"),
            (-1.0 / 3.0, "-0.3333"),
            (99.999, "100"),
        ] {
            assert_eq!(number(value), expected);
        }
    }
}
