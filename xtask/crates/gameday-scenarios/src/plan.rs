//! A scenario with its times in seconds.

use documents::yaml::Located;
use page_budget::World;
use page_budget::file::{Happening, clock};

use crate::scenario::{Injection, Scenario};

/// When a scenario starts that says nothing else: a busy hour of an ordinary day.
pub(crate) const START: &str = "Tue 10:00";

/// A monitor with priority 1 must notify within this time of the injection.
pub const GOAL_S: i64 = 300;

/// A time span of a scenario, in seconds after its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// What happens, as a clause.
    pub what: String,
    /// When it starts.
    pub from: i64,
    /// When it ends.
    pub to: i64,
}

/// A checked scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// Its file.
    pub scenario: Scenario,
    /// When it starts, in seconds after Monday 00:00.
    pub start: i64,
    /// How long it lasts.
    pub lasts: i64,
    /// Its injections, in the order of the file.
    pub injections: Vec<Staged>,
    /// Its maintenance windows, in the order of the file.
    pub maintenance: Vec<Staged>,
}

impl Plan {
    /// When the first injection starts.
    #[must_use]
    pub fn first(&self) -> i64 {
        self.injections
            .iter()
            .map(|staged| staged.from)
            .min()
            .unwrap_or_default()
    }

    /// When the last injection ends.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.injections.iter().map(|staged| staged.to).max().unwrap_or_default()
    }

    /// The injection with this `what`; the first one in time without it.
    #[must_use]
    pub fn injection(&self, what: Option<&str>) -> Option<&Staged> {
        match what {
            Some(what) => self.injections.iter().find(|staged| staged.what == what),
            None => self.injections.iter().min_by_key(|staged| staged.from),
        }
    }

    /// When something counts as known: on a platform and in a cluster, telemetry arrives late, and nobody knows before it does.
    #[must_use]
    pub fn known_at(&self, at: i64, seen: i64) -> i64 {
        if self.scenario.platform.is_some() || self.scenario.needs_cluster() {
            at.max(seen)
        } else {
            at
        }
    }

    /// Whether a monitor is applied.
    #[must_use]
    pub fn applies(&self, monitor: &str) -> bool {
        let chosen = &self.scenario.monitors;
        chosen.is_empty()
            || chosen
                .iter()
                .any(|pattern| datadog_query::wildcard::matches(pattern, monitor))
    }

    /// What happens to generated telemetry.
    #[must_use]
    pub fn world(&self) -> World {
        let scenario = &self.scenario;
        let at = |seconds: i64, like: &Located<String>| Located {
            value: clock(seconds),
            span: like.span.clone(),
        };
        let happening = |(injection, staged): (&Located<Injection>, &Staged)| Located {
            span: injection.span.clone(),
            value: Happening {
                what: injection.what.clone(),
                at: at(self.start + staged.from, &injection.at),
                lasts: Some(injection.lasts.clone()),
                because: None,
                repeat: None,
                pods: injection.pods.clone(),
                metrics: injection.metrics.clone(),
                checks: injection.checks.clone(),
                logs: injection.logs.clone(),
            },
        };
        let generated = scenario.inject.iter().zip(&self.injections);
        World {
            title: scenario.title.clone(),
            about: scenario.purpose.clone(),
            start: Some(at(self.start, &scenario.title)),
            lasts: scenario.lasts.clone(),
            quiet: false,
            happens: generated
                .filter(|(injection, _)| injection.is_generated())
                .map(happening)
                .collect(),
        }
    }
}
