//! The run of a monitor over its history.

use datadog_simulator::state::Thresholds;
use datadog_simulator::{Monitor, Outcome, Refusal, Semantics, Span, World};
use diagnostics::Diagnostic;

use crate::replay::episode::{Episode, episodes};
use crate::replay::history::Export;
use crate::replay::matching;
use crate::replay::print::{duration, time};

/// A monitor, and what is known around it.
#[derive(Clone, Copy)]
pub struct ReplayTarget<'a> {
    /// `service/name`
    pub name: &'a str,
    /// The environment.
    pub env: &'a str,
    /// The monitor.
    pub monitor: &'a Monitor,
    /// Whether a handle (without `@`) is_pager somebody.
    pub is_pager: &'a dyn Fn(&str) -> bool,
    /// Whether Datadog interpolates a metric by default: gauges.
    pub interpolated: &'a dyn Fn(&str) -> bool,
}

/// A run has at most so many evaluations of groups; each takes some 80 bytes.
const EVALUATIONS_MAX: usize = 5_000_000;

/// A monitor that was run over its history.
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
    /// Lines the history up with the monitor's queries and runs it.
    ///
    /// # Errors
    /// The monitor cannot be replayed, or the history is not that of its queries.
    pub fn new(target: ReplayTarget<'a>, history: &[Export]) -> Result<Self, Vec<Diagnostic>> {
        let refused = |refusal| vec![refusal_of(target, refusal)];
        let monitor = target.monitor.clone().over_results().map_err(refused)?;
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
        let outcome = monitor.run(&world, span, &Semantics::default()).map_err(refused)?;
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

    /// The monitor, and what is known around it.
    #[must_use]
    pub fn target(&self) -> ReplayTarget<'a> {
        self.target
    }

    /// The first and the last evaluation, unix seconds.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What the monitor came to.
    #[must_use]
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The times in which a group was in a state other than OK, in order.
    #[must_use]
    pub fn episodes(&self) -> &[Episode] {
        &self.episodes
    }

    /// What of the history was not read.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The episodes with other thresholds.
    pub(crate) fn with(&self, thresholds: Thresholds) -> Result<Vec<Episode>, Vec<Diagnostic>> {
        let monitor = self.monitor.clone().with_thresholds(thresholds);
        let outcome = monitor
            .run(&self.world, self.span, &Semantics::default())
            .map_err(|refusal| vec![refusal_of(self.target, refusal)])?;
        Ok(episodes(&outcome, monitor.comparator(), self.target.is_pager))
    }
}

/// The evaluations whose data lie in the history: the first ones would look at windows that are not full.
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
                    "the history from {} to {} is shorter than what one evaluation looks at: {}",
                    time(from),
                    time(to),
                    duration(reach)
                ),
            )
            .help(format!(
                "export from at least {} before the time that matters",
                duration(reach)
            )),
        ));
    }
    Ok(Span { from: first, to: last })
}

fn refusal_of(target: ReplayTarget<'_>, refusal: Refusal) -> Diagnostic {
    let message = refusal.message.replace(
        &format!("monitor '{}'", target.monitor.definition().name),
        &format!("monitor '{}'", target.name),
    );
    let finding = Diagnostic::error("replay/refused", message);
    match refusal.help {
        Some(help) => finding.help(help),
        None => finding.help("a replay needs a monitor over metrics: docs/how-to/replay-history.md"),
    }
}
