//! Monitors over logs, traces, RUM and other events.

use datadog_query::monitor::EventMonitor;
use datadog_query::search::{self, Clause, Expr, KeyKind, Search, Test};

use super::window;
use crate::definition::Options;
use crate::error::{Result, SimulationError};
use crate::event::{EventQuery, Method};
use crate::metric::{Node, Plan};
use crate::series::Aggregator;
use crate::world::Tags;

/// The plan of an event monitor, and its event query.
pub(super) fn plan(monitor: &EventMonitor, options: &Options) -> Result<(Plan, EventQuery)> {
    if monitor.issues.is_some() {
        return Err(SimulationError::not_reproducible("the grouping of errors into issues"));
    }
    let written = &monitor.search.text.value;
    let search = search::parse_with(written, search::Options::MONITOR)
        .map_err(|e| SimulationError::invalid(format!("search '{written}': {e}")))?;
    let query = EventQuery {
        name: monitor.source.name().to_owned(),
        source: monitor.source.name().to_owned(),
        search,
        by: monitor.by.iter().map(|k| k.text.clone()).collect(),
        method: Method::named(&monitor.rollup.method.value)?,
        measure: monitor.rollup.measure.as_ref().map(|m| m.value.clone()),
    };
    if query.measure.is_none() && query.method != Method::Count {
        return Err(
            SimulationError::invalid(format!("rollup '{}' needs a measure", monitor.rollup.method.value))
                .help("name the attribute: .rollup(\"avg\", \"@duration\")"),
        );
    }
    Ok((
        Plan {
            window: window::of_timeframe(&monitor.timeframe, options)?,
            aggregator: Aggregator::Sum,
            leaves: vec![query.leaf()],
            root: Node::Leaf(0),
            whole_window: true,
        },
        query,
    ))
}

/// The tags that every event found by the search has.
pub(super) fn scope_tags(search: &Search) -> Tags {
    let Some(root) = &search.root else {
        return Tags::default();
    };
    let nodes = match &root.expr {
        Expr::And(nodes) => nodes.iter().collect(),
        _ => vec![root],
    };
    Tags::new(nodes.into_iter().filter_map(|node| match &node.expr {
        Expr::Leaf(Clause::Field { key, test }) if key.kind == KeyKind::Tag => match &test.expr {
            Expr::Leaf(Test::Matches(pattern)) => Some(format!("{}:{}", key.name, pattern.literal()?)),
            _ => None,
        },
        _ => None,
    }))
}
