//! What is expected must be able to happen, and to fail.

use std::collections::BTreeSet;

use diagnostics::{near_matches, suggestion};
use documents::yaml::Located;
use page_budget::file;

use super::Checker;
use crate::plan::{GOAL_S, Plan};
use crate::scenario::{Expect, ExpectedDashboard, Scenario};

impl Checker<'_> {
    pub(super) fn expectations(&mut self, plan: &Plan) {
        let (known, expect) = (self.known, &plan.scenario.expect);
        for alert in &expect.alerts {
            self.monitor(&alert.monitor, plan);
            let within = self.time(&alert.within, self.start(alert.after.as_ref(), plan), plan);
            if let Some(because) = &alert.late_because
                && within <= GOAL_S
            {
                let message = format!("'{}' is not later than the goal", alert.within.value);
                self.find(because, "gameday/value", message, "remove 'late_because'");
            }
            if let Some(within) = &alert.recovers_within {
                self.time(within, plan.last(), plan);
            }
            self.after(alert.after.as_ref(), plan);
        }
        for shown in &expect.dashboards {
            self.dashboard(shown, &plan.scenario);
            self.time(&shown.within, self.start(shown.after.as_ref(), plan), plan);
            self.after(shown.after.as_ref(), plan);
        }
        for notified in &expect.notified {
            let what = format!("recipient in '{}'", plan.scenario.environment.value);
            self.name_of_environment(&notified.who, &what, &known.handles, &plan.scenario);
            self.monitor(&notified.monitor, plan);
            if let Some(within) = &notified.within {
                self.time(within, plan.first(), plan);
            }
        }
        for team in expect.paged.iter().flatten() {
            self.name(team, "team", &known.teams);
            if !known.pages && self.has_environment(&plan.scenario) {
                let message = format!("nobody is paged in '{}'", plan.scenario.environment.value);
                let help = "write `paged: []`, or use an environment whose policy pages";
                self.find(team, "gameday/value", message, help);
            }
        }
        expect.quiet.iter().for_each(|pattern| self.quiet(pattern, plan));
        expect.muted.iter().for_each(|monitor| self.monitor(monitor, plan));
        if is_empty(expect) {
            let message = "nothing is expected, so the scenario cannot fail".to_owned();
            self.find(&plan.scenario.title, "gameday/value", message, "add to 'expect'");
        }
    }

    /// When the time of an expectation starts to count.
    fn start(&self, after: Option<&Located<String>>, plan: &Plan) -> i64 {
        let injection = plan.injection(after.map(|after| after.as_str()));
        injection.map_or(0, |injection| injection.from)
    }

    /// A time in which something must happen. One that ends after the scenario can never be exceeded.
    fn time(&mut self, within: &Located<String>, from: i64, plan: &Plan) -> i64 {
        let seconds = self.seconds(within, file::length);
        if from + seconds > plan.lasts {
            let message = format!("'{}' ends after the scenario, so it cannot be exceeded", within.value);
            let help = "write a shorter time, or let the scenario last longer";
            self.find(within, "gameday/time", message, help);
        }
        seconds
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
        if self.name_of_environment(monitor, "monitor", &known.monitors, &plan.scenario) && !plan.applies(monitor) {
            let message = format!("'{}' is expected, but 'monitors' leaves it out", monitor.value);
            self.find(monitor, "gameday/value", message, "add it to 'monitors'");
        }
    }

    /// A dashboard, and a pattern that one of its graphs has.
    fn dashboard(&mut self, shown: &ExpectedDashboard, scenario: &Scenario) {
        let known = self.known;
        if !self.name_of_environment(&shown.dashboard, "dashboard", known.dashboards.keys(), scenario) {
            return;
        }
        let graphs = known.dashboards.get(shown.dashboard.as_str());
        if let (Some(wanted), Some(graphs)) = (&shown.graph, graphs)
            && !graphs
                .iter()
                .any(|graph| datadog_query::wildcard::matches(wanted, graph))
        {
            let message = format!("no graph of '{}' matches '{}'", shown.dashboard.value, wanted.value);
            self.find(wanted, "gameday/name", message, near_graph(wanted, graphs));
        }
    }

    /// A pattern of monitors that stay quiet, of which at least one could be loud.
    fn quiet(&mut self, pattern: &Located<String>, plan: &Plan) {
        if !self.pattern(pattern, &plan.scenario) {
            return;
        }
        let alerts = plan.scenario.expect.alerts.iter();
        let expected: BTreeSet<&str> = alerts.map(|alert| alert.monitor.as_str()).collect();
        let mut judged = self.known.monitors.iter().filter(|monitor| {
            datadog_query::wildcard::matches(pattern, monitor)
                && plan.applies(monitor)
                && !expected.contains(monitor.as_str())
        });
        if judged.next().is_none() {
            let message = format!(
                "no monitor of '{}' can break the silence: each is under 'alerts', or left out by 'monitors'",
                pattern.value
            );
            self.find(
                pattern,
                "gameday/value",
                message,
                "remove it, or add the monitor to 'monitors'",
            );
        }
    }
}

/// The graphs that have the most words of a pattern, which may be misspelt; all are listed if none has one.
fn near_graph(pattern: &str, graphs: &BTreeSet<String>) -> String {
    let words = |text: &str| -> Vec<String> {
        let parts = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let wanted = words(pattern);
    let shared = |graph: &str| {
        let has = words(graph);
        let is_there = |word: &&String| !near_matches(word, has.iter().map(String::as_str)).is_empty();
        wanted.iter().filter(is_there).count()
    };
    let best = graphs.iter().map(|graph| shared(graph)).max().unwrap_or_default();
    if best == 0 {
        return suggestion(pattern, graphs.iter().map(String::as_str));
    }
    let near = graphs.iter().filter(|graph| shared(graph) == best).take(3);
    let quoted: Vec<String> = near.map(|graph| format!("'{graph}'")).collect();
    format!("did you mean {}?", quoted.join(" or "))
}

const fn is_empty(expect: &Expect) -> bool {
    expect.alerts.is_empty()
        && expect.notified.is_empty()
        && expect.paged.is_none()
        && expect.quiet.is_empty()
        && expect.muted.is_empty()
        && expect.dashboards.is_empty()
}
