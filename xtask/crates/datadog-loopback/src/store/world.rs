//! The states of monitors and SLOs, evaluated by the simulator over what the organisation has.

use std::collections::{BTreeMap, BTreeSet};

use datadog_simulator::slo::{SliCounts, error_budget};
use datadog_simulator::state::State;
use datadog_simulator::time::{DAY_S, Frame};
use datadog_simulator::world::{Downtime, NotificationRule, Slo, SuppliedVerdict, Tags};
use datadog_simulator::{Monitor, Notification, Outcome, Semantics, SimulationError, Span, World};
use jiff::Timestamp;
use serde_json::Value;

use super::ids::Id;
use super::objects::{Kind, Organisation};

/// How far back a monitor is evaluated: its states before do not matter any more.
const HISTORY_S: i64 = 2 * DAY_S;

/// The world of an organisation, kept until something changes, and the monitors evaluated in it.
#[derive(Debug, Default)]
pub(crate) struct Worlds {
    /// The objects that changed since the world was brought up to date.
    changed: BTreeSet<(Kind, Id)>,
    /// The revision of the telemetry in the world.
    telemetry: u64,
    world: World,
    /// By monitor, with the minute of the evaluation.
    states: BTreeMap<u64, (i64, MonitorState)>,
    /// By SLO, length of the window and target, with the minute of the evaluation.
    slos: BTreeMap<(String, i64, u64), (i64, Option<SloState>)>,
}

impl Worlds {
    /// Notes that an object changed.
    pub(super) fn changed(&mut self, kind: Kind, id: &Id) {
        if matches!(
            kind,
            Kind::Monitor | Kind::Slo | Kind::Downtime | Kind::NotificationRule
        ) {
            self.changed.insert((kind, id.clone()));
        }
    }

    fn forget_states(&mut self) {
        self.states.clear();
        self.slos.clear();
    }
}

/// What a monitor does now.
#[derive(Clone, Debug, Default)]
pub(crate) struct MonitorState {
    pub(crate) overall: Option<State>,
    /// When the overall state changed last.
    pub(crate) since: Option<i64>,
    pub(crate) groups: Vec<GroupState>,
    pub(crate) notifications: Vec<Notification>,
    /// Why it is not evaluated.
    pub(crate) unsupported: Option<String>,
}

/// What a group of a monitor does now.
#[derive(Clone, Debug)]
pub(crate) struct GroupState {
    pub(crate) name: String,
    pub(crate) tags: Tags,
    pub(crate) state: State,
    pub(crate) last_triggered: Option<i64>,
    pub(crate) last_no_data: Option<i64>,
    pub(crate) last_resolved: Option<i64>,
    pub(crate) last_notified: Option<i64>,
    /// When it changed and to what, in order.
    pub(crate) transitions: Vec<(i64, Option<State>)>,
}

/// What an SLO is at over a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SloState {
    pub(crate) counts: SliCounts,
    /// In percent; `None` without data.
    pub(crate) sli: Option<f64>,
    /// What is left of the error budget, in percent of it; negative if it is overspent.
    pub(crate) budget_remaining: Option<f64>,
}

impl SloState {
    pub(crate) fn new(counts: SliCounts, target: f64) -> Self {
        let error_rate = counts.error_rate();
        Self {
            counts,
            sli: error_rate.map(|rate| 100.0 - rate * 100.0),
            budget_remaining: error_rate.map(|rate| 100.0 - rate / error_budget(target) * 100.0),
        }
    }
}

impl Organisation {
    /// What its monitors and queries read. Only what changed is read again: compiling all monitors after each change would make a thousand creations slow.
    pub(crate) fn world(&mut self) -> &World {
        let changed = std::mem::take(&mut self.worlds.changed);
        let telemetry = self.telemetry.revision();
        if telemetry != self.worlds.telemetry {
            let world = &mut self.worlds.world;
            world.series = self.telemetry.series();
            world.checks = self.telemetry.checks().to_vec();
            world.events = self.telemetry.events().to_vec();
            self.worlds.telemetry = telemetry;
            self.worlds.forget_states();
        }
        if !changed.is_empty() {
            self.worlds.forget_states();
        }
        for (kind, id) in &changed {
            match (kind, id) {
                (Kind::Monitor, Id::Number(number)) => {
                    let monitor = self
                        .get(*kind, id)
                        .and_then(|payload| Monitor::from_payload(payload).ok());
                    let monitors = &mut self.worlds.world.monitors;
                    match monitor {
                        Some(monitor) => drop(monitors.insert(*number, monitor.with_id(*number))),
                        None => drop(monitors.remove(number)),
                    }
                }
                (Kind::Slo, _) => {
                    let slo = self.get(*kind, id).and_then(|payload| Slo::from_payload(payload).ok());
                    let slos = &mut self.worlds.world.slos;
                    match slo {
                        Some(slo) => drop(slos.insert(id.to_string(), slo)),
                        None => drop(slos.remove(&id.to_string())),
                    }
                }
                _ => {}
            }
        }
        let any = |kind: Kind| changed.iter().any(|(other, _)| *other == kind);
        if any(Kind::Downtime) {
            self.worlds.world.downtimes = self.downtimes();
        }
        if any(Kind::NotificationRule) {
            self.worlds.world.rules = self.rules();
        }
        &self.worlds.world
    }

    fn downtimes(&self) -> Vec<Downtime> {
        let downtimes = self.all(Kind::Downtime).filter_map(|(id, downtime)| {
            let attributes = downtime.get("attributes").filter(|a| a["canceled"].is_null())?;
            let created = seconds(&attributes["created"])?;
            Downtime::from_payload(&id.to_string(), attributes, created).ok()
        });
        downtimes.collect()
    }

    fn rules(&self) -> Vec<NotificationRule> {
        let rules = self.all(Kind::NotificationRule);
        rules
            .filter_map(|(_, rule)| NotificationRule::from_payload(&rule["attributes"]).ok())
            .collect()
    }

    /// The state of a monitor at a time, in unix seconds.
    pub(crate) fn monitor_state(&mut self, id: u64, now: i64) -> MonitorState {
        let created = self
            .get(Kind::Monitor, &Id::Number(id))
            .and_then(|monitor| seconds(&monitor["created"]))
            .unwrap_or(now);
        self.world();
        let minute = now.div_euclid(60);
        if let Some((at, state)) = self.worlds.states.get(&id)
            && *at == minute
        {
            return state.clone();
        }
        let state = match self.worlds.world.monitors.get(&id) {
            Some(monitor) => evaluated(monitor, &self.worlds.world, created, now),
            None => MonitorState {
                unsupported: Some("its payload is not evaluated".to_owned()),
                ..MonitorState::default()
            },
        };
        self.worlds.states.insert(id, (minute, state.clone()));
        state
    }

    /// Sets the state of a monitor that cannot be evaluated, from a time on.
    pub(crate) fn supply(&mut self, id: u64, state: State, at: i64) -> Result<(), String> {
        let monitor = self.world().monitors.get(&id);
        let monitor = monitor.ok_or_else(|| format!("there is no monitor {id}"))?;
        if monitor.unsupported_reason().is_none() {
            return Err(format!(
                "monitor {id} is evaluated from telemetry, so its state cannot be set"
            ));
        }
        self.worlds.world.verdicts.push(SuppliedVerdict {
            monitor: Some(id),
            group: Tags::default(),
            at,
            state,
            value: None,
        });
        self.worlds.forget_states();
        Ok(())
    }

    /// What an SLO is at over the last `length_s` seconds; `None` if it is not evaluated.
    pub(crate) fn slo_state(&mut self, id: &str, length_s: i64, target: f64, now: i64) -> Option<SloState> {
        self.world();
        let (key, minute) = ((id.to_owned(), length_s, target.to_bits()), now.div_euclid(60));
        if let Some((at, state)) = self.worlds.slos.get(&key)
            && *at == minute
        {
            return *state;
        }
        let period = Frame {
            from: now - length_s,
            to: now,
        };
        let state = self
            .slo_states(id, &[period], target)
            .ok()
            .and_then(|states| states.first().copied());
        self.worlds.slos.insert(key, (minute, state));
        state
    }

    /// What an SLO is at over each of these periods. `target` in percent.
    pub(crate) fn slo_states(
        &mut self,
        id: &str,
        periods: &[Frame],
        target: f64,
    ) -> Result<Vec<SloState>, SimulationError> {
        let world = self.world();
        let Some(slo) = world.slos.get(id) else {
            return Ok(Vec::new());
        };
        let counts = slo.counts(world, periods, &Semantics::default())?;
        Ok(counts.into_iter().map(|counts| SloState::new(counts, target)).collect())
    }
}

fn evaluated(monitor: &Monitor, world: &World, created: i64, now: i64) -> MonitorState {
    let cadence = monitor.window().cadence_s();
    let from = created.max(now - HISTORY_S).div_euclid(cadence) * cadence;
    let span = Span {
        from: from.min(now),
        to: now,
    };
    match monitor.run(world, span, &Semantics::default()) {
        Ok(outcome) => state(&outcome),
        Err(error) => MonitorState {
            unsupported: Some(error.message),
            ..MonitorState::default()
        },
    }
}

fn state(outcome: &Outcome) -> MonitorState {
    let groups = outcome.groups.iter().filter_map(|group| {
        let last = |wanted: &[State]| {
            let reached = group.transitions.iter().rev();
            let reached = reached.filter(|transition| transition.to.is_some_and(|state| wanted.contains(&state)));
            reached.map(|transition| transition.at).next()
        };
        let notified = outcome.sent().filter(|notification| notification.group == group.group);
        Some(GroupState {
            name: group.name(),
            tags: group.group.clone(),
            state: group.transitions.last()?.to?,
            last_triggered: last(&[State::Alert, State::Warn, State::NoData]),
            last_no_data: last(&[State::NoData]),
            last_resolved: last(&[State::Ok]),
            last_notified: notified.map(|notification| notification.at).last(),
            transitions: group
                .transitions
                .iter()
                .map(|transition| (transition.at, transition.to))
                .collect(),
        })
    });
    let groups: Vec<GroupState> = groups.collect();
    MonitorState {
        overall: groups.iter().map(|group| group.state).reduce(State::or),
        since: outcome
            .groups
            .iter()
            .filter_map(|group| group.transitions.last())
            .map(|transition| transition.at)
            .max(),
        groups,
        notifications: outcome.notifications.clone(),
        unsupported: None,
    }
}

fn seconds(time: &Value) -> Option<i64> {
    Some(time.as_str()?.parse::<Timestamp>().ok()?.as_second())
}
