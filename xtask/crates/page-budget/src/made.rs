//! The telemetry of a whole estate in a world, as agents would send it: for a double of Datadog, where all monitors read the same store.

use std::collections::{BTreeMap, BTreeSet};

use datadog_simulator::world::{CheckRun, Event, Series};
use diagnostics::Diagnostic;
use model::ObjectPath;

use crate::check;
use crate::demand::{Demand, Wanted};
use crate::derive::derive;
use crate::estate::{Estate, EstateMonitor};
use crate::estimate::{NotEstimated, instances, span, timed};
use crate::file::{World, WorldSource};
use crate::telemetry::{Derived, MONDAY_S, Maker, Rules};
use crate::topology::{Timed, Topology};

/// Telemetry of a world, and what it lacks. Times in unix seconds.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// When the world starts.
    pub from: i64,
    /// When it ends.
    pub to: i64,
    /// The metrics, with their history before the start.
    pub series: Vec<Series>,
    /// The results of service checks, in order of time.
    pub checks: Vec<CheckRun>,
    /// The log lines, in order of time.
    pub events: Vec<Event>,
    /// Monitors whose telemetry cannot be made, and why.
    pub without: Vec<NotEstimated>,
}

impl Estate<'_> {
    /// What is wrong with a world that is no file of `jsonnet/worlds/`.
    #[must_use]
    pub fn findings(&self, source: &WorldSource, world: &World) -> Vec<Diagnostic> {
        check::world(source, world, &self.normal, self.catalog)
    }

    /// The telemetry that the chosen monitors read, with at most `history_s` seconds before the world starts.
    #[must_use]
    pub fn made(&self, world: &World, history_s: i64, chosen: &dyn Fn(&str) -> bool) -> Made {
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
        let (maker, nothing) = (maker(&moved, &rules), maker(&still, &normal));
        let mut made = Made {
            from: MONDAY_S + from,
            to: MONDAY_S + to,
            ..Made::default()
        };
        made.without = self
            .refused
            .iter()
            .filter(|(monitor, _)| chosen(monitor))
            .map(|(monitor, reason)| without(monitor, reason))
            .collect();
        let mut monitors: Vec<&EstateMonitor> = self.monitors.iter().filter(|monitor| chosen(&monitor.name)).collect();
        // A series is made once: with the longest history that a monitor needs.
        monitors.sort_by_key(|monitor| std::cmp::Reverse(maker.lookback_s(monitor)));
        let keys = keys(&maker, &monitors);
        let (mut derived, mut series) = (Derived::new(), BTreeMap::new());
        let (mut checks, mut events) = (BTreeMap::new(), Vec::new());
        for monitor in monitors {
            let before = from - maker.lookback_s(monitor).min(history_s);
            let undeclared: Vec<String> = maker.undeclared(monitor);
            let unknown: Vec<String> = undeclared
                .iter()
                .filter(|m| !derived.contains_key(*m))
                .cloned()
                .collect();
            if !unknown.is_empty() {
                match derive(&nothing, monitor, &unknown) {
                    Ok(found) => derived.extend(found),
                    Err(reason) => {
                        made.without.push(without(&monitor.name, &reason));
                        continue;
                    }
                }
            }
            let result = match &monitor.demand {
                Demand::Metrics(wanted) => maker.add_series(monitor, wanted, &keys, &derived, before, &mut series),
                Demand::Check(wanted) => maker
                    .runs(&maker.services(monitor, std::slice::from_ref(wanted)), wanted, before)
                    .map(|runs| {
                        for run in runs {
                            checks.insert((run.at, run.check.clone(), run.tags.clone()), run);
                        }
                    }),
                Demand::Events => {
                    add_events(
                        &mut events,
                        maker.events(&|event| monitor.compiled.reads_event(event), before),
                    );
                    Ok(())
                }
            };
            if let Err(reason) = result {
                made.without.push(without(&monitor.name, &reason));
            }
        }
        made.series = series.into_values().collect();
        made.checks = checks.into_values().collect();
        events.sort_by_key(|event| event.at);
        made.events = events;
        made
    }

    /// The paths of the monitors that run in worlds.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.monitors.iter().map(|monitor| monitor.name.as_str())
    }
}

/// How monitors are named here.
#[must_use]
pub fn monitor_name(path: &ObjectPath) -> String {
    format!("{}/{}", path.service, path.name)
}

fn without(monitor: &str, reason: &str) -> NotEstimated {
    NotEstimated {
        monitor: monitor.to_owned(),
        reason: reason.to_owned(),
    }
}

/// The lines of a service and a text come from one rule, so that another monitor that reads them adds none.
fn add_events(events: &mut Vec<Event>, found: Vec<Event>) {
    let known: BTreeSet<String> = events.iter().map(|event| event.body.to_string()).collect();
    events.extend(
        found
            .into_iter()
            .filter(|event| !known.contains(&event.body.to_string())),
    );
}

/// The tags that distinguish the series of each metric and service: those that any monitor asks for. A series with fewer tags would be counted again by monitors
/// that ask for none.
fn keys(maker: &Maker<'_>, monitors: &[&EstateMonitor]) -> BTreeMap<(String, String), Vec<String>> {
    let mut found: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for monitor in monitors {
        let Demand::Metrics(wanted) = &monitor.demand else {
            continue;
        };
        let own = maker.keys(wanted);
        for one in wanted {
            let Wanted { name, fixed, keys } = one;
            for service in maker.services(monitor, std::slice::from_ref(one)) {
                let known = found.entry((name.clone(), service)).or_default();
                known.extend(keys.iter().chain(fixed.keys()).cloned());
                known.extend(own.iter().filter(|key| maker.may_have(name, key)).cloned());
            }
        }
    }
    let lists = found.into_iter().map(|(of, keys)| (of, keys.into_iter().collect()));
    lists.collect()
}
