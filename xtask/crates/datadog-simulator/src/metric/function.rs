//! Compiles every function of the query language (doc: `dashboards/functions`).

use datadog_query::expression::{Argument, Call, Expr};
use datadog_query::function::{Direction, Function, RankBy};

use super::plan::{Node, Operator};
use crate::error::{Result, SimulationError};
use crate::functions::{Rank, RowFunction, RowKind, arithmetic, exclusion, finite, map, rate, regression, smoothing};
use crate::series::Aggregator;
use crate::time::{DAY_S, HOUR_S};

/// The maximum shift in seconds. It is longer than Datadog keeps metrics (15 months), so a longer shift would not find data either.
const SHIFT_MAX_S: i64 = 5 * 366 * DAY_S;

/// The node of a call. `operands` are its arguments that are expressions other than numbers. The parser has checked the name and the arguments.
///
/// Every function has an arm: its evaluation, or the reason why it is refused. There is no wildcard, so that a new function in `datadog_query::function`
/// does not compile without an arm here.
#[rustfmt::skip] // one line per function
pub(super) fn node<L>(call: &Call<L>, operands: Vec<Node>) -> Result<Node> {
    let arguments = Arguments::new(call);
    let mut operands = operands.into_iter();
    let Some(of) = operands.next() else {
        return Err(SimulationError::invalid(format!("function '{}' has no query as an argument", arguments.name)));
    };
    let Some(function) = call.function() else {
        return Err(arguments.unsupported(&format!("function '{}' is not evaluated", arguments.name)));
    };
    Ok(match function {
        Function::Abs => row(of, RowFunction::map(f64::abs)),
        // the logarithm of zero or less is not finite: the point is dropped
        Function::Log2 => row(of, RowFunction::map(|v| finite(v.log2()))),
        Function::Log10 => row(of, RowFunction::map(|v| finite(v.log10()))),
        Function::CumulativeSum => window(of, |row, _| arithmetic::cumulative_sum(row)),
        Function::Integral => window(of, arithmetic::integral),
        Function::Round => row(of, RowFunction::map(f64::round)),

        Function::DefaultZero => row(of, RowFunction::default(0.0)),
        Function::Default => row(of, RowFunction::default(arguments.number(0)?)),

        Function::Timeshift => shift(of, arguments.number(0)? as i64),
        Function::CalendarShift => shift(of, calendar_shift(&arguments)?),
        Function::HourBefore => shift(of, -HOUR_S),
        Function::DayBefore => shift(of, -DAY_S),
        Function::WeekBefore => shift(of, -7 * DAY_S),
        // 28 days (doc: dashboards/functions/timeshift)
        Function::MonthBefore => shift(of, -28 * DAY_S),

        Function::PerSecond | Function::Derivative => window(of, |row, step_s| rate::per(row, step_s, 1.0)),
        Function::PerMinute => window(of, |row, step_s| rate::per(row, step_s, 60.0)),
        Function::PerHour => window(of, |row, step_s| rate::per(row, step_s, 3600.0)),
        // the result is one series, whatever the groups (doc: dashboards/functions/rate)
        Function::TimeDifference => window(count_groups(of, false), |row, step_s| rate::difference(row, |_, buckets| buckets as f64 * step_s)),
        Function::Difference => row(of, RowFunction::new(RowKind::Series, |row, _, _| rate::difference(row, |d, _| d))),
        Function::MonotonicDifference => row(of, RowFunction::new(RowKind::Series, |row, _, _| rate::difference(row, |d, _| if d >= 0.0 { d } else { f64::NAN }))),
        Function::Throughput => window(of, |row, step_s| map(row, |v| v / step_s)),

        Function::Autosmooth => return Err(SimulationError::invalid("'autosmooth' cannot be used in monitors").help("use ewma_5 or a longer window")),
        Function::Ewma(span) => window(of, move |row, _| smoothing::ewma(row, span)),
        Function::Median(span) => rolling(of, span, smoothing::median),
        Function::RollingAverage(span) => rolling(of, span, |values| Aggregator::Avg.of(values)),

        Function::MovingRollup => {
            let (interval_s, aggregator) = (arguments.number(0)? as i64, arguments.aggregator()?);
            row(of, RowFunction::new(RowKind::Window, move |row, grid, scratch| smoothing::moving_rollup(row, grid, interval_s, aggregator, scratch)))
        }
        Function::Rollup if arguments.numbers.is_empty() => reduce(of, arguments.aggregator()?),
        Function::Rollup => {
            let (interval_s, aggregator) = (arguments.number(0)? as i64, arguments.aggregator()?);
            row(of, RowFunction::new(RowKind::Window, move |row, grid, scratch| smoothing::rollup(row, grid, interval_s, aggregator, scratch)))
        }
        Function::Reduce => reduce(of, arguments.aggregator()?),
        Function::Avg => regroup(of, Aggregator::Avg, arguments),
        Function::Sum => regroup(of, Aggregator::Sum, arguments),
        Function::StdDev => regroup(of, Aggregator::StdDev, arguments),
        Function::Percentile => regroup(of, arguments.aggregator()?, arguments),
        Function::Min if arguments.groups.is_none() => operands.fold(of, |a, b| Node::binary(Operator::Least, a, b)),
        Function::Max if arguments.groups.is_none() => operands.fold(of, |a, b| Node::binary(Operator::Greatest, a, b)),
        Function::Min => regroup(of, Aggregator::Min, arguments),
        Function::Max => regroup(of, Aggregator::Max, arguments),

        Function::Top | Function::TopOffset => Node::Rank(arguments.rank()?, Box::new(of)),
        Function::Ranked(ranking) => Node::Rank(Rank {
            limit: ranking.limit as usize,
            offset: 0,
            by: ranking.by,
            descending: ranking.direction == Direction::Descending,
        }, Box::new(of)),

        Function::CountNonzero => count_groups(of, true),
        Function::CountNotNull => count_groups(of, false),

        Function::TrendLine => window(of, |row, _| regression::trend_line(row)),
        Function::RobustTrend | Function::PiecewiseConstant | Function::Anomalies | Function::Outliers | Function::Forecast => {
            return Err(SimulationError::not_reproducible(&format!("'{}'", arguments.name)));
        }

        Function::ExcludeNull => Node::ExcludeNull(Box::new(of)),
        Function::ClampMin => bounded(of, arguments.number(0)?, |row, limit| exclusion::clamp(row, limit, |v| v < limit)),
        Function::ClampMax => bounded(of, arguments.number(0)?, |row, limit| exclusion::clamp(row, limit, |v| v > limit)),
        Function::CutoffMin => bounded(of, arguments.number(0)?, |row, limit| exclusion::cutoff(row, |v| v < limit)),
        Function::CutoffMax => bounded(of, arguments.number(0)?, |row, limit| exclusion::cutoff(row, |v| v > limit)),
    })
}

fn row(of: Node, function: RowFunction) -> Node {
    Node::Row(function, Box::new(of))
}

/// A function that changes the buckets of a window; `f` gets the buckets and their width in seconds.
fn window(of: Node, f: impl Fn(&mut [f64], f64) + Send + Sync + 'static) -> Node {
    row(
        of,
        RowFunction::new(RowKind::Window, move |row, grid, _| f(row, grid.step_s as f64)),
    )
}

/// A function that replaces each point by `f` of the last `span` points.
fn rolling(of: Node, span: u32, f: impl Fn(&mut [f64]) -> f64 + Send + Sync + 'static) -> Node {
    let apply = move |row: &mut [f64], _: &_, scratch: &mut _| smoothing::rolling(row, span as usize, scratch, &f);
    row(of, RowFunction::new(RowKind::Window, apply))
}

/// Replaces each point by the aggregate of the whole window.
fn reduce(of: Node, aggregator: Aggregator) -> Node {
    window(of, move |row, _| {
        let value = aggregator.of(row);
        map(row, |v| if v.is_nan() { v } else { value });
    })
}

fn bounded(of: Node, limit: f64, f: impl Fn(&mut [f64], f64) + Send + Sync + 'static) -> Node {
    row(of, RowFunction::new(RowKind::Pointwise, move |row, _, _| f(row, limit)))
}

fn shift(of: Node, seconds: i64) -> Node {
    Node::Shift(seconds.clamp(-SHIFT_MAX_S, SHIFT_MAX_S), Box::new(of))
}

fn count_groups(of: Node, nonzero: bool) -> Node {
    Node::CountGroups {
        nonzero,
        of: Box::new(of),
    }
}

fn regroup(of: Node, aggregator: Aggregator, arguments: Arguments<'_>) -> Node {
    Node::Regroup {
        aggregator,
        by: arguments.groups.unwrap_or_default(),
        of: Box::new(of),
    }
}

fn calendar_shift(arguments: &Arguments<'_>) -> Result<i64> {
    let (shift, zone) = (arguments.text(0)?, arguments.text(1)?);
    if arguments.texts.len() > 2 || !arguments.numbers.is_empty() {
        return Err(arguments.unsupported("the fourth argument of calendar_shift is not evaluated"));
    }
    let unit = shift.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    let seconds = match unit {
        "d" => DAY_S,
        "w" => 7 * DAY_S,
        _ => 0,
    };
    let count: i64 = shift.trim_end_matches(unit).parse().unwrap_or(0);
    if seconds == 0 || zone != "UTC" {
        return Err(
            SimulationError::unsupported(format!("calendar_shift by '{shift}' in '{zone}' is not evaluated"))
                .help("shift by days or weeks in UTC"),
        );
    }
    Ok(count.saturating_mul(seconds))
}

/// The arguments of a call other than expressions over queries, in order.
struct Arguments<'a> {
    name: &'a str,
    numbers: Vec<f64>,
    texts: Vec<&'a str>,
    groups: Option<Vec<String>>,
}

impl<'a> Arguments<'a> {
    fn new<L>(call: &'a Call<L>) -> Self {
        let mut arguments = Self {
            name: &call.name.text,
            numbers: Vec::new(),
            texts: Vec::new(),
            groups: None,
        };
        for argument in &call.arguments {
            match argument {
                Argument::Expr(Expr::Number(number)) => arguments.numbers.push(number.value),
                Argument::Text(text) => arguments.texts.push(&text.value),
                Argument::Groups(groups) => {
                    arguments.groups = Some(groups.keys.iter().map(|key| key.text.clone()).collect());
                }
                Argument::Expr(_) | Argument::Named(_) => {}
            }
        }
        arguments
    }

    fn number(&self, index: usize) -> Result<f64> {
        self.numbers.get(index).copied().ok_or_else(|| self.incomplete())
    }

    fn text(&self, index: usize) -> Result<&'a str> {
        self.texts.get(index).copied().ok_or_else(|| self.incomplete())
    }

    /// The aggregator named by the first text argument.
    fn aggregator(&self) -> Result<Aggregator> {
        let text = self.text(0)?;
        aggregator(text).ok_or_else(|| self.unsupported(&format!("'{}' by '{text}' is not evaluated", self.name)))
    }

    /// The ranking of `top` and `top_offset`.
    fn rank(&self) -> Result<Rank> {
        let by = RankBy::named(self.text(0)?).ok_or_else(|| self.incomplete())?;
        let direction = Direction::named(self.text(1)?).ok_or_else(|| self.incomplete())?;
        Ok(Rank {
            limit: self.number(0)? as usize,
            offset: self.numbers.get(1).copied().unwrap_or(0.0) as usize,
            by,
            descending: direction == Direction::Descending,
        })
    }

    /// The error for a missing argument. It occurs only for trees that the parser did not check.
    fn incomplete(&self) -> SimulationError {
        SimulationError::invalid(format!("'{}' lacks a valid argument", self.name))
    }

    fn unsupported(&self, message: &str) -> SimulationError {
        SimulationError::unsupported(message).supply_states()
    }
}

fn aggregator(name: &str) -> Option<Aggregator> {
    Some(match name {
        "avg" | "mean" => Aggregator::Avg,
        "sum" | "area" => Aggregator::Sum,
        "min" => Aggregator::Min,
        "max" => Aggregator::Max,
        "count" => Aggregator::Count,
        "last" => Aggregator::Last,
        "stddev" => Aggregator::StdDev,
        _ => Aggregator::Percentile(name.strip_prefix('p')?.parse::<f64>().ok()? / 100.0),
    })
}

#[cfg(test)]
mod tests;
