//! The parts of a monitor's payload that an evaluation depends on. The crate `datadog-schema` checks whether Datadog's API accepts a payload.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::{Result, SimulationError};

/// A monitor's payload.
///
/// `datadog_schema::payload::view::Monitor` has most of these fields too. This type does not build on it, because the view
/// - skips a field with a wrong type (the schema reports it elsewhere), and a monitor without that field would be evaluated as a different monitor;
/// - borrows from the JSON, while a definition is modified and kept;
/// - would make this crate depend on the tables of the whole API.
///
/// `datadog-schema/tests/evaluator.rs` compares the two, field by field.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Definition {
    /// The monitor type: `query alert`, `log alert`, `composite`, ...
    #[serde(rename = "type")]
    pub kind: String,
    /// The title, a message template.
    #[serde(default)]
    pub name: String,
    /// The message template.
    #[serde(default)]
    pub message: String,
    /// The query.
    pub query: String,
    /// The tags of the monitor itself.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The priority, 1 to 5.
    #[serde(default)]
    pub priority: Option<u8>,
    /// The options.
    #[serde(default)]
    pub options: Options,
}

/// `options` of the payload, without those that do not affect an evaluation.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Options {
    /// The thresholds.
    #[serde(default)]
    pub thresholds: PayloadThresholds,
    /// What to do on no data.
    pub on_missing_data: Option<String>,
    /// Whether to notify on no data: the option that preceded `on_missing_data`.
    pub notify_no_data: Option<bool>,
    /// Minutes without data until the state is No Data.
    pub no_data_timeframe: Option<f64>,
    /// Whether an evaluation requires a full window.
    pub require_full_window: Option<bool>,
    /// Seconds by which the window is shifted back.
    pub evaluation_delay: Option<i64>,
    /// Seconds during which a new group is not evaluated.
    pub new_group_delay: Option<i64>,
    /// Seconds during which a new host is not evaluated: the option that preceded `new_group_delay`.
    pub new_host_delay: Option<i64>,
    /// Hours without data until an alert is resolved.
    pub timeout_h: Option<i64>,
    /// How long a group without data is kept: `12h`, `2d`.
    pub group_retention_duration: Option<String>,
    /// Minutes between renotifications. The API accepts the number as a string too.
    #[serde(default, deserialize_with = "whole_number")]
    pub renotify_interval: Option<i64>,
    /// The maximum number of renotifications.
    pub renotify_occurrences: Option<u32>,
    /// The states that renotify: `alert`, `warn`, `no data`.
    pub renotify_statuses: Option<Vec<String>>,
    /// The text that is added to the message of renotifications.
    pub escalation_message: Option<String>,
    /// The keys that notifications are grouped by; `*` for one notification for all groups.
    pub notify_by: Option<Vec<String>>,
    /// Whether a grouped log monitor sends one notification for all groups.
    pub groupby_simple_monitor: Option<bool>,
    /// Whether the title shows the tags of the triggering group.
    pub include_tags: Option<bool>,
    /// The queries of a formula.
    #[serde(default)]
    pub variables: Vec<Value>,
    /// The start of cumulative windows, and the evaluation schedule.
    pub scheduling_options: Option<SchedulingOptions>,
}

fn whole_number<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<i64>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::Number(number) if number.is_i64() => Ok(number.as_i64()),
        Value::String(text) => text
            .parse()
            .map(Some)
            .map_err(|_| D::Error::custom(format!("'{text}' is not a whole number"))),
        other => Err(D::Error::custom(format!("{other} is not a whole number"))),
    }
}

/// `options.thresholds`
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct PayloadThresholds {
    /// The threshold of Alert.
    pub critical: Option<f64>,
    /// The recovery threshold of Alert.
    pub critical_recovery: Option<f64>,
    /// The threshold of Warn.
    pub warning: Option<f64>,
    /// The recovery threshold of Warn.
    pub warning_recovery: Option<f64>,
    /// Service checks: the number of consecutive OK statuses that recover.
    pub ok: Option<f64>,
    /// Service checks: the number of consecutive UNKNOWN statuses that show as No Data.
    pub unknown: Option<f64>,
}

/// `options.scheduling_options`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SchedulingOptions {
    /// When cumulative windows start.
    pub evaluation_window: Option<EvaluationWindow>,
    /// When the monitor is evaluated. Such a monitor is refused.
    pub custom_schedule: Option<Value>,
}

/// `options.scheduling_options.evaluation_window`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct EvaluationWindow {
    /// The time of day at which a daily or monthly window starts: `04:00`.
    pub day_starts: Option<String>,
    /// The minute at which an hourly window starts, 0 to 59.
    pub hour_starts: Option<i8>,
    /// The day on which a monthly window starts, 1 to 31.
    pub month_starts: Option<i8>,
    /// The IANA name of the time zone.
    pub timezone: Option<String>,
}

impl Definition {
    /// Reads a payload.
    ///
    /// # Errors
    /// A field that an evaluation needs is missing or has the wrong type.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        Self::deserialize(payload).map_err(|error| {
            let name = payload.get("name").and_then(Value::as_str).unwrap_or("(unnamed)");
            SimulationError::invalid(format!("monitor '{name}' is not a valid payload: {error}"))
        })
    }
}
