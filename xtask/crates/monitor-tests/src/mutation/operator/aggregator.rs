use datadog_query::Quoted;
use datadog_query::metric::{Aggregation, Aggregator, ValueFilter, ValueOperator};
use datadog_query::monitor::{Evaluation, Monitor as MonitorQuery, TimeAggregation, TimeAggregator};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    over_time(original, out);
    of_rollups(original, out);
    over_series(original, out);
}

const OVER_TIME: &str = "a test with values that differ within the window, and the times of alert and recovery";

fn over_time(original: &Original<'_>, out: &mut Mutants<'_>) {
    let MonitorQuery::Metric(monitor) = &original.query else {
        return;
    };
    let others: &[TimeAggregation] = match monitor.evaluation.aggregator() {
        TimeAggregation::Avg => &[TimeAggregation::Max, TimeAggregation::Min],
        TimeAggregation::Sum => &[TimeAggregation::Avg],
        TimeAggregation::Min => &[TimeAggregation::Avg, TimeAggregation::Max],
        TimeAggregation::Max => &[TimeAggregation::Avg, TimeAggregation::Min],
        // the space aggregator defines the percentile
        TimeAggregation::Percentile => &[],
    };
    for other in others {
        let mut changed = monitor.clone();
        let (Evaluation::Plain { aggregator, .. } | Evaluation::Change { aggregator, .. }) = &mut changed.evaluation;
        let other = TimeAggregator {
            kind: *other,
            span: aggregator.span,
        };
        let change = format!("time aggregator {aggregator} becomes {other}");
        *aggregator = other;
        let definition = original.with_query(|query| *query = MonitorQuery::Metric(changed));
        out.add(MutantKind::TimeAggregator, change, OVER_TIME, definition);
    }
}

/// Methods of event monitors and rollups of formulas, which are strings. There is no alternative to counting that needs no measure.
fn of_rollups(original: &Original<'_>, out: &mut Mutants<'_>) {
    let mut changed = original.query.clone();
    let method = match &mut changed {
        MonitorQuery::Event(monitor) if monitor.rollup.measure.is_some() => &mut monitor.rollup.method,
        MonitorQuery::Formula(monitor) => match &mut monitor.rollup {
            Some(rollup) => rollup,
            None => return,
        },
        _ => return,
    };
    let other = match method.value.as_str() {
        "avg" | "min" | "sum" | "last" => "max",
        "max" => "min",
        "median" => "pc95",
        name if name.starts_with("pc") => "median",
        _ => return,
    };
    let change = format!("rollup {} becomes {other}", method.value);
    *method = Quoted::new(other);
    let definition = original.with_query(|query| *query = changed);
    out.add(MutantKind::TimeAggregator, change, OVER_TIME, definition);
}

fn over_series(original: &Original<'_>, out: &mut Mutants<'_>) {
    for (index, query) in original.metric_queries().iter().enumerate() {
        let Some(aggregator) = &query.aggregator else { continue };
        let percentile = matches!(aggregator.kind, Aggregation::Percentile(_));
        for kind in others(&aggregator.kind) {
            let other = Aggregator {
                kind,
                span: aggregator.span,
            };
            let killed_by = if percentile {
                "a test whose slow values are fewer than half, or more than their share".to_owned()
            } else if matches!(aggregator.kind, Aggregation::CountOf(_)) {
                "a test with values that equal the limit, which are on its good side".to_owned()
            } else {
                format!(
                    "a test with two series of {} in one group, with different values",
                    query.metric
                )
            };
            let change = format!("space aggregator {aggregator} of {} becomes {other}", query.metric);
            let definition = original.with_metric_queries(|i, query| {
                if i == index {
                    query.aggregator = Some(other.clone());
                }
            });
            out.add(MutantKind::SpaceAggregator, change, killed_by, definition);
        }
    }
}

/// The comparison that treats the bound itself the other way.
fn including_or_not(operator: ValueOperator) -> ValueOperator {
    match operator {
        ValueOperator::Below => ValueOperator::AtMost,
        ValueOperator::AtMost => ValueOperator::Below,
        ValueOperator::Above => ValueOperator::AtLeast,
        ValueOperator::AtLeast => ValueOperator::Above,
    }
}

fn others(kind: &Aggregation) -> Vec<Aggregation> {
    match kind {
        Aggregation::Avg => vec![Aggregation::Max, Aggregation::Min],
        Aggregation::Sum => vec![Aggregation::Avg, Aggregation::Max],
        Aggregation::Min => vec![Aggregation::Max],
        Aggregation::Max => vec![Aggregation::Min, Aggregation::Sum],
        Aggregation::Percentile(percentile) if percentile == "50" => vec![Aggregation::Percentile("95".to_owned())],
        Aggregation::Percentile(_) => vec![Aggregation::Percentile("50".to_owned())],
        Aggregation::CountOf(filter) => vec![Aggregation::CountOf(ValueFilter {
            operator: including_or_not(filter.operator),
            bound: filter.bound,
        })],
        Aggregation::Count | Aggregation::StdDev | Aggregation::Histogram => Vec::new(),
    }
}
