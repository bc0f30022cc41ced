//! A monitor's payload, as far as an evaluation depends on it. Whether a payload is one that Datadog's API accepts is checked elsewhere.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::{Result, SimulationError};

/// A monitor as the API takes it.
///
/// `payload::view::Monitor` knows most of these fields too, and is not read from: a view leaves out what has a wrong type, since `payload` tells of it elsewhere,
/// while an evaluation of what was left out would be of another monitor; it borrows from the JSON, while a definition is changed and kept; and it would bring
/// the tables of the whole API into what is to stay a pure evaluator. `payload/tests/evaluator.rs` holds the two against each other, field by field.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Definition {
    /// `query alert`, `log alert`, `composite`, ...
    #[serde(rename = "type")]
    pub kind: String,
    /// Its title, a message template.
    #[serde(default)]
    pub name: String,
    /// Its message template.
    #[serde(default)]
    pub message: String,
    /// Its query.
    pub query: String,
    /// Its own tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// 1-5
    #[serde(default)]
    pub priority: Option<u8>,
    /// Its options.
    #[serde(default)]
    pub options: Options,
}

/// `options` of the payload; what does not bear on an evaluation is left out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Options {
    /// Thresholds.
    #[serde(default)]
    pub thresholds: PayloadThresholds,
    /// The treatment of missing data.
    pub on_missing_data: Option<String>,
    /// The older treatment of missing data.
    pub notify_no_data: Option<bool>,
    /// Minutes without data until No Data.
    pub no_data_timeframe: Option<f64>,
    /// Whether the window must be full.
    pub require_full_window: Option<bool>,
    /// Seconds the window is shifted back.
    pub evaluation_delay: Option<i64>,
    /// Seconds a new group is not evaluated.
    pub new_group_delay: Option<i64>,
    /// The same for new hosts, older.
    pub new_host_delay: Option<i64>,
    /// Hours without data until an alert is resolved.
    pub timeout_h: Option<i64>,
    /// How long a group without data is kept: `12h`, `2d`.
    pub group_retention_duration: Option<String>,
    /// Minutes between renotifications. The API takes the number as a text too.
    #[serde(default, deserialize_with = "whole_number")]
    pub renotify_interval: Option<i64>,
    /// How many renotifications at most.
    pub renotify_occurrences: Option<u32>,
    /// In which states.
    pub renotify_statuses: Option<Vec<String>>,
    /// The message of renotifications.
    pub escalation_message: Option<String>,
    /// The keys that notifications are grouped by; `*` for one notification.
    pub notify_by: Option<Vec<String>>,
    /// Whether a grouped log monitor sends one notification for all groups.
    pub groupby_simple_monitor: Option<bool>,
    /// Whether the triggering group's tags are put into the title.
    pub include_tags: Option<bool>,
    /// The queries of a formula.
    #[serde(default)]
    pub variables: Vec<Value>,
    /// Cumulative windows and schedules.
    pub scheduling_options: Option<SchedulingOptions>,
}

fn whole_number<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<i64>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::Number(number) if number.is_i64() => Ok(number.as_i64()),
        Value::String(text) => text
            .parse()
            .map(Some)
            .map_err(|_| D::Error::custom(format!("'{text}' is no whole number"))),
        other => Err(D::Error::custom(format!("{other} is no whole number"))),
    }
}

/// `options.thresholds`
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct PayloadThresholds {
    /// Alert.
    pub critical: Option<f64>,
    /// Recovery from it.
    pub critical_recovery: Option<f64>,
    /// Warn.
    pub warning: Option<f64>,
    /// Recovery from it.
    pub warning_recovery: Option<f64>,
    /// Service checks: how many OK statuses recover.
    pub ok: Option<f64>,
    /// Service checks: how many UNKNOWN statuses are No Data.
    pub unknown: Option<f64>,
}

/// `options.scheduling_options`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SchedulingOptions {
    /// Where cumulative windows start.
    pub evaluation_window: Option<EvaluationWindow>,
    /// When the monitor is evaluated.
    pub custom_schedule: Option<Value>,
}

/// `options.scheduling_options.evaluation_window`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct EvaluationWindow {
    /// `04:00`
    pub day_starts: Option<String>,
    /// Minute of the hour.
    pub hour_starts: Option<i8>,
    /// Day of the month.
    pub month_starts: Option<i8>,
    /// IANA name.
    pub timezone: Option<String>,
}

impl Definition {
    /// Reads a payload.
    ///
    /// # Errors
    /// A field that an evaluation needs is missing or has another type.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        Self::deserialize(payload).map_err(|error| {
            let name = payload.get("name").and_then(Value::as_str).unwrap_or("without a name");
            SimulationError::invalid(format!("monitor '{name}' is no payload of Datadog's API: {error}"))
        })
    }
}
