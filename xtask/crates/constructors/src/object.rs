//! Built objects, typed.

use model::Suppressions;
use serde_json::Value;

use crate::decimal;

/// A built object with its payload.
#[derive(Clone, Debug)]
pub enum Spec {
    /// A monitor.
    Monitor(Monitor),
    /// An SLO.
    Slo(Slo),
    /// A dashboard.
    Dashboard(Dashboard),
    /// A downtime.
    Downtime(Downtime),
    /// A synthetic test.
    Synthetic(Synthetic),
}

/// A monitor in one environment.
#[derive(Clone, Debug)]
pub struct Monitor {
    /// P1 to P3.
    pub severity: String,
    /// What is wrong, as a clause.
    pub symptom: String,
    /// Who is affected and how, as a clause.
    pub impact: String,
    /// The evaluation window.
    pub window: String,
    /// The fewest bad events that alert, for a ratio with `min_bad`.
    pub minimum: Option<Minimum>,
    /// The unit of the thresholds.
    pub unit: String,
    /// The limit above which values are counted, of an over_limit signal.
    pub limit: Option<f64>,
    /// How messages show the thresholds.
    pub shown_in: ShownUnit,
    /// What to do on no data: `resolve`, `last`, `show` or `notify`.
    pub no_data: String,
    /// The handles that are notified, without the at sign.
    pub notifies: Vec<String>,
    /// The metrics it reads.
    pub metrics: Vec<String>,
    /// The rules of lint that do not apply to it.
    pub suppress: Suppressions,
    /// The payload for Datadog's API: a JSON object.
    pub payload: Value,
}

/// The unit of a monitor's messages: a large number of bytes or seconds is shown in a larger unit than that of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownUnit {
    /// As it follows a number: ` GiB`.
    pub text: String,
    /// How much of the query's unit it is; `None` where it is the same.
    pub of_unit: Option<f64>,
}

impl ShownUnit {
    /// A number of the query's unit, as messages show it.
    #[must_use]
    pub fn text_of(&self, number: f64) -> String {
        let shown = self
            .of_unit
            .map_or(number, |of_unit| (number / of_unit * 10.0).round() / 10.0);
        format!("{}{}", decimal::text(shown), self.text)
    }
}

/// The fewest bad events that alert, and how the query ensures it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minimum {
    /// Fewer bad events never alert.
    pub bad: u32,
    /// The successes that its query adds to the events counted.
    pub assumed: u64,
}

/// An SLO in one environment.
#[derive(Clone, Debug)]
pub struct Slo {
    /// The objective, as a clause.
    pub objective: String,
    /// The target in percent.
    pub target_percent: f64,
    /// The time window.
    pub window: String,
    /// The indicator in words.
    pub indicator: String,
    /// The error budget as minutes of the window.
    pub budget_minutes: f64,
    /// The metrics it reads.
    pub metrics: Vec<String>,
    /// The rules of lint that do not apply to it.
    pub suppress: Suppressions,
    /// The payload for Datadog's API: a JSON object.
    pub payload: Value,
}

/// A dashboard in one organisation.
#[derive(Clone, Debug)]
pub struct Dashboard {
    /// The title, without the platform's prefix.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// The rules of lint that do not apply to it.
    pub suppress: Suppressions,
    /// The payload for Datadog's API: a JSON object.
    pub payload: Value,
}

/// A downtime in one environment: it mutes monitors of its service.
#[derive(Clone, Debug)]
pub struct Downtime {
    /// Why alerts are not wanted, as a clause.
    pub reason: String,
    /// The tags that a monitor must have, besides those of its environment and its service.
    pub monitor_tags: Vec<String>,
    /// When it mutes.
    pub schedule: Schedule,
    /// Why it may mute a P1 that pages.
    pub mutes_p1_because: Option<String>,
    /// The rules of lint that do not apply to it.
    pub suppress: Suppressions,
    /// The payload for Datadog's API: a JSON object.
    pub payload: Value,
}

/// When a downtime mutes, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Once, in UTC.
    Once {
        /// `2026-12-06T07:00:00Z`
        start: String,
        /// `2026-12-06T09:00:00Z`
        end: String,
    },
    /// Again and again.
    Recurring {
        /// The first start in the time zone: `2026-12-06T02:00:00`
        start: String,
        /// `2h`
        duration: String,
        /// `FREQ=WEEKLY;BYDAY=SU`
        rrule: String,
        /// `America/New_York`
        timezone: String,
    },
}

/// A synthetic API test in one environment, with the monitor that Datadog makes of it.
#[derive(Clone, Debug)]
pub struct Synthetic {
    /// P1 to P3.
    pub severity: String,
    /// What is wrong, as a clause.
    pub symptom: String,
    /// Who is affected and how, as a clause.
    pub impact: String,
    /// What it requests: `GET https://app.acme.example/health`.
    pub request: String,
    /// How many locations request it.
    pub locations: usize,
    /// Seconds between two requests of a location.
    pub every_s: u64,
    /// The handles that are notified, without the at sign.
    pub notifies: Vec<String>,
    /// The rules of lint that do not apply to it.
    pub suppress: Suppressions,
    /// The payload for Datadog's API: a JSON object.
    pub payload: Value,
}

impl Spec {
    /// The payload for Datadog's API: a JSON object.
    #[must_use]
    pub fn payload(&self) -> &Value {
        match self {
            Self::Monitor(m) => &m.payload,
            Self::Slo(s) => &s.payload,
            Self::Dashboard(d) => &d.payload,
            Self::Downtime(d) => &d.payload,
            Self::Synthetic(s) => &s.payload,
        }
    }

    /// The rules of lint that do not apply to it.
    #[must_use]
    pub fn suppress(&self) -> &Suppressions {
        match self {
            Self::Monitor(m) => &m.suppress,
            Self::Slo(s) => &s.suppress,
            Self::Dashboard(d) => &d.suppress,
            Self::Downtime(d) => &d.suppress,
            Self::Synthetic(s) => &s.suppress,
        }
    }
}

/// The fields of a JSON object. Its values are moved, where `serde_json::json!` would copy whole trees at every level.
macro_rules! object {
    ({ $($name:literal: $value:expr),* $(,)? }) => {{
        let mut fields = serde_json::Map::new();
        $(fields.insert($name.to_owned(), serde_json::Value::from($value));)*
        fields
    }};
}

pub(crate) use object;
