//! How sensitive a monitor is: on which side of its threshold it alerts, and whether another threshold or window makes it alert later.

use crate::expression::Operator;
use crate::metric::Expression;

use super::{Comparator, Monitor, TimeAggregation, duration};

/// On which side of its threshold a monitor alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `>`, `>=`, and counts of failed checks.
    Above,
    /// `<`, `<=`
    Below,
}

impl Side {
    /// Whether a threshold is reached later than another one.
    #[must_use]
    pub fn is_looser(self, threshold: f64, than: f64) -> bool {
        match self {
            Self::Above => threshold > than,
            Self::Below => threshold < than,
        }
    }
}

/// How a longer window changes when a monitor alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// It alerts later: a mean changes more slowly, a minimum must hold for longer.
    Later,
    /// It alerts sooner: there is more time to reach a sum or a peak.
    Sooner,
}

impl Growth {
    /// Whether a window alerts later than another one; both in seconds.
    #[must_use]
    pub fn is_looser(self, window: u64, than: u64) -> bool {
        match self {
            Self::Later => window > than,
            Self::Sooner => window < than,
        }
    }
}

impl Monitor {
    /// The side on which it alerts. Checks count failures, so they alert above; composites have no threshold.
    #[must_use]
    pub fn side(&self) -> Option<Side> {
        match self.comparison() {
            None => matches!(self, Self::Check(_)).then_some(Side::Above),
            Some(comparison) => match comparison.comparator {
                Comparator::Above | Comparator::AtLeast => Some(Side::Above),
                Comparator::Below | Comparator::AtMost => Some(Side::Below),
                Comparator::Equal | Comparator::Unequal => None,
            },
        }
    }

    /// How long the window is that it evaluates, in seconds; of a burn rate the long one. Checks count runs, and an error budget has the window of its SLO.
    #[must_use]
    pub fn window_s(&self) -> Option<u64> {
        match self {
            Self::Metric(monitor) => Some(monitor.evaluation.window().seconds()),
            Self::Event(monitor) => Some(monitor.timeframe.seconds()),
            Self::Formula(monitor) => Some(monitor.timeframe.seconds()),
            Self::BurnRate(monitor) => {
                let (amount, unit) = duration(&monitor.long_window.value)?;
                Some(u64::from(amount) * unit.seconds())
            }
            Self::Check(_) | Self::ErrorBudget(_) | Self::Composite(_) | Self::Opaque(_) => None,
        }
    }

    /// How a longer window changes when it alerts.
    #[must_use]
    pub fn growth(&self) -> Growth {
        let side = self.side();
        match self {
            Self::Metric(monitor) => of_metric(monitor.evaluation.aggregator(), &monitor.expression, side),
            Self::Event(monitor) => of_rollup(&monitor.rollup.method.value, side),
            _ => Growth::Later,
        }
    }
}

/// A quotient of sums is a mean.
fn of_metric(aggregator: TimeAggregation, expression: &Expression, side: Option<Side>) -> Growth {
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

fn of_rollup(method: &str, side: Option<Side>) -> Growth {
    match method {
        "count" | "cardinality" | "sum" | "max" => growing(side),
        "min" => shrinking(side),
        _ => Growth::Later,
    }
}

/// The value grows with the window.
fn growing(side: Option<Side>) -> Growth {
    if side == Some(Side::Above) {
        Growth::Sooner
    } else {
        Growth::Later
    }
}

/// The value shrinks as the window grows.
fn shrinking(side: Option<Side>) -> Growth {
    if side == Some(Side::Below) {
        Growth::Sooner
    } else {
        Growth::Later
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn check(query: &str, side: Option<Side>, window_s: Option<u64>, growth: Growth) {
        let monitor = parse(query).expect("a query");
        assert_eq!(
            (monitor.side(), monitor.window_s(), monitor.growth()),
            (side, window_s, growth),
            "{query}"
        );
    }

    #[test]
    fn a_longer_window_alerts_later_or_sooner_by_aggregation_and_side() {
        let (above, below) = (Some(Side::Above), Some(Side::Below));
        check("avg(last_5m):avg:a{*} > 5", above, Some(300), Growth::Later);
        check("max(last_5m):avg:a{*} >= 5", above, Some(300), Growth::Sooner);
        check("max(last_1h):avg:a{*} < 5", below, Some(3600), Growth::Later);
        check("min(last_5m):avg:a{*} <= 5", below, Some(300), Growth::Sooner);
        check(
            "sum(last_1d):sum:a{*}.as_count() > 5",
            above,
            Some(86_400),
            Growth::Sooner,
        );
        check(
            "sum(last_5m):100 * sum:a{*}.as_count() / sum:b{*}.as_count() > 5",
            above,
            Some(300),
            Growth::Later,
        );
        let logs = |end: &str| format!("logs(\"a\").index(\"*\").{end}");
        check(
            &logs("rollup(\"count\").last(\"5m\") > 5"),
            above,
            Some(300),
            Growth::Sooner,
        );
        check(
            &logs("rollup(\"count\").last(\"5m\") < 1"),
            below,
            Some(300),
            Growth::Later,
        );
        check(
            &logs("rollup(\"avg\", \"@a\").last(\"5m\") > 1"),
            above,
            Some(300),
            Growth::Later,
        );
    }

    #[test]
    fn other_kinds_have_a_side_or_a_window_or_neither() {
        check(
            "\"up\".over(\"*\").by(\"host\").last(4).count_by_status()",
            Some(Side::Above),
            None,
            Growth::Later,
        );
        check(
            "burn_rate(\"a\").over(\"30d\").long_window(\"2h\").short_window(\"10m\") >= 10",
            Some(Side::Above),
            Some(7200),
            Growth::Later,
        );
        check(
            "error_budget(\"a\").over(\"7d\") > 75",
            Some(Side::Above),
            None,
            Growth::Later,
        );
        check("1 && 2", None, None, Growth::Later);
        check("avg(last_5m):avg:a{*} == 5", None, Some(300), Growth::Later);
    }

    #[test]
    fn looser_is_reached_later() {
        assert!(Side::Above.is_looser(6.0, 5.0) && !Side::Above.is_looser(5.0, 5.0));
        assert!(Side::Below.is_looser(4.0, 5.0) && !Side::Below.is_looser(6.0, 5.0));
        assert!(Growth::Later.is_looser(600, 300) && !Growth::Later.is_looser(300, 300));
        assert!(Growth::Sooner.is_looser(300, 600) && !Growth::Sooner.is_looser(300, 300));
    }
}
