//! Runs all monitors over a world and attributes their notifications to what happened.
//!
//! A notification that the same monitor also sends when nothing happens has no cause: random numbers do not depend on what happens, so that both runs differ
//! only by it. Any other is attributed to the latest cause whose time, and an hour after it, contains the notification. A repetition belongs to the
//! cause of what it repeats.

use std::collections::BTreeMap;

use datadog_simulator::state::State;
use datadog_simulator::{NotificationKind, Semantics};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::derive::derive;
use crate::estate::{Estate, EstateMonitor};
use crate::file::{self, Repeat, World};
use crate::known::Known;
use crate::telemetry::{Derived, Instance, MONDAY_S, Maker, Rules};
use crate::topology::{Timed, Topology};

/// How urgently somebody is notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Urgency {
    /// The person on call is paged.
    Page,
    /// Seen in working hours.
    Low,
    /// A message in a channel.
    Post,
}

/// What a notification reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trouble {
    /// The monitor alerts.
    Alert,
    /// It warns.
    Warning,
    /// It alerts on missing data.
    NoData,
}

impl Trouble {
    /// `alert`, `warning` or `no data`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Warning => "warning",
            Self::NoData => "no data",
        }
    }
}

/// A notification that a team gets. Recoveries are not counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sent {
    /// Seconds after Monday 00:00.
    pub at: i64,
    /// `<service>/<name>`
    pub monitor: String,
    /// The group's tags; empty without groups.
    pub group: String,
    /// The notified team.
    pub team: String,
    /// The monitor's priority, 1 to 5.
    pub priority: u8,
    /// The most urgent way in which the team is notified.
    pub urgency: Urgency,
    /// What it reports.
    pub trouble: Trouble,
    /// Whether it repeats an alert that lasts.
    pub repeated: bool,
    /// The index in [`Estimate::causes`]; `None` if nothing that happened explains it.
    #[serde(skip)]
    pub cause: Option<usize>,
}

/// One time that something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What happens.
    pub what: String,
    /// Seconds after Monday 00:00.
    pub from: i64,
    /// Seconds after Monday 00:00.
    pub to: i64,
    /// The index of what it is a part of: its own, unless it has a cause itself.
    pub(crate) root: usize,
}

/// A monitor that a world cannot be estimated for, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotEstimated {
    /// `<service>/<name>`
    pub monitor: String,
    /// Why.
    pub reason: String,
}

/// The notifications of one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident<'e> {
    /// What happened; `None` for notifications that nothing explains.
    pub cause: Option<&'e Cause>,
    /// Its notifications, in order of time.
    pub sent: Vec<&'e Sent>,
}

/// How often a world notifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The world's name.
    pub world: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// Seconds after Monday 00:00.
    pub from: i64,
    /// Seconds after Monday 00:00.
    pub to: i64,
    /// Whether nobody may be paged.
    pub quiet: bool,
    /// Everything that happens, in order of time.
    pub causes: Vec<Cause>,
    /// The notifications, in order of time.
    pub sent: Vec<Sent>,
    /// Monitors that were not estimated.
    pub not_estimated: Vec<NotEstimated>,
    /// Monitors with values of metrics that are derived from their own thresholds.
    pub derived: Vec<String>,
    /// The number of monitors that ran.
    pub monitors: usize,
}

/// How long after the end of a cause notifications are still attributed to it: the longest windows and delays are an hour.
const AFTER_S: i64 = 3600;

impl Incident<'_> {
    /// The notifications of this urgency that do not repeat an earlier one.
    pub fn new_alerts(&self, urgency: Urgency) -> impl Iterator<Item = &Sent> {
        self.sent
            .iter()
            .copied()
            .filter(move |sent| sent.urgency == urgency && !sent.repeated)
    }

    /// The teams whose person on call is paged.
    #[must_use]
    pub fn paged_teams(&self) -> Vec<&str> {
        let mut teams: Vec<&str> = self.new_alerts(Urgency::Page).map(|sent| sent.team.as_str()).collect();
        teams.sort_unstable();
        teams.dedup();
        teams
    }
}

impl Estimate {
    /// The notifications by cause: causes in order of time, and at the end those that nothing explains.
    #[must_use]
    pub fn incidents(&self) -> Vec<Incident<'_>> {
        let of = |cause: Option<usize>| self.sent.iter().filter(|sent| sent.cause == cause).collect::<Vec<_>>();
        let explained = self.causes.iter().enumerate().map(|(i, cause)| Incident {
            cause: Some(cause),
            sent: of(Some(i)),
        });
        let unexplained = Incident {
            cause: None,
            sent: of(None),
        };
        explained
            .chain([unexplained])
            .filter(|incident| !incident.sent.is_empty())
            .collect()
    }

    /// How many notifications of this urgency there are, those that do not repeat and those that do.
    #[must_use]
    pub fn count(&self, urgency: Urgency) -> (usize, usize) {
        let of = |repeated| {
            self.sent
                .iter()
                .filter(|s| s.urgency == urgency && s.repeated == repeated)
                .count()
        };
        (of(false), of(true))
    }
}

impl Estate<'_> {
    /// Estimates a world. `None` for a world that does not exist.
    #[must_use]
    pub fn estimate(&self, name: &str, known: &Known) -> Option<Estimate> {
        let (name, world) = self.worlds().iter().find(|(known, _)| known == name)?;
        let (from, to) = span(world);
        let instances = instances(world, from, to);
        let changes: Vec<Timed<'_>> = instances.iter().flat_map(timed).collect();
        let topology =
            |changes: &[Timed<'_>]| Topology::new(self.catalog, &self.normal, self.lengths.replaced_after_s, changes);
        let (moved, still) = (topology(&changes), topology(&[]));
        let (rules, normal) = (Rules::new(&self.normal, &instances), Rules::new(&self.normal, &[]));
        let maker = |topology, rules| Maker {
            estate: self,
            topology,
            rules,
            from,
            to,
        };
        let handles = self.handles();
        let runner = Runner {
            maker: maker(&moved, &rules),
            nothing: maker(&still, &normal),
            handles: &handles,
        };
        let world_key = format!("{name}: {world:?}");
        let ran: Vec<_> = self
            .monitors
            .par_iter()
            .map(|monitor| {
                let parts = [world_key.as_str(), &monitor.key];
                (monitor, known.get_or(&parts, || runner.run(monitor)))
            })
            .collect();
        let not_estimated = |(monitor, reason): &(String, String)| NotEstimated {
            monitor: monitor.clone(),
            reason: reason.clone(),
        };
        let mut estimate = Estimate {
            world: name.clone(),
            title: world.title.value.clone(),
            about: world.about.value.clone(),
            from,
            to,
            quiet: world.quiet,
            causes: causes(&instances),
            sent: Vec::new(),
            not_estimated: self.refused.iter().map(not_estimated).collect(),
            derived: Vec::new(),
            monitors: 0,
        };
        for (monitor, result) in ran {
            match result {
                Ok(ran) => {
                    estimate.monitors += 1;
                    estimate.sent.extend(attributed(ran.sent, &estimate.causes));
                    if ran.derived {
                        estimate.derived.push(monitor.name.clone());
                    }
                }
                Err(reason) => estimate
                    .not_estimated
                    .push(not_estimated(&(monitor.name.clone(), reason))),
            }
        }
        estimate.sent.sort();
        Some(estimate)
    }

    /// The team and the urgency of each handle in the environment.
    fn handles(&self) -> BTreeMap<String, (String, Urgency)> {
        let urgencies = [
            ("pagerduty", Urgency::Page),
            ("pagerduty_low", Urgency::Low),
            ("slack", Urgency::Post),
        ];
        let of_team = |(name, team): (&String, &model::Team)| {
            let handle = |(field, urgency)| Some((team.handle(field, self.environment())?, (name.clone(), urgency)));
            urgencies.into_iter().filter_map(handle).collect::<Vec<_>>()
        };
        self.catalog.teams.iter().flat_map(of_team).collect()
    }
}

/// Start and end of a world.
pub(crate) fn span(world: &World) -> (i64, i64) {
    // the check of the file has reported a wrong time
    let from = world
        .start
        .as_ref()
        .and_then(|start| file::at(start).ok())
        .unwrap_or_default();
    (from, from + file::length(&world.lasts).unwrap_or(file::SHORTEST_S))
}

/// Every time that something happens, in order of time.
pub(crate) fn instances(world: &World, from: i64, to: i64) -> Vec<Instance<'_>> {
    let mut found = Vec::new();
    for (index, happening) in world.happens.iter().enumerate() {
        let Ok(first) = file::at(&happening.at) else { continue };
        let lasts = happening.lasts.as_ref().and_then(|lasts| file::length(lasts).ok());
        let lasts = lasts.unwrap_or(file::SHORTEST_S);
        let days = to.div_euclid(file::DAY_S) + 1;
        let on = |day: i64| match happening.repeat {
            None => day == first.div_euclid(file::DAY_S),
            Some(Repeat::Daily) => true,
            Some(Repeat::Weekdays) => day.rem_euclid(7) < 5,
        };
        for at in (0..days)
            .filter(|day| on(*day))
            .map(|day| day * file::DAY_S + first.rem_euclid(file::DAY_S))
        {
            if (from..to).contains(&at) {
                found.push(Instance {
                    from: at,
                    to: at + lasts,
                    index,
                    happening: &happening.value,
                });
            }
        }
    }
    found.sort_by_key(|i| (i.from, i.index));
    found
}

/// The changes of pods and nodes.
pub(crate) fn timed<'a>(instance: &Instance<'a>) -> Vec<Timed<'a>> {
    let (at, end) = (instance.from, instance.to);
    let pods = instance.happening.pods.iter();
    pods.map(|change| Timed {
        at,
        end,
        change: &change.value,
    })
    .collect()
}

/// The causes, in the order of the instances.
fn causes(instances: &[Instance<'_>]) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    for (index, instance) in instances.iter().enumerate() {
        let because = instance.happening.because.as_ref();
        let root = because.and_then(|because| causes.iter().rposition(|cause| cause.what == **because));
        causes.push(Cause {
            what: instance.happening.what.value.clone(),
            from: instance.from,
            to: instance.to,
            root: root.map_or(index, |root| causes[root].root),
        });
    }
    causes
}

/// The notifications of a monitor, in order of time, with their causes. The flag is whether a notification is also sent when nothing happens.
fn attributed(sent: Vec<(Sent, bool)>, causes: &[Cause]) -> Vec<Sent> {
    // the cause of the last notification of a group that was not a repetition
    let mut last: BTreeMap<(String, String), Option<usize>> = BTreeMap::new();
    let mut out = Vec::new();
    for (mut sent, background) in sent {
        let key = (sent.group.clone(), sent.team.clone());
        sent.cause = match last.get(&key) {
            Some(cause) if sent.repeated => *cause,
            _ if background => None,
            // the latest cause explains best
            _ => {
                let found = causes.iter().rfind(|c| (c.from..c.to + AFTER_S).contains(&sent.at));
                found.map(|cause| cause.root)
            }
        };
        last.insert(key, sent.cause);
        out.push(sent);
    }
    out
}

/// What a monitor sends in a world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ran {
    /// Whether it is also sent when nothing happens.
    sent: Vec<(Sent, bool)>,
    /// Whether values of metrics are derived from its own thresholds.
    derived: bool,
}

/// Runs monitors in a world, and in the same time without what happens.
struct Runner<'a> {
    maker: Maker<'a>,
    nothing: Maker<'a>,
    handles: &'a BTreeMap<String, (String, Urgency)>,
}

impl Runner<'_> {
    fn run(&self, monitor: &EstateMonitor) -> Result<Ran, String> {
        let undeclared = self.maker.undeclared(monitor);
        let derived = if undeclared.is_empty() {
            Derived::new()
        } else {
            derive(&self.nothing, monitor, &undeclared)?
        };
        let sent = self.sent(&self.maker, monitor, &derived)?;
        let background = if sent.is_empty() {
            Vec::new()
        } else {
            self.sent(&self.nothing, monitor, &derived)?
        };
        let flagged = |sent: Sent| {
            let also = background.binary_search(&sent).is_ok();
            (sent, also)
        };
        Ok(Ran {
            sent: sent.into_iter().map(flagged).collect(),
            derived: !undeclared.is_empty(),
        })
    }

    /// The notifications of a monitor, in order.
    fn sent(&self, maker: &Maker<'_>, monitor: &EstateMonitor, derived: &Derived) -> Result<Vec<Sent>, String> {
        let telemetry = maker.telemetry(monitor, derived)?;
        let outcome = monitor
            .compiled
            .run(&telemetry, maker.span(), &Semantics::default())
            .map_err(|error| error.message)?;
        let mut sent = Vec::new();
        for notification in outcome.sent().filter(|n| n.kind != NotificationKind::Recovered) {
            let trouble = match notification.state {
                State::Alert => Trouble::Alert,
                State::Warn => Trouble::Warning,
                State::NoData => Trouble::NoData,
                State::Ok => continue,
            };
            let mut teams: BTreeMap<&str, Urgency> = BTreeMap::new();
            for (team, urgency) in notification
                .handles
                .iter()
                .filter_map(|handle| self.handles.get(handle))
            {
                let most = teams.entry(team).or_insert(*urgency);
                *most = (*most).min(*urgency);
            }
            sent.extend(teams.into_iter().map(|(team, urgency)| Sent {
                at: notification.at - MONDAY_S,
                monitor: monitor.name.clone(),
                group: notification.group.to_string(),
                team: team.to_owned(),
                priority: notification.priority.unwrap_or(5),
                urgency,
                trouble,
                repeated: matches!(notification.kind, NotificationKind::Renotified(_)),
                cause: None,
            }));
        }
        sent.sort();
        Ok(sent)
    }
}
