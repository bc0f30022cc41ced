//! Compares evaluation windows: whether a longer window alerts later or sooner.

use std::collections::BTreeSet;

use datadog_query::expression::Operator;
use datadog_query::metric::Expression;
use datadog_query::monitor::{TimeAggregation, Timeframe};

use super::thresholds::Alerts;
use crate::fact::Fact;
use model::Risk;

/// A window as text and in seconds.
pub(super) struct Window {
    pub(super) words: String,
    pub(super) seconds: u64,
}

impl Window {
    pub(super) fn of(timeframe: &Timeframe) -> Self {
        Self {
            words: format!("{}{}", timeframe.amount, timeframe.unit.symbol()),
            seconds: timeframe.seconds(),
        }
    }
}

/// How a longer window changes when a monitor alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Growth {
    /// It alerts later: a mean changes more slowly, a minimum must hold for longer.
    Later,
    /// It alerts sooner: there is more time to reach a sum or a peak.
    Sooner,
}

/// For a metric monitor. A quotient of sums is a mean.
pub(super) fn of_metric(aggregator: TimeAggregation, expression: &Expression, side: Option<Alerts>) -> Growth {
    let mut divides = false;
    expression.walk(&mut |expression| {
        if let Expression::Arithmetic(arithmetic) = expression {
            divides |= arithmetic.rest.iter().any(|term| term.operator == Operator::Divide);
        }
    });
    match aggregator {
        TimeAggregation::Avg | TimeAggregation::Percentile => Growth::Later,
        TimeAggregation::Sum if divides => Growth::Later,
        TimeAggregation::Sum | TimeAggregation::Max => growing(side),
        TimeAggregation::Min => shrinking(side),
    }
}

/// For an event monitor, by the method of its rollup.
pub(super) fn of_rollup(method: &str, side: Option<Alerts>) -> Growth {
    match method {
        "count" | "cardinality" | "sum" | "max" => growing(side),
        "min" => shrinking(side),
        _ => Growth::Later,
    }
}

/// The value grows with the window.
fn growing(side: Option<Alerts>) -> Growth {
    if side == Some(Alerts::Above) {
        Growth::Sooner
    } else {
        Growth::Later
    }
}

/// The value shrinks as the window grows.
fn shrinking(side: Option<Alerts>) -> Growth {
    if side == Some(Alerts::Below) {
        Growth::Sooner
    } else {
        Growth::Later
    }
}

pub(super) fn changed([old, new]: &[Window; 2], growth: Growth, reported: &mut BTreeSet<String>) -> Option<Fact> {
    if old.words == new.words {
        return None;
    }
    reported.extend([old.words.clone(), new.words.clone()]);
    let looser = (new.seconds > old.seconds) == (growth == Growth::Later);
    let risk = if looser { Risk::Loosened } else { Risk::Tightened };
    Some(Fact::new(risk, "window", format!("{} -> {}", old.words, new.words)))
}
