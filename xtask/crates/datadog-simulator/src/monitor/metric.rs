//! Metric and change monitors.

use datadog_query::metric::{Filter, Term};
use datadog_query::monitor::{Change, Evaluation, MetricMonitor, TimeAggregation};

use super::window;
use crate::definition::Options;
use crate::error::{Result, SimulationError};
use crate::metric::{MetricLeaves, Node, Operator, Plan, expression};
use crate::series::Aggregator;
use crate::series::rollup::Modifier;
use crate::world::Tags;

/// The plan of a metric monitor.
pub(super) fn plan(monitor: &MetricMonitor, options: &Options) -> Result<Plan> {
    let mut leaves = MetricLeaves::default();
    let root = expression(&monitor.expression, &mut leaves)?;
    let root = match &monitor.evaluation {
        Evaluation::Plain { .. } => root,
        Evaluation::Change { change, shift, .. } => {
            let seconds = i64::from(shift.amount) * i64::try_from(shift.unit.seconds()).unwrap_or(60);
            changed(root, *change, seconds)
        }
    };
    let aggregator = aggregator(monitor.evaluation.aggregator());
    if leaves.0.iter().any(|l| l.modifier == Some(Modifier::AsCount))
        && aggregator != Aggregator::Sum
        && !matches!(aggregator, Aggregator::Percentile(_))
        && root.has_arithmetic()
    {
        return Err(
            SimulationError::invalid("arithmetic with as_count() must aggregate the window by sum")
                .help("write sum(...)"),
        );
    }
    Ok(Plan {
        window: window::of_metric(monitor.evaluation.window(), options)?,
        aggregator,
        leaves: leaves.0,
        root,
        whole_window: false,
    })
}

/// The change of each point: `a - b`, or `(a - b) / b * 100` (doc: `monitors/types/change-alert`).
fn changed(a: Node, change: Change, seconds: i64) -> Node {
    let binary = |operator, x, y| Node::Binary(operator, Box::new(x), Box::new(y));
    let before = Node::Shift(-seconds, Box::new(a.clone()));
    let difference = binary(Operator::Subtract, a, before.clone());
    match change {
        Change::Absolute => difference,
        Change::Percent => binary(
            Operator::Multiply,
            binary(Operator::Divide, difference, before),
            Node::Number(100.0),
        ),
    }
}

fn aggregator(aggregation: TimeAggregation) -> Aggregator {
    match aggregation {
        TimeAggregation::Avg => Aggregator::Avg,
        TimeAggregation::Sum => Aggregator::Sum,
        TimeAggregation::Min => Aggregator::Min,
        TimeAggregation::Max => Aggregator::Max,
        // the aggregator of the metric (`p95:`) says which percentile of a distribution is taken
        TimeAggregation::Percentile => Aggregator::Percentile(0.5),
    }
}

/// The tags that every series of every metric of the query has.
pub(super) fn scope_tags(monitor: &MetricMonitor) -> Tags {
    let mut scopes = monitor
        .expression
        .leaves()
        .into_iter()
        .map(|leaf| required(&leaf.scope.filter));
    let first = scopes.next().unwrap_or_default();
    let rest: Vec<Vec<String>> = scopes.collect();
    Tags::new(first.into_iter().filter(|t| rest.iter().all(|other| other.contains(t))))
}

fn required(filter: &Filter) -> Vec<String> {
    match filter {
        Filter::Term(Term::Tag(tag)) => match &tag.value {
            Some(value) if !value.has_wildcard() => vec![format!("{}:{}", tag.key.text, value.text)],
            _ => Vec::new(),
        },
        Filter::And(parts) => parts.iter().flat_map(required).collect(),
        Filter::Term(_) | Filter::In(_) | Filter::Not(_) | Filter::Or(_) => Vec::new(),
    }
}
