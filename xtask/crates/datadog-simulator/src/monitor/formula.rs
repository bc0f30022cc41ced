//! Formula monitors: `formula("q1 / q2 * 100").last("5m") > 5` with `options.variables`.

use datadog_query::monitor::FormulaMonitor;

use super::window;
use crate::definition::Options;
use crate::error::{Result, SimulationError};
use crate::event::EventQuery;
use crate::metric::{Formula, Node, Plan, Variable, expression};
use crate::series::Aggregator;

/// The plan of a formula monitor, and its event queries.
pub(super) fn plan(monitor: &FormulaMonitor, options: &Options) -> Result<(Plan, Vec<EventQuery>)> {
    if let Some(function) = &monitor.function {
        return Err(SimulationError::not_reproducible(&format!(
            "the cost function '{}'",
            function.name
        )));
    }
    if !monitor.by.is_empty() {
        return Err(SimulationError::unsupported("the queries of job monitors are not evaluated").supply_states());
    }
    let mut formula = Formula::new(
        options
            .variables
            .iter()
            .map(Variable::from_payload)
            .collect::<Result<_>>()?,
    )?;
    let root = expression(&monitor.formula, &mut formula)?;
    let leaves = std::mem::take(&mut formula.leaves.0);
    let events = formula.events();
    if !events.is_empty() {
        single_values(&root)?;
    }
    let plan = Plan {
        window: window::of_timeframe(&monitor.timeframe, options)?,
        aggregator: match monitor.rollup.as_ref().map(|r| r.value.as_str()) {
            None if !events.is_empty() => Aggregator::Sum,
            None | Some("avg") => Aggregator::Avg,
            Some("sum") => Aggregator::Sum,
            Some("min") => Aggregator::Min,
            Some("max") => Aggregator::Max,
            Some("count") => Aggregator::Count,
            Some("last") => Aggregator::Last,
            Some(other) => {
                return Err(SimulationError::unsupported(format!(
                    "the rollup '{other}' of a formula is not evaluated"
                )));
            }
        },
        leaves,
        root,
        whole_window: !events.is_empty(),
    };
    Ok((plan, events))
}

/// Refuses functions of several points in a formula over events. Each event query gives one value per window; such a function would need the buckets that
/// Datadog chooses, which are not documented.
fn single_values(node: &Node) -> Result<()> {
    match node {
        Node::Number(_) | Node::Leaf(_) => Ok(()),
        Node::Row(function, of) if function.is_pointwise() => single_values(of),
        Node::Rank(_, of) | Node::Regroup { of, .. } | Node::ExcludeNull(of) | Node::Shift(_, of) => single_values(of),
        Node::Binary(_, a, b) => single_values(a).and_then(|()| single_values(b)),
        Node::Row(..) | Node::CountGroups { .. } => Err(SimulationError::unsupported(
            "a formula over events with a function of several points is not evaluated",
        )
        .supply_states()),
    }
}
