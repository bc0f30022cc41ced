//! Checks the files of worlds against the catalog and the declarations.

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, suggestion};
use documents::yaml::Located;
use model::Catalog;

use crate::file::{self, Change, CheckRuns, Happening, Lines, Normal, Signal, World, WorldSource};
use datadog_query::wildcard;

/// The lengths of time that `normal.yaml` states, in seconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lengths {
    pub(crate) replaced_after_s: i64,
    pub(crate) check_every_s: i64,
}

/// The most nodes, and the most pods of a service.
const UNITS_MAX: u32 = 1000;

struct Checker<'a> {
    source: &'a WorldSource,
    catalog: &'a Catalog,
    findings: Vec<Diagnostic>,
}

/// The lengths of time, and the findings.
pub(crate) fn normal(source: &WorldSource, normal: &Normal, catalog: &Catalog) -> (Lengths, Vec<Diagnostic>) {
    let mut checker = Checker {
        source,
        catalog,
        findings: Vec::new(),
    };
    if !catalog.environments.contains_key(&*normal.environment) {
        let known = suggestion(&normal.environment, catalog.environments.keys().map(String::as_str));
        checker.find(
            &normal.environment,
            "worlds/name",
            format!("no environment is named '{}'", *normal.environment),
            known,
        );
    }
    for number in [&normal.pods.nodes, &normal.pods.replicas] {
        checker.units(number, **number);
    }
    for day in [&normal.rhythm.weekday, &normal.rhythm.weekend] {
        if day.len() != 24 || day.iter().any(|share| !(0.0..=1.0).contains(share)) {
            checker.find(
                &normal.rhythm,
                "worlds/value",
                "a day of the rhythm is not 24 numbers from 0 to 1".to_owned(),
                "write a number for each hour, from midnight on".to_owned(),
            );
        }
    }
    for emitted in &normal.emitted {
        if emitted.names.is_empty() {
            checker.find(
                emitted,
                "worlds/value",
                "an entry of 'emitted' has no names".to_owned(),
                "name metrics or checks".to_owned(),
            );
        }
    }
    normal.metrics.iter().for_each(|signal| checker.signal(signal));
    checker.cycles(&normal.metrics);
    normal.checks.iter().for_each(|check| checker.check(check));
    normal.logs.iter().for_each(|lines| checker.lines(lines));
    let lengths = Lengths {
        replaced_after_s: checker.length(&normal.pods.replaced_after),
        check_every_s: checker.length(&normal.pods.check_every),
    };
    (lengths, checker.findings)
}

/// The findings in a world.
pub(crate) fn world(source: &WorldSource, world: &World, normal: &Normal, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut checker = Checker {
        source,
        catalog,
        findings: Vec::new(),
    };
    let start = world.start.as_ref().map_or(0, |start| checker.time(start));
    let end = start + checker.length(&world.lasts);
    for happening in &world.happens {
        checker.happening(happening, normal, (start, end));
        if let Some(because) = &happening.because {
            let others = || {
                world
                    .happens
                    .iter()
                    .map(|h| h.what.as_str())
                    .filter(|what| *what != happening.what.as_str())
            };
            if !others().any(|what| what == because.as_str()) {
                let known = suggestion(because, others());
                checker.find(
                    because,
                    "worlds/name",
                    format!("nothing else happens that is '{}'", **because),
                    known,
                );
            }
        }
    }
    checker.findings
}

impl Checker<'_> {
    fn find<T>(&mut self, at: &Located<T>, rule: &str, message: String, help: String) {
        self.findings
            .push(self.source.finding(rule, message, at.span.clone()).help(help));
    }

    fn time(&mut self, text: &Located<String>) -> i64 {
        file::at(text).unwrap_or_else(|error| {
            self.find(text, "worlds/time", error.message, error.help);
            0
        })
    }

    fn length(&mut self, text: &Located<String>) -> i64 {
        file::length(text).unwrap_or_else(|error| {
            self.find(text, "worlds/time", error.message, error.help);
            60
        })
    }

    fn units<T>(&mut self, at: &Located<T>, number: u32) {
        if !(1..=UNITS_MAX).contains(&number) {
            self.find(
                at,
                "worlds/value",
                format!("{number} is not a number from 1 to {UNITS_MAX}"),
                "write how many there are".to_owned(),
            );
        }
    }

    fn service<T>(&mut self, at: &Located<T>, name: &str) {
        if !self.catalog.services.contains_key(name) {
            let known = suggestion(name, self.catalog.services.keys().map(String::as_str));
            self.find(at, "worlds/name", format!("no service is named '{name}'"), known);
        }
    }

    fn metric(&mut self, name: &Located<String>) {
        let names = || self.catalog.metrics.values().map(|metric| metric.name.as_str());
        if !names().any(|known| wildcard::matches(name, known)) {
            let known = suggestion(name, names());
            self.find(
                name,
                "worlds/name",
                format!("no metric of the catalog is named '{}'", **name),
                known,
            );
        }
    }

    fn signal(&mut self, signal: &Located<Signal>) {
        self.metric(&signal.metric);
        if let Some(of) = &signal.of {
            self.metric(of);
        }
        signal
            .services
            .iter()
            .for_each(|service| self.service(service, service));
        if let Err(message) = signal.shape() {
            let message = format!("the values of '{}' are unclear: {message}", *signal.metric);
            self.find(
                &signal.metric,
                "worlds/value",
                message,
                "see docs/reference/worlds.md".to_owned(),
            );
        }
        self.share(signal);
        let known = |key: &String| {
            self.catalog.tags.contains_key(key) || self.catalog.metrics.values().any(|m| m.tags.contains_key(key))
        };
        if let Some(key) = signal.tags.keys().find(|key| !known(key)) {
            let known = suggestion(key, self.catalog.tags.keys().map(String::as_str));
            self.find(&signal.metric, "worlds/name", format!("no tag is named '{key}'"), known);
        }
    }

    /// A share that was written as a percentage. Of a count or a distribution none of the same things may be more than all; a gauge may exceed its limit by a
    /// little. A share of other things, tokens of requests, is a number of them.
    fn share(&mut self, signal: &Signal) {
        /// More than this no gauge exceeds its limit.
        const GAUGE_MAX: f64 = 2.0;
        let (Some(share), Some(of)) = (&signal.share, &signal.of) else {
            return;
        };
        let of_name = |name: &Located<String>| {
            let name = name.as_str();
            self.catalog
                .metrics
                .values()
                .find(|metric| wildcard::matches(name, &metric.name))
        };
        let (Some(part), Some(whole)) = (of_name(&signal.metric), of_name(of)) else {
            return;
        };
        let most = match part.kind.as_str() {
            "distribution" => 1.0,
            "count" if part.unit == whole.unit => 1.0,
            "gauge" if part.unit == whole.unit => GAUGE_MAX,
            _ => return,
        };
        if share.value > most {
            let rounded = |number: f64| (number * 1e6).round() / 1e6;
            let message = format!(
                "a share of {} would be {} % of '{}'",
                share.value,
                rounded(100.0 * share.value),
                of.value
            );
            let help = format!("write {} for {} %", rounded(share.value / 100.0), share.value);
            self.find(share, "worlds/value", message, help);
        }
    }

    /// A metric that is a share of itself.
    fn cycles(&mut self, signals: &[Located<Signal>]) {
        let of: BTreeMap<&str, &Located<String>> = signals
            .iter()
            .filter_map(|s| Some((s.metric.as_str(), s.of.as_ref()?)))
            .collect();
        for (start, at) in &of {
            let mut metric = at.as_str();
            for _ in 0..=of.len() {
                if metric == *start {
                    self.find(
                        at,
                        "worlds/value",
                        format!("'{start}' is a share of itself"),
                        "name another metric".to_owned(),
                    );
                    break;
                }
                match of.get(metric) {
                    Some(next) => metric = next,
                    None => break,
                }
            }
        }
    }

    fn check(&mut self, check: &Located<CheckRuns>) {
        check.services.iter().for_each(|service| self.service(service, service));
    }

    fn lines(&mut self, lines: &Located<Lines>) {
        lines.services.iter().for_each(|service| self.service(service, service));
        if !(0.0..=1000.0).contains(&lines.per_minute) {
            self.find(
                lines,
                "worlds/value",
                format!("{} is not a number of lines from 0 to 1000", lines.per_minute),
                "write how many there are in a minute".to_owned(),
            );
        }
    }

    fn happening(&mut self, happening: &Located<Happening>, normal: &Normal, (start, end): (i64, i64)) {
        let at = self.time(&happening.at);
        if let Some(lasts) = &happening.lasts {
            self.length(lasts);
        }
        if happening.repeat.is_none() && !(start..end).contains(&at) {
            self.find(
                &happening.at,
                "worlds/time",
                format!("'{}' is not in the time of the world", *happening.at),
                "change the time, or how long the world lasts".to_owned(),
            );
        }
        let empty = happening.pods.is_empty()
            && happening.metrics.is_empty()
            && happening.checks.is_empty()
            && happening.logs.is_empty();
        if empty {
            self.find(
                &happening.what,
                "worlds/value",
                format!("nothing changes in '{}'", *happening.what),
                "add pods, metrics, checks or logs".to_owned(),
            );
        }
        for change in &happening.pods {
            match &change.value {
                Change::Drain(node) | Change::Lose(node) => {
                    if !(1..=*normal.pods.nodes).contains(node) {
                        self.find(
                            change,
                            "worlds/name",
                            format!("there is no node {node}"),
                            format!("name one of 1 to {}", *normal.pods.nodes),
                        );
                    }
                }
                Change::Deploy(service)
                | Change::Restart(service)
                | Change::Stop(service)
                | Change::Failover(service) => {
                    self.service(change, service);
                }
                Change::Scale(scale) => {
                    self.service(change, &scale.service);
                    self.units(change, scale.to);
                }
            }
        }
        happening.metrics.iter().for_each(|signal| self.signal(signal));
        happening.checks.iter().for_each(|check| self.check(check));
        happening.logs.iter().for_each(|lines| self.lines(lines));
    }
}
