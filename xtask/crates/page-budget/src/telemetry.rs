//! The telemetry that a monitor reads in a world.

mod lines;
mod rules;
mod runs;
mod series;
mod tags;

use std::collections::BTreeMap;

use datadog_simulator::world::{Event, Series, Tags};
use datadog_simulator::{Semantics, Span, World as Telemetry};

use crate::demand::{Demand, Wanted};
use crate::estate::{Estate, EstateMonitor};
use crate::topology::Topology;

pub(crate) use rules::{Instance, Rules};

/// Monday 00:00 of a world, in unix seconds: 2024-01-01.
pub(crate) const MONDAY_S: i64 = 1_704_067_200;

/// Makes the telemetry of a world.
pub(crate) struct Maker<'a> {
    pub(crate) estate: &'a Estate<'a>,
    pub(crate) topology: &'a Topology,
    pub(crate) rules: &'a Rules<'a>,
    /// Start and end of the world, in seconds after Monday 00:00.
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// Values of metrics that no entry gives values, by metric.
pub(crate) type Derived = BTreeMap<String, f64>;

impl<'a> Maker<'a> {
    pub(crate) fn span(&self) -> Span {
        Span {
            from: MONDAY_S + self.from,
            to: MONDAY_S + self.to,
        }
    }

    /// The telemetry that the monitor reads.
    ///
    /// # Errors
    /// A tag has no values.
    pub(crate) fn telemetry(&self, monitor: &EstateMonitor, derived: &Derived) -> Result<Telemetry, String> {
        let before = self.from - self.lookback_s(monitor);
        let mut telemetry = Telemetry::default();
        monitor.references.add_to(&mut telemetry);
        match &monitor.demand {
            Demand::Metrics(wanted) => {
                let mut found = BTreeMap::new();
                let keys = self.keys(wanted);
                let reads = |series: &Series| monitor.reads_series(series);
                for wanted in wanted {
                    let services = self.services(monitor, std::slice::from_ref(wanted));
                    self.series((&services, &reads), wanted, &keys, derived, before, &mut found)?;
                }
                telemetry.series = found.into_values().collect();
            }
            Demand::Check(wanted) => {
                let services = self.services(monitor, std::slice::from_ref(wanted));
                telemetry.checks = self.runs(&services, wanted, before)?;
            }
            Demand::Events => {
                let reads = |event: &Event| monitor.compiled.reads_event(event);
                telemetry.events = self.events(&reads, before);
            }
        }
        Ok(telemetry)
    }

    /// How far before the first evaluation the monitor reads.
    pub(crate) fn lookback_s(&self, monitor: &EstateMonitor) -> i64 {
        monitor.compiled.lookback_s(&Semantics::default())
    }

    /// Adds the series that the monitor reads, with these tags by metric and service.
    ///
    /// # Errors
    /// A tag has no values.
    pub(crate) fn add_series(
        &self,
        monitor: &EstateMonitor,
        wanted: &[Wanted],
        keys: &BTreeMap<(String, String), Vec<String>>,
        derived: &Derived,
        before: i64,
        found: &mut BTreeMap<(String, Tags), Series>,
    ) -> Result<(), String> {
        let reads = |series: &Series| monitor.reads_series(series);
        for wanted in wanted {
            for service in self.services(monitor, std::slice::from_ref(wanted)) {
                let keys = keys.get(&(wanted.name.clone(), service.clone()));
                let keys = keys.map(Vec::as_slice).unwrap_or_default();
                self.series((&[service], &reads), wanted, keys, derived, before, found)?;
            }
        }
        Ok(())
    }

    /// The metrics that the monitor reads and no entry gives values.
    pub(crate) fn undeclared(&self, monitor: &EstateMonitor) -> Vec<String> {
        let Demand::Metrics(wanted) = &monitor.demand else {
            return Vec::new();
        };
        let mut found: Vec<String> = Vec::new();
        for name in wanted.iter().map(|w| &w.name) {
            if !self.rules.has_normal(name, &self.services(monitor, wanted)) && !found.contains(name) {
                found.push(name.clone());
            }
        }
        found
    }

    /// The services that send what the monitor reads.
    pub(crate) fn services(&self, monitor: &EstateMonitor, wanted: &[Wanted]) -> Vec<String> {
        let fixed = wanted.iter().flat_map(|w| w.fixed.get("service")).flatten();
        let known: Vec<String> = fixed
            .filter(|s| self.estate.catalog.services.contains_key(*s))
            .cloned()
            .collect();
        if !known.is_empty() {
            known
        } else if wanted.iter().any(|w| w.keys.iter().any(|key| key == "service")) {
            let in_pods = |service: &&String| self.topology.group(service).is_some();
            self.estate.catalog.services.keys().filter(in_pods).cloned().collect()
        } else {
            vec![monitor.service.clone()]
        }
    }

    /// The keys that tell series of these metrics apart.
    pub(crate) fn keys(&self, wanted: &[Wanted]) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for wanted in wanted {
            let own = wanted.keys.iter().chain(self.rules.keys(&wanted.name));
            for key in own {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
        keys
    }
}
