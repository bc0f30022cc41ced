//! Metric and event queries over a time range, as graphs and tables ask them: every bucket of the range, or one value for it, instead of a monitor's states.

use datadog_query::metric::{self, Context};
use serde_json::Value;

use crate::World;
use crate::error::{Result, SimulationError};
use crate::event::EventQuery;
use crate::metric::{Bound, Content, Formula, Leaf, MetricLeaves, Node, Plan, Pool, Variable, expression};
use crate::semantics::Semantics;
use crate::series::Aggregator;
use crate::time::{DAY_S, Frame, HOUR_S, Unit, Window};
use crate::world::{Series, Tags};

/// A compiled query of a graph or a table.
#[derive(Clone, Debug)]
pub struct GraphQuery {
    leaves: Vec<Leaf>,
    root: Node,
    events: Vec<EventQuery>,
}

/// The result of a query as a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// The width of a bucket in seconds.
    pub step_s: i64,
    /// The start of each bucket, in unix seconds.
    pub times: Vec<i64>,
    /// The groups, sorted by their tags, with a value for each bucket; `None` for a bucket without one.
    pub groups: Vec<(Tags, Vec<Option<f64>>)>,
}

impl Graph {
    /// The width of buckets in which Datadog shows a time range by default, in seconds (doc: `dashboards/functions/rollup`).
    #[must_use]
    pub const fn step_s(frame: Frame) -> i64 {
        match frame.to - frame.from {
            s if s <= HOUR_S => 20,
            s if s <= 4 * HOUR_S => 60,
            s if s <= DAY_S => 300,
            s if s <= 2 * DAY_S => 600,
            s if s <= 7 * DAY_S => HOUR_S,
            s if s <= 31 * DAY_S => 4 * HOUR_S,
            _ => DAY_S,
        }
    }
}

impl GraphQuery {
    /// A metric query: `avg:queue.length{*} by {queue}`.
    ///
    /// # Errors
    /// The query is not valid, or not evaluated.
    pub fn metric(text: &str) -> Result<Self> {
        let parsed = metric::parse(text, Context::Monitor)
            .map_err(|error| SimulationError::invalid(format!("query '{text}': {error}")))?;
        let mut leaves = MetricLeaves::default();
        let root = expression(&parsed, &mut leaves)?;
        Ok(Self {
            leaves: leaves.0,
            root,
            events: Vec::new(),
        })
    }

    /// A formula over named queries, each as version 2 of the API writes it.
    ///
    /// # Errors
    /// The formula or a query is not valid, or not evaluated.
    pub fn formula(formula: &str, queries: &[Value]) -> Result<Self> {
        let variables = queries.iter().map(Variable::from_payload).collect::<Result<_>>()?;
        let mut compiled = Formula::new(variables)?;
        let root = compiled.compile(formula)?;
        let leaves = std::mem::take(&mut compiled.leaves.0);
        let read = |event: &EventQuery| leaves.iter().any(|leaf| leaf.metric == event.name);
        let events = compiled.events().into_iter().filter(read).collect();
        Ok(Self { leaves, root, events })
    }

    /// The values in buckets of `step_s` seconds; a rollup in the query decides over it.
    ///
    /// # Errors
    /// A metric has a type that the query cannot use, or operands cannot be combined.
    pub fn graph(&self, world: &World, frame: Frame, step_s: i64, semantics: &Semantics) -> Result<Graph> {
        let plan = self.plan(frame, Aggregator::Avg, Some(step_s), false);
        self.bound(&plan, world, frame, semantics, |bound| {
            let mut pool = Pool::default();
            let clock = bound.clock(frame.to);
            let matrix = bound.matrix(&bound.root, frame, &clock, Content::Values, &mut pool);
            let times = matrix
                .grid
                .map(|grid| (0..grid.len).map(|i| grid.time(i)).collect())
                .unwrap_or_default();
            let row = |i: usize| matrix.row(i).iter().map(|value| present(*value)).collect();
            let groups = bound.root.groups.tags.iter().enumerate();
            Graph {
                step_s: matrix.grid.map_or(step_s, |grid| grid.step_s),
                times,
                groups: sorted(groups.map(|(i, tags)| (tags.clone(), row(i)))),
            }
        })
    }

    /// One value per group for the whole range.
    ///
    /// # Errors
    /// As [`GraphQuery::graph`].
    pub fn scalar(
        &self,
        world: &World,
        frame: Frame,
        aggregator: Aggregator,
        semantics: &Semantics,
    ) -> Result<Vec<(Tags, Option<f64>)>> {
        let plan = self.plan(frame, aggregator, None, !self.events.is_empty());
        self.bound(&plan, world, frame, semantics, |bound| {
            let mut values = Vec::new();
            bound.values(frame, frame.to, &mut Pool::default(), &mut values);
            let groups = bound.root.groups.tags.iter().zip(&values);
            sorted(groups.map(|(tags, value)| (tags.clone(), present(*value))))
        })
    }

    fn plan(&self, frame: Frame, aggregator: Aggregator, step_s: Option<i64>, whole_window: bool) -> Plan {
        let leaf = |leaf: &Leaf| Leaf {
            rollup_s: leaf.rollup_s.or(step_s),
            ..leaf.clone()
        };
        Plan {
            window: Window::rolling(frame.to.saturating_sub(frame.from).max(1), Unit::Minutes),
            aggregator,
            leaves: self.leaves.iter().map(leaf).collect(),
            root: self.root.clone(),
            whole_window,
        }
    }

    fn bound<R>(
        &self,
        plan: &Plan,
        world: &World,
        frame: Frame,
        semantics: &Semantics,
        read: impl FnOnce(&Bound<'_>) -> R,
    ) -> Result<R> {
        let found: Vec<_> = self.events.iter().map(|query| query.find(&world.events)).collect();
        let series: Vec<&Series> = world
            .series
            .iter()
            .chain(found.iter().flat_map(|found| &found.series))
            .collect();
        let bound = Bound::new(plan, &series, (frame.to, frame.to), semantics)?;
        Ok(read(&bound))
    }
}

fn present(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}

fn sorted<T>(groups: impl Iterator<Item = (Tags, T)>) -> Vec<(Tags, T)> {
    let mut groups: Vec<(Tags, T)> = groups.collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::{Event, MetricKind};

    fn world() -> World {
        let series = |queue: &str, base: f64| {
            let points = (0..10).map(|minute| (minute * 60, base + minute as f64));
            Series::new(
                "queue.length",
                Tags::new([format!("queue:{queue}")]),
                MetricKind::Gauge,
                60,
                points,
            )
        };
        let event = |at: i64, status: &str| Event {
            source: "logs".to_owned(),
            at,
            body: json!({ "status": status }),
        };
        World {
            series: vec![series("b", 10.0), series("a", 0.0)],
            events: vec![event(10, "error"), event(70, "error"), event(80, "info")],
            ..World::default()
        }
    }

    const FRAME: Frame = Frame { from: 0, to: 300 };

    #[test]
    fn a_graph_has_a_value_per_bucket_and_group() {
        let query = GraphQuery::metric("avg:queue.length{*} by {queue}").expect("a query");
        let graph = query
            .graph(&world(), FRAME, 60, &Semantics::default())
            .expect("a graph");
        assert_eq!(graph.times, [0, 60, 120, 180, 240]);
        assert_eq!(graph.groups[0].0, Tags::new(["queue:a"]));
        assert_eq!(graph.groups[0].1, [0.0, 1.0, 2.0, 3.0, 4.0].map(Some));
        assert_eq!(graph.groups[1].1[0], Some(10.0));
    }

    #[test]
    fn a_rollup_in_the_query_decides_over_the_step() {
        let query = GraphQuery::metric("max:queue.length{queue:a}.rollup(max, 120)").expect("a query");
        let graph = query
            .graph(&world(), FRAME, 60, &Semantics::default())
            .expect("a graph");
        assert_eq!(
            (graph.step_s, &graph.groups[0].1[..2]),
            (120, &[Some(1.0), Some(3.0)][..])
        );
    }

    #[test]
    fn a_scalar_aggregates_the_range() {
        let query = GraphQuery::metric("avg:queue.length{*} by {queue} * 2").expect("a query");
        let values = query.scalar(&world(), FRAME, Aggregator::Max, &Semantics::default());
        let values: Vec<_> = values.expect("values").into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, [Some(8.0), Some(28.0)]);
    }

    #[test]
    fn a_formula_counts_events() {
        let count = |name: &str, search: &str| json!({ "name": name, "data_source": "logs", "compute": { "aggregation": "count" }, "search": { "query": search } });
        let queries = [count("errors", "status:error"), count("all", "*"), count("unused", "*")];
        let query = GraphQuery::formula("errors / all * 100", &queries).expect("a query");
        let semantics = Semantics::default();
        let values = query
            .scalar(&world(), FRAME, Aggregator::Sum, &semantics)
            .expect("values");
        assert_eq!(values[0].1.map(f64::round), Some(67.0));
        let graph = query
            .graph(&world(), Frame { from: 0, to: 120 }, 60, &semantics)
            .expect("a graph");
        assert_eq!(graph.groups[0].1, [Some(100.0), Some(50.0)]);
    }

    #[test]
    fn what_cannot_be_evaluated_is_an_error() {
        assert!(GraphQuery::metric("avg:queue.length{").is_err());
        assert!(GraphQuery::metric("anomalies(avg:queue.length{*}, 'basic', 2)").is_err());
        assert!(GraphQuery::formula("a + b", &[]).is_err());
    }
}
