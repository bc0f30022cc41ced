//! Evaluates the observations of each group over time.

use crate::outcome::{Evaluation, GroupOutcome, Transition};
use crate::state::{EvaluationRules, Observation, StateMachine};
use crate::time::{Frame, Window};
use crate::world::Tags;

/// A source of observations: a bound query, composite, SLO or list of supplied states.
pub(crate) trait Observe {
    /// The groups, which do not change during a run.
    fn groups(&self) -> &[Tags];

    /// Appends one observation per group to `out`, in the order of [`Observe::groups`].
    fn observe(&mut self, window: Frame, now: i64, out: &mut Vec<Observation>);
}

/// The evaluation times and the evaluation delay of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule<'a> {
    pub(crate) window: &'a Window,
    pub(crate) delay_s: i64,
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl Schedule<'_> {
    pub(crate) fn times(&self) -> impl Iterator<Item = i64> + use<> {
        let cadence = usize::try_from(self.window.cadence_s()).unwrap_or(60);
        (self.from..=self.to).step_by(cadence)
    }
}

/// Evaluates all groups at all times.
pub(crate) fn evaluate(
    source: &mut impl Observe,
    rules: &EvaluationRules,
    schedule: Schedule<'_>,
) -> Vec<GroupOutcome> {
    let mut observations = Vec::new();
    // a group that reported before the first evaluation is not new
    let before = schedule.from - schedule.window.cadence_s();
    source.observe(schedule.window.at(before, schedule.delay_s), before, &mut observations);
    let mut machines: Vec<StateMachine> = observations
        .iter()
        .map(|o| {
            if matches!(o, Observation::Empty | Observation::Quiet) {
                StateMachine::default()
            } else {
                StateMachine::known(before)
            }
        })
        .collect();
    let times = usize::try_from((schedule.to - schedule.from) / schedule.window.cadence_s() + 1).unwrap_or(0);
    let mut outcomes: Vec<GroupOutcome> = source
        .groups()
        .iter()
        .map(|group| GroupOutcome {
            group: group.clone(),
            evaluations: Vec::with_capacity(times),
            transitions: Vec::new(),
        })
        .collect();
    for at in schedule.times() {
        let window = schedule.window.at(at, schedule.delay_s);
        observations.clear();
        source.observe(window, at, &mut observations);
        for ((machine, outcome), observation) in machines.iter_mut().zip(&mut outcomes).zip(&observations) {
            let from = machine.state();
            let step = machine.step(rules, at, *observation);
            let value = Some(step.value).filter(|v| !v.is_nan());
            if step.state != from {
                outcome.transitions.push(Transition {
                    at,
                    from,
                    to: step.state,
                    value,
                });
            }
            outcome.evaluations.push(Evaluation {
                at,
                window,
                value,
                state: step.state,
                reason: step.reason,
            });
        }
    }
    outcomes
}
