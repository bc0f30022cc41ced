//! What is wrong with a scenario.

use std::collections::BTreeSet;

use diagnostics::{Diagnostic, suggestion};
use documents::yaml::Located;
use page_budget::file::{self, TimeError};

use crate::plan::{GOAL_S, Plan, START, Staged};
use crate::scenario::{Injection, Scenario, Source};

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
    /// Handles of the scenario's environment, without the at sign.
    pub handles: BTreeSet<String>,
    /// Dashboards of the environment's organisation: `<service>/<name>`.
    pub dashboards: BTreeSet<String>,
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

    fn name(&mut self, at: &Located<String>, what: &str, known: &BTreeSet<String>) {
        if !known.contains(at.as_str()) {
            let message = format!("no {what} is named '{}'", at.value);
            self.find(
                at,
                "gameday/name",
                message,
                suggestion(at, known.iter().map(String::as_str)),
            );
        }
    }

    fn pattern(&mut self, at: &Located<String>) {
        let known = self.known;
        if !known
            .monitors
            .iter()
            .any(|monitor| datadog_query::wildcard::matches(at, monitor))
        {
            let message = format!("no monitor matches '{}'", at.value);
            let near = suggestion(at, known.monitors.iter().map(String::as_str));
            self.find(at, "gameday/name", message, near);
        }
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
        scenario.monitors.iter().for_each(|pattern| self.pattern(pattern));
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
        match (injection.is_generated(), injection.is_on_platform(), &scenario.platform) {
            (false, false, _) => {
                let message = format!("nothing changes in '{}'", what.value);
                self.find(what, "gameday/value", message, "add what is made to fail");
            }
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
            (_, true, None) => {
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

    fn expectations(&mut self, plan: &Plan) {
        let (known, expect) = (self.known, &plan.scenario.expect);
        for alert in &expect.alerts {
            self.monitor(&alert.monitor, plan);
            let within = self.seconds(&alert.within, file::length);
            if let Some(because) = &alert.late_because
                && within <= GOAL_S
            {
                let message = format!("'{}' is not later than the goal", alert.within.value);
                self.find(because, "gameday/value", message, "remove 'late_because'");
            }
            if let Some(within) = &alert.recovers_within {
                self.seconds(within, file::length);
            }
            self.after(alert.after.as_ref(), plan);
        }
        for shown in &expect.dashboards {
            self.name(&shown.dashboard, "dashboard", &known.dashboards);
            self.seconds(&shown.within, file::length);
            self.after(shown.after.as_ref(), plan);
        }
        for notified in &expect.notified {
            self.name(&notified.who, "recipient", &known.handles);
            self.monitor(&notified.monitor, plan);
            if let Some(within) = &notified.within {
                self.seconds(within, file::length);
            }
        }
        for team in expect.paged.iter().flatten() {
            self.name(team, "team", &known.teams);
        }
        expect.quiet.iter().for_each(|pattern| self.pattern(pattern));
        expect.muted.iter().for_each(|monitor| self.monitor(monitor, plan));
        let is_empty = expect.alerts.is_empty()
            && expect.notified.is_empty()
            && expect.paged.is_none()
            && expect.quiet.is_empty()
            && expect.muted.is_empty()
            && expect.dashboards.is_empty();
        if is_empty {
            let message = "nothing is expected, so the scenario cannot fail".to_owned();
            self.find(&plan.scenario.title, "gameday/value", message, "add to 'expect'");
        }
    }

    fn after(&mut self, after: Option<&Located<String>>, plan: &Plan) {
        if let Some(after) = after
            && plan.injection(Some(after)).is_none()
        {
            let message = format!("nothing is injected that is '{}'", after.value);
            let near = suggestion(after, plan.injections.iter().map(|staged| staged.what.as_str()));
            self.find(after, "gameday/name", message, near);
        }
    }

    fn monitor(&mut self, monitor: &Located<String>, plan: &Plan) {
        let known = self.known;
        self.name(monitor, "monitor", &known.monitors);
        if known.monitors.contains(monitor.as_str()) && !plan.applies(monitor) {
            let message = format!("'{}' is expected, but 'monitors' leaves it out", monitor.value);
            self.find(monitor, "gameday/value", message, "add it to 'monitors'");
        }
    }
}
