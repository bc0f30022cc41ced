//! What is wrong with a scenario.

mod cluster;
mod expectations;

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{Diagnostic, near_matches, suggestion};
use documents::yaml::Located;
use page_budget::file::{self, TimeError};

use crate::plan::{Plan, START, Staged};
use crate::scenario::{CutOff, Injection, Scenario, Source};
pub use cluster::not_in_cluster;

/// The fastest clock: beyond it a second of the machine is longer than the windows of most monitors.
const SPEED_MAX: u32 = 60;
const MESSAGES_MAX: u32 = 20_000;

/// What a scenario may name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Environments.
    pub environments: BTreeSet<String>,
    /// Monitors of the scenario's environment: `<service>/<name>`.
    pub monitors: BTreeSet<String>,
    /// Services.
    pub services: BTreeSet<String>,
    /// Teams.
    pub teams: BTreeSet<String>,
    /// Whether the scenario's environment pages who is on call.
    pub pages: bool,
    /// Handles that the scenario's environment notifies, without the at sign.
    pub handles: BTreeSet<String>,
    /// Dashboards of the environment's organisation, `<service>/<name>`, with the paths of their graphs: `<group>/<title>`.
    pub dashboards: BTreeMap<String, BTreeSet<String>>,
}

/// The plan of a scenario.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(source: &Source, scenario: Scenario, known: &Known) -> Result<Plan, Vec<Diagnostic>> {
    let mut checker = Checker {
        source,
        known,
        findings: Vec::new(),
    };
    let plan = checker.plan(scenario);
    if checker.findings.is_empty() {
        Ok(plan)
    } else {
        Err(checker.findings)
    }
}

struct Checker<'a> {
    source: &'a Source,
    known: &'a Known,
    findings: Vec<Diagnostic>,
}

/// What a pattern that matches no monitor may mean: the same of a service that exists.
fn near_pattern(pattern: &str, monitors: &BTreeSet<String>) -> String {
    let services: BTreeSet<&str> = monitors
        .iter()
        .filter_map(|monitor| Some(monitor.split_once('/')?.0))
        .collect();
    let meant = pattern
        .split_once('/')
        .filter(|(service, _)| !services.contains(service));
    let near = meant.and_then(|(service, name)| {
        let candidates = near_matches(service, services.iter().copied()).into_iter();
        candidates.map(|service| format!("{service}/{name}")).find(|candidate| {
            let matches = |monitor: &String| datadog_query::wildcard::matches(candidate, monitor);
            monitors.iter().any(matches)
        })
    });
    near.map_or_else(
        || suggestion(pattern, monitors.iter().map(String::as_str)),
        |near| format!("did you mean '{near}'?"),
    )
}

impl Checker<'_> {
    fn find<T>(&mut self, at: &Located<T>, rule: &str, message: String, help: impl Into<String>) {
        let finding = self.source.finding(rule, message, at.span.clone());
        self.findings.push(finding.help(help.into()));
    }

    fn seconds(&mut self, text: &Located<String>, read: impl Fn(&str) -> Result<i64, TimeError>) -> i64 {
        read(text).unwrap_or_else(|error| {
            self.find(text, "gameday/time", error.message, error.help);
            0
        })
    }

    /// `20m` after the start; `0m` is the start itself.
    fn offset(&mut self, text: &Located<String>) -> i64 {
        if matches!(text.as_str(), "0" | "0s" | "0m") {
            return 0;
        }
        self.seconds(text, file::length)
    }

    fn name<'n>(&mut self, at: &Located<String>, what: &str, known: impl IntoIterator<Item = &'n String>) -> bool {
        let known: Vec<&str> = known.into_iter().map(String::as_str).collect();
        let is_known = known.contains(&at.as_str());
        if !is_known {
            let message = format!("no {what} is named '{}'", at.value);
            self.find(at, "gameday/name", message, suggestion(at, known));
        }
        is_known
    }

    /// As [`Self::name`], of what an environment has. Where the environment is not known, its name alone is reported.
    fn name_of_environment<'n>(
        &mut self,
        at: &Located<String>,
        what: &str,
        known: impl IntoIterator<Item = &'n String>,
        scenario: &Scenario,
    ) -> bool {
        self.has_environment(scenario) && self.name(at, what, known)
    }

    fn has_environment(&self, scenario: &Scenario) -> bool {
        self.known.environments.contains(scenario.environment.as_str())
    }

    /// Whether a monitor matches.
    fn pattern(&mut self, at: &Located<String>, scenario: &Scenario) -> bool {
        let known = self.known;
        if !self.has_environment(scenario) {
            return false;
        }
        let matches = known
            .monitors
            .iter()
            .any(|monitor| datadog_query::wildcard::matches(at, monitor));
        if !matches {
            let message = format!("no monitor matches '{}'", at.value);
            self.find(at, "gameday/name", message, near_pattern(at, &known.monitors));
        }
        matches
    }

    fn staged(&mut self, what: &Located<String>, at: &Located<String>, lasts: &Located<String>, end: i64) -> Staged {
        let from = self.offset(at);
        let to = from + self.seconds(lasts, file::length);
        if to > end {
            let message = format!("'{}' ends after the scenario", what.value);
            self.find(
                lasts,
                "gameday/time",
                message,
                "shorten it, or let the scenario last longer",
            );
        }
        Staged {
            what: what.value.clone(),
            from,
            to,
        }
    }

    fn plan(&mut self, scenario: Scenario) -> Plan {
        let known = self.known;
        self.name(&scenario.environment, "environment", &known.environments);
        let start = match &scenario.start {
            Some(start) => self.seconds(start, file::at),
            None => file::at(START).unwrap_or_default(),
        };
        let lasts = self.seconds(&scenario.lasts, file::length);
        for pattern in &scenario.monitors {
            self.pattern(pattern, &scenario);
        }
        if scenario.inject.is_empty() {
            let message = "nothing is injected".to_owned();
            self.find(&scenario.title, "gameday/value", message, "add an entry to 'inject'");
        }
        let mut injections = Vec::new();
        for injection in &scenario.inject {
            injections.push(self.staged(&injection.what, &injection.at, &injection.lasts, lasts));
            self.injection(injection, &scenario);
        }
        let windows = scenario.maintenance.iter();
        let maintenance = windows
            .map(|window| self.staged(&window.what, &window.at, &window.lasts, lasts))
            .collect();
        if scenario.needs_cluster() {
            self.in_cluster(&scenario, &injections);
        }
        if let Some(platform) = &scenario.platform {
            if !(1..=SPEED_MAX).contains(&*platform.speed) {
                let message = format!("{} is not a speed from 1 to {SPEED_MAX}", *platform.speed);
                self.find(
                    &platform.speed,
                    "gameday/value",
                    message,
                    "1 is as fast as the machine's clock",
                );
            }
            if !(0.0..=6000.0).contains(&*platform.uploads_per_minute) {
                let message = format!(
                    "{} is not a number of uploads from 0 to 6000",
                    *platform.uploads_per_minute
                );
                self.find(
                    &platform.uploads_per_minute,
                    "gameday/value",
                    message,
                    "write how many there are in a minute of data time",
                );
            }
        }
        let plan = Plan {
            name: self.source.name().to_owned(),
            start,
            lasts,
            injections,
            maintenance,
            scenario,
        };
        self.expectations(&plan);
        plan
    }

    fn injection(&mut self, injection: &Located<Injection>, scenario: &Scenario) {
        let what = &injection.what;
        if injection.is_empty() {
            let message = format!("nothing changes in '{}'", what.value);
            self.find(what, "gameday/value", message, "add what is made to fail");
        }
        match (injection.is_generated(), injection.is_on_platform(), &scenario.platform) {
            (true, _, Some(_)) => {
                let message = format!(
                    "'{}' changes generated telemetry, which a scenario with a platform does not have",
                    what.value
                );
                self.find(
                    what,
                    "gameday/value",
                    message,
                    "use stop, faults or publish, or leave 'platform' out",
                );
            }
            (_, true, None) if !scenario.needs_cluster() => {
                let message = format!("'{}' acts on a platform, and the scenario has none", what.value);
                self.find(
                    what,
                    "gameday/value",
                    message,
                    "add 'platform', or use metrics, checks, logs or pods",
                );
            }
            _ => {}
        }
        let known = self.known;
        if let Some(service) = &injection.stop {
            self.name(service, "service", &known.services);
        }
        if let Some(faults) = &injection.faults {
            let service = Located {
                value: faults.service.clone(),
                span: faults.span.clone(),
            };
            self.name(&service, "service", &known.services);
            if faults.flags.is_empty() {
                let help = "name one that the README of its template lists";
                self.find(faults, "gameday/value", "no fault flag is given".to_owned(), help);
            }
            if scenario.environment.as_str() == "prod" {
                let message = "services refuse fault flags where the environment is 'prod'".to_owned();
                self.find(
                    faults,
                    "gameday/value",
                    message,
                    "use another environment, or stop the service",
                );
            }
        }
        if let Some(cut_off) = &injection.cut_off {
            self.cut_off(cut_off);
        }
        if let Some(publish) = &injection.publish
            && !(1..=MESSAGES_MAX).contains(&publish.messages)
        {
            let message = format!(
                "{} is not a number of messages from 1 to {MESSAGES_MAX}",
                publish.messages
            );
            self.find(publish, "gameday/value", message, "write how many there are");
        }
    }

    fn cut_off(&mut self, cut_off: &CutOff) {
        let known = self.known;
        for service in [&cut_off.service, &cut_off.from] {
            self.name(service, "service", &known.services);
        }
        if cut_off.service.value == cut_off.from.value {
            let message = format!("'{}' cannot be cut off from itself", cut_off.from.value);
            self.find(
                &cut_off.from,
                "gameday/value",
                message,
                "name what it connects to, or stop it",
            );
        }
    }

    /// A scenario that only a cluster can stage.
    fn in_cluster(&mut self, scenario: &Scenario, injections: &[Staged]) {
        let help = "remove it: one machine has no network between services, so the scenario runs with --env alone";
        if let Some(platform) = &scenario.platform {
            let message = "a scenario with cut_off has no platform".to_owned();
            self.find(platform, "gameday/value", message, help);
        }
        for shown in &scenario.expect.dashboards {
            let message = "dashboards are not judged in a cluster".to_owned();
            self.find(&shown.dashboard, "gameday/value", message, "remove the expectation");
        }
        if scenario.environment.as_str() == "prod" {
            let message = "nothing is cut off in 'prod'".to_owned();
            self.find(
                &scenario.environment,
                "gameday/value",
                message,
                "use an environment that pages nobody",
            );
        }
        self.findings.extend(not_in_cluster(self.source, scenario));
        self.policies_at_once(scenario, injections);
    }

    /// Two policies for the same pods: each would let in what the other one keeps out.
    fn policies_at_once(&mut self, scenario: &Scenario, injections: &[Staged]) {
        let all: Vec<(&Located<CutOff>, &Staged)> = scenario
            .inject
            .iter()
            .zip(injections)
            .filter_map(|(injection, staged)| Some((injection.cut_off.as_ref()?, staged)))
            .collect();
        for (index, (cut_off, staged)) in all.iter().enumerate() {
            let earlier = all.iter().take(index).find(|(other, before)| {
                other.from.value == cut_off.from.value && before.from < staged.to && staged.from < before.to
            });
            if let Some((other, _)) = earlier {
                let message = format!(
                    "'{}' is cut off from '{}' at the same time, and network policies add up: neither would be cut off",
                    other.service.value, cut_off.from.value
                );
                let help = "let one follow the other, or stop one of them";
                self.find(&cut_off.from, "gameday/value", message, help);
            }
        }
    }
}
