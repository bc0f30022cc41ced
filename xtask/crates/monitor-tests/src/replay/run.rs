//! Runs a monitor over its history.

use datadog_simulator::state::Thresholds;
use datadog_simulator::{Monitor, Outcome, Semantics, SimulationError, Span, World};
use diagnostics::Diagnostic;

use crate::replay::episode::{Episode, episodes};
use crate::replay::history::Export;
use crate::replay::matching;
use crate::replay::print::{duration, time};

/// The monitor to replay, with facts about its environment.
#[derive(Clone, Copy)]
pub struct ReplayTarget<'a> {
    /// `service/name`
    pub name: &'a str,
    /// The environment.
    pub env: &'a str,
    /// The monitor.
    pub monitor: &'a Monitor,
    /// Whether a handle (without `@`) pages.
    pub is_pager: &'a dyn Fn(&str) -> bool,
    /// Whether Datadog interpolates a metric by default, as it does for gauges.
    pub interpolated: &'a dyn Fn(&str) -> bool,
    /// The monitor with another critical threshold, if more than its thresholds depend on it: the events that a minimum assumes.
    pub retuned: &'a dyn Fn(f64) -> Option<Result<Monitor, SimulationError>>,
}

/// The maximum number of evaluations of a run, over all groups; each needs some 80 bytes.
const EVALUATIONS_MAX: usize = 5_000_000;

/// A monitor and the outcome of its run over history.
pub struct Replay<'a> {
    target: ReplayTarget<'a>,
    monitor: Monitor,
    world: World,
    span: Span,
    outcome: Outcome,
    episodes: Vec<Episode>,
    notes: Vec<String>,
}

impl<'a> Replay<'a> {
    /// Matches the history with the monitor's queries and runs the monitor.
    ///
    /// # Errors
    /// The monitor cannot be replayed, or the history does not match its queries.
    pub fn new(target: ReplayTarget<'a>, history: &[Export]) -> Result<Self, Vec<Diagnostic>> {
        let rejected = |refusal| vec![refusal_of(target, refusal)];
        let monitor = target.monitor.clone().over_results().map_err(rejected)?;
        let matched = matching::matched(&target.monitor.queries(), history, target.interpolated)?;
        let world = World {
            series: matched.series,
            ..World::default()
        };
        let span = span(&monitor, matched.covers).map_err(|d| vec![*d])?;
        let groups = world.series.len().max(1);
        let evaluations =
            usize::try_from((span.to - span.from) / monitor.window().cadence_s() + 1).unwrap_or(usize::MAX);
        if groups.saturating_mul(evaluations) > EVALUATIONS_MAX {
            return Err(vec![
                Diagnostic::error(
                    "replay/history",
                    format!("{groups} series at {evaluations} evaluations are too many for one replay"),
                )
                .help("replay a shorter time, or fewer groups"),
            ]);
        }
        let outcome = monitor.run(&world, span, &Semantics::default()).map_err(rejected)?;
        let episodes = episodes(&outcome, monitor.comparator(), target.is_pager);
        Ok(Self {
            target,
            monitor,
            world,
            span,
            outcome,
            episodes,
            notes: matched.notes,
        })
    }

    /// The replayed monitor.
    #[must_use]
    pub fn target(&self) -> ReplayTarget<'a> {
        self.target
    }

    /// The first and the last evaluation, unix seconds.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The simulation's outcome.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The episodes of all groups, by time.
    #[must_use]
    pub fn episodes(&self) -> &[Episode] {
        &self.episodes
    }

    /// Notes on series that were not used, and on times without values.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The episodes with these thresholds.
    pub(crate) fn with_thresholds(&self, thresholds: Thresholds) -> Result<Vec<Episode>, Vec<Diagnostic>> {
        let rejected = |refusal| vec![refusal_of(self.target, refusal)];
        let own = self.target.monitor.thresholds().critical;
        let critical = thresholds.critical.filter(|critical| Some(*critical) != own);
        let monitor = match critical.and_then(self.target.retuned) {
            Some(retuned) => retuned.and_then(Monitor::over_results).map_err(rejected)?,
            None => self.monitor.clone(),
        };
        let monitor = monitor.with_thresholds(thresholds);
        let outcome = monitor
            .run(&self.world, self.span, &Semantics::default())
            .map_err(rejected)?;
        Ok(episodes(&outcome, monitor.comparator(), self.target.is_pager))
    }
}

/// The time of the evaluations whose whole window is in the history.
fn span(monitor: &Monitor, (from, to): (i64, i64)) -> Result<Span, Box<Diagnostic>> {
    let cadence = monitor.window().cadence_s();
    let reach = monitor.reach_s();
    let first = (from + reach + cadence - 1).div_euclid(cadence) * cadence;
    let last = to.div_euclid(cadence) * cadence;
    if first > last {
        return Err(Box::new(
            Diagnostic::error(
                "replay/history",
                format!(
                    "the history from {} to {} is shorter than the data of one evaluation: {}",
                    time(from),
                    time(to),
                    duration(reach)
                ),
            )
            .help(format!(
                "start the export at least {} before the time of interest",
                duration(reach)
            )),
        ));
    }
    Ok(Span { from: first, to: last })
}

fn refusal_of(target: ReplayTarget<'_>, refusal: SimulationError) -> Diagnostic {
    let message = refusal.message.replace(
        &format!("monitor '{}'", target.monitor.definition().name),
        &format!("monitor '{}'", target.name),
    );
    let finding = Diagnostic::error("replay/not-supported", message);
    match refusal.help {
        Some(help) => finding.help(help),
        None => finding.help("only monitors over metrics can be replayed: see docs/how-to/replay-history.md"),
    }
}
