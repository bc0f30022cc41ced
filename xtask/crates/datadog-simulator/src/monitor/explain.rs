//! The inputs of one evaluation, for charts and explanations. A run does not keep its inputs, so that thousands of tests stay cheap; they are computed
//! again here.

use super::run::TIME_MAX;
use super::{CompiledQuery, Monitor, World};
use crate::error::{Result, SimulationError};
use crate::event::Found;
use crate::metric::Bound;
use crate::semantics::Semantics;
use crate::time::{Frame, Grid};
use crate::world::{Series, Tags};

/// The inputs of one evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The window of the evaluation.
    pub window: Frame,
    /// The values of every query of the monitor, per group, after rollup, interpolation and space aggregation.
    pub inputs: Vec<Input>,
}

/// The values of one query for one of its groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The text of the query; for an event query, its name.
    pub query: String,
    /// The tags of the group.
    pub group: Tags,
    /// The width of a bucket in seconds.
    pub step_s: i64,
    /// Start (unix seconds) and value of each bucket of the window.
    pub buckets: Vec<(i64, Option<f64>)>,
}

impl Monitor {
    /// The inputs of the evaluation at `at` (unix seconds). Service checks, composites and SLO alerts have none.
    ///
    /// # Errors
    /// `at` is out of range, or the series of the world do not fit the query, as in [`Monitor::run`].
    pub fn explain(&self, world: &World, at: i64, semantics: &Semantics) -> Result<Explanation> {
        if at.unsigned_abs() > TIME_MAX {
            return Err(SimulationError::invalid(format!("time {at} is out of range")));
        }
        let window = self.window.at(at, self.delay_s);
        self.inputs(world, window, at, semantics)
    }

    /// The values of every query from `from` to `to` (unix seconds) as known at `to`, for a chart.
    ///
    /// # Errors
    /// The range is empty or too long, or the series of the world do not fit the query, as in [`Monitor::run`].
    pub fn chart(&self, world: &World, from: i64, to: i64, semantics: &Semantics) -> Result<Explanation> {
        const BUCKETS_MAX: i64 = 1_000_000;
        if from.unsigned_abs() > TIME_MAX
            || to.unsigned_abs() > TIME_MAX
            || to < from
            || (to - from) / self.window.rollup_s() > BUCKETS_MAX
        {
            return Err(SimulationError::invalid(format!(
                "a chart from {from} to {to} is empty or has more than {BUCKETS_MAX} buckets"
            )));
        }
        self.inputs(world, Frame { from, to }, to, semantics)
    }

    fn inputs(&self, world: &World, window: Frame, now: i64, semantics: &Semantics) -> Result<Explanation> {
        let CompiledQuery::Plan { plan, events } = &self.query else {
            return Ok(Explanation {
                window,
                inputs: Vec::new(),
            });
        };
        let found: Vec<Found<'_>> = events.iter().map(|q| q.find(&world.events)).collect();
        let series: Vec<&Series> = world
            .series
            .iter()
            .chain(found.iter().flat_map(|f| &f.series))
            .collect();
        let bound = Bound::new(plan, &series, (window.from, now), semantics)?;
        let clock = bound.clock(now);
        let mut scratch = Vec::new();
        let mut inputs = Vec::new();
        for (leaf, written) in bound.leaves.iter().zip(&plan.leaves) {
            let grid = Grid::over(window, leaf.step_s, semantics.bounds);
            let mut row = vec![f64::NAN; grid.len];
            for (i, group) in leaf.groups.tags.iter().enumerate() {
                leaf.write(i, &grid, &clock, &mut row, &mut scratch);
                inputs.push(Input {
                    query: written.text.clone(),
                    group: group.clone(),
                    step_s: leaf.step_s,
                    buckets: row
                        .iter()
                        .enumerate()
                        .map(|(i, v)| (grid.time(i), Some(*v).filter(|v| !v.is_nan())))
                        .collect(),
                });
            }
        }
        Ok(Explanation { window, inputs })
    }
}
