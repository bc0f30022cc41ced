//! The functions of the query language as nodes (doc: `dashboards/functions`).

use datadog_query::expression::{Argument, Call, Expr};

use super::compile::{Leaves, binary};
use super::plan::{Node, Operator};
use crate::error::{Refusal, Result};
use crate::functions::{Rank, RankBy, RowFunction};
use crate::series::Aggregator;
use crate::time::{DAY_S, HOUR_S};

/// The farthest shift, in seconds: longer than Datadog keeps metrics (15 months), so that what lies beyond is empty either way.
const SHIFT_MAX_S: i64 = 5 * 366 * DAY_S;

/// The node of a call. The parser has checked names and arguments.
pub(super) fn apply<L>(call: &Call<L>, mut operands: Vec<Node>, leaves: &mut impl Leaves<L>) -> Result<Node> {
    let name = call.name.text.as_str();
    if operands.is_empty() {
        return Err(Refusal::invalid(format!("function '{name}' is applied to no query")));
    }
    if matches!(name, "min" | "max") && groups(call).is_none() {
        let operator = if name == "min" {
            Operator::Least
        } else {
            Operator::Greatest
        };
        let first = operands.remove(0);
        return Ok(operands.into_iter().fold(first, |a, b| binary(operator, a, b)));
    }
    let of = operands.swap_remove(0);
    if let Some(row) = row_function(call) {
        let per_series = matches!(row, RowFunction::Difference | RowFunction::MonotonicDifference);
        if let (true, Node::Leaf(i)) = (per_series, &of)
            && leaves.before_space(*i, row).is_some()
        {
            return Ok(of);
        }
        return Ok(Node::Row(row, Box::new(of)));
    }
    if let Some(rank) = rank(call) {
        return Ok(Node::Rank(rank, Box::new(of)));
    }
    other(call, of)
}

fn row_function<L>(call: &Call<L>) -> Option<RowFunction> {
    let name = call.name.text.as_str();
    let number = |i: usize| numbers(call).nth(i);
    let span = || name.rsplit_once('_').and_then(|(_, n)| n.parse::<u32>().ok());
    Some(match name {
        "abs" => RowFunction::Abs,
        "log2" => RowFunction::Log2,
        "log10" => RowFunction::Log10,
        "cumsum" => RowFunction::CumulativeSum,
        "integral" => RowFunction::Integral,
        "round" => RowFunction::Round,
        "default_zero" => RowFunction::Default(0.0),
        "default" => RowFunction::Default(number(0)?),
        "per_second" | "rate" | "derivative" => RowFunction::Per(1.0),
        "per_minute" => RowFunction::Per(60.0),
        "per_hour" => RowFunction::Per(3600.0),
        "diff" => RowFunction::Difference,
        "monotonic_diff" => RowFunction::MonotonicDifference,
        "throughput" => RowFunction::Throughput,
        "trend_line" => RowFunction::TrendLine,
        "clamp_min" => RowFunction::ClampMin(number(0)?),
        "clamp_max" => RowFunction::ClampMax(number(0)?),
        "cutoff_min" => RowFunction::CutoffMin(number(0)?),
        "cutoff_max" => RowFunction::CutoffMax(number(0)?),
        "reduce" => RowFunction::Reduce(aggregator(texts(call).next()?)?),
        "rollup" => match number(0) {
            Some(seconds) => RowFunction::Rollup(seconds as i64, aggregator(texts(call).next()?)?),
            None => RowFunction::Reduce(aggregator(texts(call).next()?)?),
        },
        "moving_rollup" => RowFunction::MovingRollup(number(0)? as i64, aggregator(texts(call).next()?)?),
        _ if name.starts_with("ewma_") => RowFunction::Ewma(span()?),
        _ if name.starts_with("median_") => RowFunction::Median(span()?),
        _ if name.starts_with("rollingavg_") => RowFunction::RollingAverage(span()?),
        _ => return None,
    })
}

fn other<L>(call: &Call<L>, of: Node) -> Result<Node> {
    let name = call.name.text.as_str();
    let shift = |seconds: i64, of: Node| Node::Shift(seconds.clamp(-SHIFT_MAX_S, SHIFT_MAX_S), Box::new(of));
    Ok(match name {
        "timeshift" => shift(numbers(call).next().unwrap_or(0.0) as i64, of),
        "hour_before" => shift(-HOUR_S, of),
        "day_before" => shift(-DAY_S, of),
        "week_before" => shift(-7 * DAY_S, of),
        // 28 days (doc: dashboards/functions/timeshift)
        "month_before" => shift(-28 * DAY_S, of),
        "calendar_shift" => shift(calendar_shift(call)?, of),
        // one series, whatever the groups (doc: dashboards/functions/rate)
        "dt" => Node::Row(
            RowFunction::TimeDifference,
            Box::new(Node::CountGroups {
                nonzero: false,
                of: Box::new(of),
            }),
        ),
        "count_nonzero" | "count_nonzero_finite" => Node::CountGroups {
            nonzero: true,
            of: Box::new(of),
        },
        "count_not_null" => Node::CountGroups {
            nonzero: false,
            of: Box::new(of),
        },
        "exclude_null" => Node::ExcludeNull(Box::new(of)),
        "avg" | "sum" | "min" | "max" | "stddev" | "percentile" => Node::Regroup {
            aggregator: texts(call)
                .next()
                .and_then(aggregator)
                .or_else(|| aggregator(name))
                .unwrap_or(Aggregator::Avg),
            by: groups(call).unwrap_or_default(),
            of: Box::new(of),
        },
        "anomalies" | "outliers" | "forecast" | "robust_trend" | "piecewise_constant" => {
            return Err(Refusal::not_reproducible(&format!("'{name}'")));
        }
        "autosmooth" => {
            return Err(
                Refusal::invalid("'autosmooth' cannot be used in monitors").help("use ewma_5 or a longer window")
            );
        }
        _ => {
            return Err(Refusal::unsupported(format!("function '{name}' is not evaluated"))
                .help("state the verdict the monitor would come to as `World::verdicts`"));
        }
    })
}

fn rank<L>(call: &Call<L>) -> Option<Rank> {
    let name = call.name.text.as_str();
    let by = |text: &str| {
        Some(match text {
            "max" => RankBy::Max,
            "min" => RankBy::Min,
            "mean" => RankBy::Mean,
            "sum" => RankBy::Sum,
            "last" => RankBy::Last,
            "l2norm" => RankBy::L2Norm,
            "area" => RankBy::Area,
            _ => return None,
        })
    };
    if matches!(name, "top" | "top_offset") {
        let mut texts = texts(call);
        return Some(Rank {
            by: by(&texts.next()?.to_lowercase())?,
            descending: texts.next()?.eq_ignore_ascii_case("desc"),
            limit: numbers(call).next()? as usize,
            offset: numbers(call).nth(1).unwrap_or(0.0) as usize,
        });
    }
    let (rest, descending) = match name.strip_prefix("top") {
        Some(rest) => (rest, true),
        None => (name.strip_prefix("bottom")?, false),
    };
    let (limit, measure) = rest.split_once('_').unwrap_or((rest, "mean"));
    Some(Rank {
        limit: limit.parse().ok()?,
        offset: 0,
        by: by(measure)?,
        descending,
    })
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

fn calendar_shift<L>(call: &Call<L>) -> Result<i64> {
    let mut texts = texts(call);
    let (shift, zone) = (texts.next().unwrap_or_default(), texts.next().unwrap_or("UTC"));
    let unit = shift.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    let seconds = match unit {
        "d" => DAY_S,
        "w" => 7 * DAY_S,
        _ => 0,
    };
    let count: i64 = shift.trim_end_matches(unit).parse().unwrap_or(0);
    if seconds == 0 || zone != "UTC" {
        return Err(
            Refusal::unsupported(format!("calendar_shift by '{shift}' in '{zone}' is not evaluated"))
                .help("shift by days or weeks in UTC"),
        );
    }
    Ok(count.saturating_mul(seconds))
}

fn numbers<L>(call: &Call<L>) -> impl Iterator<Item = f64> {
    call.expressions()
        .filter_map(|e| if let Expr::Number(n) = e { Some(n.value) } else { None })
}

fn texts<L>(call: &Call<L>) -> impl Iterator<Item = &str> {
    call.arguments.iter().filter_map(|a| {
        if let Argument::Text(text) = a {
            Some(text.value.as_str())
        } else {
            None
        }
    })
}

fn groups<L>(call: &Call<L>) -> Option<Vec<String>> {
    call.arguments.iter().find_map(|a| match a {
        Argument::Groups(groups) => Some(groups.keys.iter().map(|k| k.text.clone()).collect()),
        _ => None,
    })
}
