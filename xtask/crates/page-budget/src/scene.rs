//! A world at a time, for what shows telemetry rather than alerts on it.

use std::collections::{BTreeMap, BTreeSet};

use datadog_query::metric::MetricQuery;
use datadog_query::search::Search;
use datadog_simulator::selection;
use datadog_simulator::state::State;
use datadog_simulator::world::{CheckRun, Event, Series};
use datadog_simulator::{Definition, Semantics, World as Telemetry};
use diagnostics::Diagnostic;
use documents::yaml::Located;
use rayon::prelude::*;
use serde_json::json;

use crate::demand::{self, Demand, Wanted};
use crate::derive::derive;
use crate::estate::{Estate, EstateMonitor};
use crate::estimate::{instances, span, timed};
use crate::file::{self, Excuse, Excused, World, WorldSource};
use crate::telemetry::{Derived, MONDAY_S, Maker, Rules};
use crate::topology::{Timed, Topology};
use datadog_query::wildcard;

/// When a scene without a world is: the busiest time of a Monday.
const BUSY_S: i64 = 11 * 3600;
/// How long before its time a monitor starts to run: enough for its state, which does not depend on what was earlier than its window.
const RUN_S: i64 = 600;
/// How much of what happens is seen at most, and how much of the time after it.
const SEEN_S: (i64, i64) = (2 * 3600, 600);

/// A world at a time.
#[derive(Debug)]
pub struct Scene<'a> {
    estate: &'a Estate<'a>,
    moved: Topology,
    still: Topology,
    rules: Rules<'a>,
    normal: Rules<'a>,
    /// The time, in seconds after Monday 00:00.
    now: i64,
    /// The services that send a metric, as far as queries say so.
    senders: BTreeMap<String, BTreeSet<String>>,
}

/// A monitor and the most severe state of its groups.
#[derive(Clone, Debug)]
pub struct MonitorState<'a> {
    /// `<service>/<name>`
    pub name: &'a str,
    /// Its payload.
    pub definition: &'a Definition,
    /// `None` while it has none, or if worlds have nothing that it could read.
    pub state: Option<State>,
}

impl<'a> Estate<'a> {
    /// A world at a time (seconds after Monday 00:00), or how the estate is when nothing happens. Without a time a world is seen when something has happened.
    /// `queries` are all that are asked: those that name a service say who sends a metric. `None` for a world that does not exist.
    #[must_use]
    pub fn scene<'q>(
        &'a self,
        name: Option<&str>,
        at: Option<i64>,
        queries: impl IntoIterator<Item = &'q MetricQuery>,
    ) -> Option<Scene<'a>> {
        let world: Option<&World> = match name {
            Some(name) => Some(&self.worlds().iter().find(|(known, _)| known == name)?.1),
            None => None,
        };
        let instances = world.map_or_else(Vec::new, |world| {
            let (from, to) = span(world);
            instances(world, from, to)
        });
        let happened = instances
            .first()
            .map(|first| first.from + (first.to - first.from).min(SEEN_S.0) + SEEN_S.1);
        let changes: Vec<Timed<'_>> = instances.iter().flat_map(timed).collect();
        let topology =
            |changes: &[Timed<'_>]| Topology::new(self.catalog, &self.normal, self.lengths.replaced_after_s, changes);
        let mut scene = Scene {
            estate: self,
            moved: topology(&changes),
            still: topology(&[]),
            rules: Rules::new(&self.normal, &instances),
            normal: Rules::new(&self.normal, &[]),
            now: at.or(happened).unwrap_or(BUSY_S),
            senders: BTreeMap::new(),
        };
        for monitor in &self.monitors {
            if let Demand::Metrics(wanted) = &monitor.demand {
                wanted
                    .iter()
                    .for_each(|wanted| scene.learn(wanted, Some(&monitor.service)));
            }
        }
        queries
            .into_iter()
            .for_each(|query| scene.learn(&demand::of_query(query), None));
        Some(scene)
    }

    /// The widgets that may be empty or late.
    #[must_use]
    pub fn excused(&self) -> &[Located<Excused>] {
        &self.normal.widgets
    }

    /// The entry that lets a widget be empty or late.
    #[must_use]
    pub fn excuse(&self, path: &str, may: Excuse) -> Option<&Located<Excused>> {
        let matches = |entry: &&Located<Excused>| entry.may == may && entry.covers(path);
        self.normal.widgets.iter().find(matches)
    }

    /// A finding for each path of such a widget that matches none of those that need it.
    #[must_use]
    pub fn unneeded<'w>(
        &self,
        source: &WorldSource,
        may: Excuse,
        needed: impl Iterator<Item = &'w str> + Clone,
    ) -> Vec<Diagnostic> {
        let paths = self
            .normal
            .widgets
            .iter()
            .filter(|entry| entry.may == may)
            .flat_map(|entry| &entry.paths);
        let stale = paths.filter(|path| !needed.clone().any(|widget| wildcard::matches(path, widget)));
        let finding = |path: &Located<String>| {
            let what = format!("no widget needs the entry for '{}'", **path);
            source
                .finding("worlds/widget", what, path.span.clone())
                .help("remove it")
        };
        stale.map(finding).collect()
    }
}

impl Excused {
    /// Whether it is about the widget.
    #[must_use]
    pub fn covers(&self, widget: &str) -> bool {
        self.paths.iter().any(|path| wildcard::matches(path, widget))
    }
}

impl Scene<'_> {
    /// The time, in unix seconds.
    #[must_use]
    pub const fn now(&self) -> i64 {
        MONDAY_S + self.now
    }

    /// The time as a day and a clock: `Mon 11:00`.
    #[must_use]
    pub fn clock(&self) -> String {
        file::clock(self.now)
    }

    fn maker(&self, from: i64, to: i64) -> Maker<'_> {
        Maker {
            estate: self.estate,
            topology: &self.moved,
            rules: &self.rules,
            from: from - MONDAY_S,
            to: to - MONDAY_S,
        }
    }

    fn learn(&mut self, wanted: &Wanted, owner: Option<&str>) {
        let known = |service: &&String| self.estate.catalog.services.contains_key(*service);
        let fixed = wanted.fixed.get("service").map(Vec::as_slice).unwrap_or_default();
        // of several that a query accepts, some may send nothing
        let mut services: BTreeSet<String> = fixed
            .iter()
            .filter(known)
            .filter(|_| fixed.len() == 1)
            .cloned()
            .collect();
        if fixed.is_empty() && services.is_empty() && !wanted.keys.iter().any(|key| key == "service") {
            services.extend(owner.map(str::to_owned));
        }
        self.senders.entry(wanted.name.clone()).or_default().extend(services);
    }

    /// The services that send the metric and that the query may read.
    fn services(&self, wanted: &Wanted) -> Vec<String> {
        let services = &self.estate.catalog.services;
        let fixed = wanted.fixed.get("service").map(Vec::as_slice).unwrap_or_default();
        let found = if let [service] = fixed {
            vec![service.clone()]
        } else {
            let named = || self.normal.named(&wanted.name);
            let pods = || {
                services
                    .keys()
                    .filter(|name| self.moved.group(name).is_some())
                    .cloned()
                    .collect()
            };
            let learned = self.senders.get(&wanted.name).filter(|found| !found.is_empty());
            let learned = learned.map(|found| found.iter().cloned().collect::<Vec<_>>());
            let mut senders =
                learned.unwrap_or_else(|| Some(named()).filter(|named| !named.is_empty()).unwrap_or_else(pods));
            senders.retain(|name| fixed.is_empty() || fixed.contains(name));
            senders
        };
        let languages = self
            .estate
            .metric(&wanted.name)
            .and_then(|metric| metric.languages.as_ref());
        let speaks = |service: &String| {
            let language = services.get(service).and_then(|service| service.runs.language.as_ref());
            languages.is_none_or(|languages| language.is_some_and(|language| languages.contains(language)))
        };
        found
            .into_iter()
            .filter(|name| services.contains_key(name) && speaks(name))
            .collect()
    }

    /// The series that the queries read from `from` (unix seconds) until `to`.
    ///
    /// # Errors
    /// Nothing says which values a metric or a tag has, or no metric of the catalog has the name or the tag.
    pub fn series(&self, queries: &[&MetricQuery], from: i64, to: i64) -> Result<Vec<Series>, String> {
        let wanted: Vec<Wanted> = queries.iter().map(|query| demand::of_query(query)).collect();
        for wanted in &wanted {
            self.check(wanted)?;
        }
        let maker = self.maker(from, to);
        let keys = maker.keys(&wanted);
        let mut found = BTreeMap::new();
        for one in &wanted {
            let reads = |series: &Series| {
                queries
                    .iter()
                    .any(|query| query.metric.text == series.metric && selection::reads(query, &series.tags))
            };
            let services = self.services(one);
            maker.series(
                (&services, &reads),
                one,
                &keys,
                &Derived::new(),
                from - MONDAY_S,
                &mut found,
            )?;
        }
        Ok(found.into_values().collect())
    }

    fn check(&self, wanted: &Wanted) -> Result<(), String> {
        let name = &wanted.name;
        let Some(metric) = self.estate.metric(name) else {
            return Err(format!("no metric of the catalog is named '{name}'"));
        };
        let unified = ["env", "service", "version", "team", "host", "pod_name"];
        let asked = wanted.fixed.keys().chain(&wanted.keys);
        let unknown = |key: &&String| !unified.contains(&key.as_str()) && !metric.tags.contains_key(*key);
        if let Some(key) = asked.into_iter().find(unknown) {
            return Err(format!("'{name}' is not sent with the tag '{key}'"));
        }
        let has_values = self
            .normal
            .signals
            .iter()
            .any(|(rule, _)| wildcard::matches(&rule.entry.metric, name));
        if has_values {
            Ok(())
        } else {
            Err(format!("jsonnet/worlds/{}.yaml gives '{name}' no values", file::NORMAL))
        }
    }

    /// The log lines that a search finds.
    #[must_use]
    pub fn lines(&self, search: &Search, from: i64, to: i64) -> Vec<Event> {
        self.maker(from, to)
            .events(&|event| selection::finds(search, &event.body), from - MONDAY_S)
    }

    /// The events of Kubernetes that a search finds: one for each pod that starts.
    #[must_use]
    pub fn starts(&self, search: &Search, from: i64, to: i64) -> Vec<Event> {
        let (namespace, env) = (
            &self.estate.catalog.platform.services_namespace,
            self.estate.environment(),
        );
        let event = |service: &str, workload: &str, pod: &str, at: i64| Event {
            source: "events".to_owned(),
            at,
            body: json!({
                "message": format!("{service} started pod {pod}"),
                "service": service,
                "tags": [
                    "source:kubernetes", "event_reason:successfulcreate", format!("env:{env}"), format!("service:{service}"),
                    format!("kube_namespace:{namespace}"), format!("{workload}:{service}"), format!("pod_name:{pod}"),
                ],
            }),
        };
        let mut found = Vec::new();
        for (service, group) in self.moved.groups() {
            let started = group
                .units
                .iter()
                .filter(|unit| (from - MONDAY_S..to - MONDAY_S).contains(&unit.from));
            let events = started.map(|unit| event(service, group.workload(), &unit.name, MONDAY_S + unit.from));
            found.extend(events.filter(|event| selection::finds(search, &event.body)));
        }
        found.sort_by_key(|event| event.at);
        found
    }

    /// The runs of a check with these tags (`key:value`), with a run for each value of the keys.
    ///
    /// # Errors
    /// A tag has no values.
    pub fn check_runs(
        &self,
        check: &str,
        scope: &[String],
        by: &[String],
        from: i64,
        to: i64,
    ) -> Result<Vec<CheckRun>, String> {
        let mut wanted = Wanted {
            name: check.to_owned(),
            keys: by.to_vec(),
            ..Wanted::default()
        };
        for (key, value) in scope.iter().filter_map(|tag| tag.split_once(':')) {
            wanted.demand(key, value);
        }
        let mut services = wanted.fixed.get("service").cloned().unwrap_or_default();
        if services.is_empty() {
            services = self.services_of_check(check);
        }
        self.maker(from, to).runs(&services, &wanted, from - MONDAY_S)
    }

    /// The services that run a check: those whose monitors read it, or those that entries for it name.
    fn services_of_check(&self, check: &str) -> Vec<String> {
        let reads = |monitor: &&EstateMonitor| matches!(&monitor.demand, Demand::Check(of) if of.name == check);
        let of_monitors = self
            .estate
            .monitors
            .iter()
            .filter(reads)
            .map(|monitor| monitor.service.clone());
        let entries = self
            .normal
            .checks
            .iter()
            .map(|rule| rule.entry)
            .filter(|entry| wildcard::matches(&entry.check, check));
        let named = entries.flat_map(|entry| entry.services.iter().map(|name| name.value.clone()));
        of_monitors
            .chain(named)
            .collect::<BTreeSet<String>>()
            .into_iter()
            .collect()
    }

    /// The chosen monitors of the environment with their states, in order of their names.
    #[must_use]
    pub fn monitors(&self, chosen: impl Fn(&Definition) -> bool + Sync) -> Vec<MonitorState<'_>> {
        let of_choice = self
            .estate
            .monitors
            .par_iter()
            .filter(|monitor| chosen(monitor.compiled.definition()));
        let mut found: Vec<MonitorState<'_>> = of_choice
            .map(|monitor| MonitorState {
                name: &monitor.name,
                definition: monitor.compiled.definition(),
                state: self.state(monitor).ok().flatten(),
            })
            .collect();
        found.sort_by(|a, b| a.name.cmp(b.name));
        found
    }

    fn state(&self, monitor: &EstateMonitor) -> Result<Option<State>, String> {
        let maker = self.maker(self.now() - RUN_S, self.now() + 60);
        let undeclared = maker.undeclared(monitor);
        let derived = if undeclared.is_empty() {
            Derived::new()
        } else {
            let nothing = Maker {
                topology: &self.still,
                rules: &self.normal,
                ..maker
            };
            derive(&nothing, monitor, &undeclared)?
        };
        let telemetry: Telemetry = maker.telemetry(monitor, &derived)?;
        let outcome = monitor
            .compiled
            .run(&telemetry, maker.span(), &Semantics::default())
            .map_err(|error| error.message)?;
        let last = outcome
            .groups
            .iter()
            .filter_map(|group| group.evaluations.last()?.state);
        Ok(last.reduce(State::or))
    }
}
