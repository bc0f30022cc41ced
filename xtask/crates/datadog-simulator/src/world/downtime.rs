//! Downtimes (doc: `monitors/downtimes`).

use datadog_query::search::{self, Search};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value;

use crate::error::{Result, SimulationError};
use crate::state::State;
use crate::time::{DAY_S, HOUR_S, MINUTE_S, Recurrence};

/// A downtime.
#[derive(Clone, Debug, PartialEq)]
pub struct Downtime {
    /// The name in reports.
    pub name: String,
    /// The monitors that it mutes.
    pub monitors: DowntimeTarget,
    /// The groups of these monitors that it mutes.
    pub scope: Search,
    /// When it mutes.
    pub schedule: DowntimeSchedule,
    /// Whether it also mutes the recovery from an alert that was notified before it started.
    pub mutes_first_recovery: bool,
    /// The states for which its end sends a notification; empty if its end never does.
    pub notify_end_states: Vec<State>,
}

/// Which monitors a downtime mutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DowntimeTarget {
    /// Monitors that have all of these tags; `*` for every monitor.
    Tags(Vec<String>),
    /// The monitor with this id.
    Id(String),
}

/// When a downtime is active.
#[derive(Clone, Debug, PartialEq)]
pub enum DowntimeSchedule {
    /// Once.
    Once {
        /// The start in unix seconds.
        from: i64,
        /// The end in unix seconds; `None` for no end.
        to: Option<i64>,
    },
    /// Repeatedly: each recurrence with the length of one downtime in seconds.
    Recurring(Vec<(Recurrence, i64)>),
}

impl DowntimeTarget {
    /// Whether it selects a monitor with these tags and this id.
    #[must_use]
    pub fn selects(&self, monitor_tags: &[String], monitor_id: Option<u64>) -> bool {
        match self {
            Self::Tags(tags) => tags.iter().all(|tag| tag == "*" || monitor_tags.contains(tag)),
            Self::Id(id) => monitor_id.is_some_and(|own| own.to_string() == *id),
        }
    }
}

#[derive(Deserialize)]
struct Payload {
    scope: String,
    monitor_identifier: Identifier,
    #[serde(default)]
    schedule: Option<Schedule>,
    #[serde(default)]
    mute_first_recovery_notification: bool,
    #[serde(default)]
    notify_end_states: Option<Vec<String>>,
    #[serde(default)]
    notify_end_types: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Identifier {
    #[serde(default)]
    monitor_tags: Option<Vec<String>>,
    #[serde(default)]
    monitor_id: Option<Value>,
}

#[derive(Deserialize)]
struct Schedule {
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default)]
    recurrences: Option<Vec<Repeat>>,
}

#[derive(Deserialize)]
struct Repeat {
    rrule: String,
    duration: String,
    #[serde(default)]
    start: Option<String>,
}

impl Downtime {
    /// Reads a payload of version 2 of the API, with or without `data.attributes` around it. A schedule without a start starts at `now` (unix seconds).
    ///
    /// # Errors
    /// The payload is invalid, or its recurrence is not evaluated.
    pub fn from_payload(name: &str, payload: &Value, now: i64) -> Result<Self> {
        let inner = payload.pointer("/data/attributes").unwrap_or(payload);
        let wrong = |what: String| SimulationError::invalid(format!("downtime '{name}': {what}"));
        let payload = Payload::deserialize(inner).map_err(|e| wrong(e.to_string()))?;
        let monitors = match payload.monitor_identifier {
            Identifier {
                monitor_tags: Some(tags),
                ..
            } => DowntimeTarget::Tags(tags),
            Identifier {
                monitor_id: Some(id), ..
            } => DowntimeTarget::Id(id.as_str().map_or_else(|| id.to_string(), str::to_owned)),
            Identifier { .. } => return Err(wrong("it has neither monitor_tags nor monitor_id".to_owned())),
        };
        let expires = payload
            .notify_end_types
            .as_ref()
            .is_none_or(|types| types.iter().any(|t| t == "expired"));
        let states = payload.notify_end_states.map_or_else(
            || vec![State::Alert, State::Warn, State::NoData],
            |names| names.iter().filter_map(|n| end_state(n)).collect(),
        );
        Ok(Self {
            name: name.to_owned(),
            monitors,
            scope: search::parse_with(&payload.scope, search::Options::MONITOR)
                .map_err(|e| wrong(format!("its scope is not a valid search: {e}")))?,
            schedule: schedule(payload.schedule, now).map_err(|r| SimulationError {
                message: format!("downtime '{name}': {}", r.message),
                ..r
            })?,
            mutes_first_recovery: payload.mute_first_recovery_notification,
            notify_end_states: if expires { states } else { Vec::new() },
        })
    }

    /// Start and end (unix seconds) of each time it is active, for starts up to `to`.
    #[must_use]
    pub fn spans(&self, to: i64) -> Vec<(i64, i64)> {
        self.schedule.spans(to)
    }
}

impl DowntimeSchedule {
    /// Start and end (unix seconds) of each time it is active, for starts up to `to`.
    #[must_use]
    pub fn spans(&self, to: i64) -> Vec<(i64, i64)> {
        match self {
            Self::Once { from, to } => vec![(*from, to.unwrap_or(i64::MAX))],
            Self::Recurring(recurrences) => recurrences
                .iter()
                .flat_map(|(recurrence, length_s)| {
                    recurrence
                        .starts(to)
                        .map(move |start| (start, start.saturating_add(*length_s)))
                })
                .collect(),
        }
    }
}

fn end_state(name: &str) -> Option<State> {
    match name {
        "alert" => Some(State::Alert),
        "warn" => Some(State::Warn),
        "no data" => Some(State::NoData),
        _ => None,
    }
}

fn schedule(schedule: Option<Schedule>, now: i64) -> Result<DowntimeSchedule> {
    let Some(schedule) = schedule else {
        return Ok(DowntimeSchedule::Once { from: now, to: None });
    };
    let zone_name = schedule.timezone.as_deref().unwrap_or("UTC");
    let zone =
        TimeZone::get(zone_name).map_err(|_| SimulationError::invalid(format!("unknown time zone '{zone_name}'")))?;
    if let Some(recurrences) = schedule.recurrences {
        let read = |r: &Repeat| -> Result<(Recurrence, i64)> {
            let first = match &r.start {
                Some(start) => start
                    .parse::<DateTime>()
                    .map_err(|_| SimulationError::invalid(format!("start '{start}' is not a date and time")))?,
                None => Timestamp::from_second(now)
                    .map_err(|e| SimulationError::invalid(e.to_string()))?
                    .to_zoned(zone.clone())
                    .datetime(),
            };
            let length_s = duration_s(&r.duration)
                .ok_or_else(|| SimulationError::invalid(format!("'{}' is not a duration, such as '2h'", r.duration)))?;
            Ok((Recurrence::parse(&r.rrule, first, zone.clone())?, length_s))
        };
        return Ok(DowntimeSchedule::Recurring(
            recurrences.iter().map(read).collect::<Result<_>>()?,
        ));
    }
    let instant = |text: &str| {
        text.parse::<Timestamp>()
            .map(Timestamp::as_second)
            .map_err(|_| SimulationError::invalid(format!("'{text}' is not a time with an offset")))
    };
    Ok(DowntimeSchedule::Once {
        from: schedule.start.as_deref().map_or(Ok(now), instant)?,
        to: schedule.end.as_deref().map(instant).transpose()?,
    })
}

/// `30m`, `2h`, `1d`, `1w` in seconds.
#[must_use]
pub fn duration_s(text: &str) -> Option<i64> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count: i64 = text.strip_suffix(unit)?.parse().ok()?;
    let unit_s = match unit {
        "s" => 1,
        "m" => MINUTE_S,
        "h" => HOUR_S,
        "d" => DAY_S,
        "w" => 7 * DAY_S,
        _ => return None,
    };
    count.checked_mul(unit_s)
}
