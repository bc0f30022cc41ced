//! Runs a monitor over a world.

use super::{CompiledQuery, Monitor, Span, World};
use crate::error::{Result, SimulationError};
use crate::event::Found;
use crate::metric::Bound;
use crate::outcome::{GroupOutcome, Outcome};
use crate::run::{Observe, Schedule, evaluate};
use crate::semantics::{QuietGroup, Semantics};
use crate::service_check::ServiceCheckSource;
use crate::source::{Budget, CompositeSource, PlanSource, SloSource, SuppliedSource, plans};
use crate::state::{EvaluationRules, OnMissingData};
use crate::time::Window;
use crate::world::{Series, SloKind};

use super::notifications::MessageData;

/// The maximum number of evaluations of a run, so that a wrong time range is refused instead of running for hours.
const EVALUATIONS_MAX: i64 = 5_000_000;
/// The greatest distance of a time from the epoch, in seconds: more than ten thousand years.
pub(super) const TIME_MAX: u64 = 400_000_000_000;
/// How deep monitors may refer to monitors: a composite to an SLO alert, and that to the monitors of its SLO.
const DEPTH_MAX: u8 = 2;

impl Monitor {
    /// Runs the monitor over `world`.
    ///
    /// # Errors
    /// - the time range is empty, out of range or too long
    /// - the world lacks an SLO or a monitor that the monitor refers to
    /// - the monitor cannot be evaluated and the world has no verdicts for it, or it can be and the world has some
    /// - a metric has a type that the query cannot use
    pub fn run(&self, world: &World, span: Span, semantics: &Semantics) -> Result<Outcome> {
        self.run_within(world, span, semantics, DEPTH_MAX)
    }

    fn run_within(&self, world: &World, span: Span, semantics: &Semantics, depth: u8) -> Result<Outcome> {
        let cadence = self.window.cadence_s();
        let within = |t: i64| t.unsigned_abs() <= TIME_MAX;
        if !within(span.from)
            || !within(span.to)
            || span.to < span.from
            || (span.to - span.from) / cadence > EVALUATIONS_MAX
        {
            return Err(SimulationError::invalid(format!(
                "a run from {} to {} is empty or has more than {EVALUATIONS_MAX} evaluations",
                span.from, span.to
            )));
        }
        let own = || {
            SuppliedSource::new(None, &world.verdicts).or_else(|| SuppliedSource::new(Some(self.id?), &world.verdicts))
        };
        if depth == DEPTH_MAX
            && let Some(mut supplied) = own()
        {
            if self.unsupported_reason().is_none() {
                return Err(SimulationError::invalid(format!(
                    "monitor '{}' is evaluated from data, so its states cannot be supplied",
                    self.definition.name
                ))
                .help("supply series, events or check statuses; 'verdicts' are for monitors that cannot be evaluated and for constituents of composites"));
            }
            let groups = self.supplied(&mut supplied, span, semantics);
            return Ok(self.with_notifications(groups, world, span, semantics, &MessageData::None));
        }
        match &self.query {
            CompiledQuery::Plan { plan, events } => {
                let found: Vec<Found<'_>> = events.iter().map(|q| q.find(&world.events)).collect();
                let series: Vec<&Series> = world
                    .series
                    .iter()
                    .chain(found.iter().flat_map(|f| &f.series))
                    .collect();
                let bound = Bound::new(plan, &series, self.reach(span, &self.window), semantics)?;
                let full = (self.definition.options.require_full_window == Some(true))
                    .then(|| self.window.full_window_bucket_s());
                let quiet = !events.is_empty()
                    && semantics.quiet_group == QuietGroup::NotCompared
                    && self.comparator.is_below()
                    && self.on_missing_data == OnMissingData::Zero;
                let groups = self.evaluated(
                    &mut PlanSource::new(bound, full, quiet && self.grouped),
                    span,
                    semantics,
                );
                let samples = events
                    .first()
                    .zip(found.first())
                    .map(|(q, f)| (q.source.as_str(), &f.samples));
                Ok(self.with_notifications(
                    groups,
                    world,
                    span,
                    semantics,
                    &samples.map_or(MessageData::None, |(s, f)| MessageData::Events(s, f)),
                ))
            }
            CompiledQuery::Check(query) => {
                let mut source = ServiceCheckSource::new(query, &world.checks);
                let groups = self.evaluated(&mut source, span, semantics);
                Ok(self.with_notifications(groups, world, span, semantics, &MessageData::Checks(&source)))
            }
            CompiledQuery::Composite(condition) => {
                let mut ids = Vec::new();
                collect(condition, &mut ids);
                let constituents = ids
                    .iter()
                    .map(|id| Ok((*id, self.constituent(*id, world, span, semantics, depth)?)))
                    .collect::<Result<Vec<_>>>()?;
                let data = MessageData::Constituents(constituents.iter().map(|(_, o)| o.clone()).collect());
                let mut source = CompositeSource::new(
                    condition,
                    constituents,
                    self.definition.options.notify_no_data == Some(true),
                );
                let groups = self.evaluated(&mut source, span, semantics);
                Ok(self.with_notifications(groups, world, span, semantics, &data))
            }
            CompiledQuery::ErrorBudget { slo, over, over_s } => {
                self.slo(world, (slo, over), (Budget::Consumed, *over_s), span, semantics, depth)
            }
            CompiledQuery::BurnRate {
                slo,
                over,
                long_s,
                short_s,
            } => {
                let budget = Budget::BurnRate {
                    long_s: *long_s,
                    short_s: *short_s,
                };
                self.slo(world, (slo, over), (budget, *long_s), span, semantics, depth)
            }
            CompiledQuery::NotEvaluated(reason) => Err(SimulationError {
                message: format!("monitor '{}': {}", self.definition.name, reason.message),
                ..reason.clone()
            }),
        }
    }

    /// The times that evaluations use, including the one before the first, which finds the groups that are not new.
    fn reach(&self, span: Span, window: &Window) -> (i64, i64) {
        (span.from - self.delay_s - window.cadence_s(), span.to)
    }

    fn evaluated(&self, source: &mut impl Observe, span: Span, semantics: &Semantics) -> Vec<GroupOutcome> {
        evaluate(source, &self.evaluation_rules(semantics), self.schedule(span))
    }

    /// The states of supplied verdicts. A verdict applies from its time on, without a delay for new groups.
    fn supplied(&self, source: &mut SuppliedSource, span: Span, semantics: &Semantics) -> Vec<GroupOutcome> {
        let rules = EvaluationRules {
            new_group_delay_s: 0,
            ..self.evaluation_rules(semantics)
        };
        evaluate(source, &rules, self.schedule(span))
    }

    fn schedule(&self, span: Span) -> Schedule<'_> {
        Schedule {
            window: &self.window,
            delay_s: self.delay_s,
            from: span.from,
            to: span.to,
        }
    }

    fn constituent(&self, id: u64, world: &World, span: Span, semantics: &Semantics, depth: u8) -> Result<Outcome> {
        if let Some(mut supplied) = SuppliedSource::new(Some(id), &world.verdicts) {
            return Ok(Outcome {
                groups: self.supplied(&mut supplied, span, semantics),
                notifications: Vec::new(),
            });
        }
        let monitor = world.monitors.get(&id).ok_or_else(|| {
            SimulationError::missing(format!(
                "monitor '{}' refers to monitor {id}, which is not supplied",
                self.definition.name
            ))
            .help(format!("supply its states in 'verdicts', with 'monitor: {id}'"))
        })?;
        match &monitor.query {
            CompiledQuery::Composite(_) => Err(SimulationError::invalid(format!(
                "monitor '{}' is a composite of a composite",
                self.definition.name
            ))),
            _ if depth == 0 => Err(SimulationError::invalid(format!(
                "monitor '{}' refers to itself",
                self.definition.name
            ))),
            _ => monitor.run_within(world, span, semantics, depth - 1),
        }
    }

    fn slo(
        &self,
        world: &World,
        (id, over): (&str, &str),
        (budget, length_s): (Budget, i64),
        span: Span,
        semantics: &Semantics,
        depth: u8,
    ) -> Result<Outcome> {
        let slo = world.slos.get(id).ok_or_else(|| {
            SimulationError::missing(format!(
                "monitor '{}' refers to SLO '{id}', which is not supplied",
                self.definition.name
            ))
            .help(format!("add an SLO with the id '{id}' to 'slos'"))
        })?;
        let target = slo.target_percent(over)?;
        if let (Budget::BurnRate { .. }, Some(threshold)) = (budget, self.thresholds.critical) {
            let max = crate::slo::burn_rate_max(target);
            if threshold <= 0.0 || threshold > max * (1.0 + 1e-9) {
                return Err(SimulationError::invalid(format!(
                    "Alert threshold ({threshold}) must be in range 0 to {max:.1} for burn rate alerts"
                ))
                .help(format!("a target of {target} % has a burn rate of at most {max:.1}")));
            }
        }
        let window = Window::rolling(length_s, crate::time::Unit::Days);
        let plans = plans(&slo.kind, &window);
        let series: Vec<&Series> = world.series.iter().collect();
        let (from, to) = self.reach(span, &window);
        let bound = plans
            .iter()
            .map(|plan| Bound::new(plan, &series, (from, to), semantics))
            .collect::<Result<Vec<_>>>()?;
        let outcomes = match &slo.kind {
            SloKind::Monitors(ids) => {
                let whole = Span {
                    from: span.from - length_s,
                    to: span.to,
                };
                ids.iter()
                    .map(|id| self.constituent(*id, world, whole, semantics, depth))
                    .collect::<Result<_>>()?
            }
            _ => Vec::new(),
        };
        let mut source = SloSource::new(&slo.kind, bound, outcomes, budget, target, semantics.bounds)
            .ok_or_else(|| SimulationError::invalid(format!("SLO '{id}' has no query")))?;
        let groups = self.evaluated(&mut source, span, semantics);
        let rates = source.into_rates();
        Ok(self.with_notifications(groups, world, span, semantics, &MessageData::BurnRates(&rates)))
    }
}

/// Collects the ids of the monitors in `condition`, each once.
pub(super) fn collect(condition: &datadog_query::monitor::Condition, ids: &mut Vec<u64>) {
    use datadog_query::monitor::Condition;
    match condition {
        Condition::Monitor(monitor) if !ids.contains(&monitor.id) => ids.push(monitor.id),
        Condition::Monitor(_) => {}
        Condition::Not(inner) => collect(inner, ids),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|p| collect(p, ids)),
    }
}
