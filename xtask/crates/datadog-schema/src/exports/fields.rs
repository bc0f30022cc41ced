//! The fields of the operator's resources and what the operator sends for them: `api/datadoghq/v1alpha1` of its repository, version 1.31.

use diagnostics::suggestion;
use serde_json::{Map, Number, Value};

use super::RULE;
use crate::payload::{Problem, pointer};

/// A field of a resource.
pub(super) struct Row {
    name: &'static str,
    /// Its name in the API.
    api: &'static str,
    part: Part,
}

/// What the operator does with a value.
enum Part {
    /// Sends it.
    Same,
    /// Reads it itself.
    Controller,
    /// Sends the number that the text spells. Kubernetes accepts no number here.
    Spelt,
    /// Sends the number. Kubernetes accepts a whole number or a text.
    Quantity,
    /// Sends its fields.
    Fields(&'static [Row]),
    /// Sends the fields of each item.
    Each(&'static [Row]),
    /// Sends a list of one, with these fields.
    Only(&'static [Row]),
}

const fn row(name: &'static str, api: &'static str, part: Part) -> Row {
    Row { name, api, part }
}

const fn same(name: &'static str, api: &'static str) -> Row {
    row(name, api, Part::Same)
}

const CONTROLLER: Row = row("controllerOptions", "", Part::Controller);

/// `DatadogMonitor`
pub(super) const MONITOR: &[Row] = &[
    same("name", "name"),
    same("message", "message"),
    same("priority", "priority"),
    same("query", "query"),
    same("restrictedRoles", "restricted_roles"),
    same("tags", "tags"),
    same("type", "type"),
    row("options", "options", Part::Fields(OPTIONS)),
    CONTROLLER,
];

const OPTIONS: &[Row] = &[
    same("enableLogsSample", "enable_logs_sample"),
    same("escalationMessage", "escalation_message"),
    same("evaluationDelay", "evaluation_delay"),
    same("groupRetentionDuration", "group_retention_duration"),
    same("groupbySimpleMonitor", "groupby_simple_monitor"),
    same("includeTags", "include_tags"),
    same("locked", "locked"),
    same("newGroupDelay", "new_group_delay"),
    same("noDataTimeframe", "no_data_timeframe"),
    same("notificationPresetName", "notification_preset_name"),
    same("notifyAudit", "notify_audit"),
    same("notifyBy", "notify_by"),
    same("notifyNoData", "notify_no_data"),
    same("onMissingData", "on_missing_data"),
    same("renotifyInterval", "renotify_interval"),
    same("renotifyOccurrences", "renotify_occurrences"),
    same("renotifyStatuses", "renotify_statuses"),
    same("requireFullWindow", "require_full_window"),
    same("timeoutH", "timeout_h"),
    row("schedulingOptions", "scheduling_options", Part::Fields(SCHEDULING)),
    row("thresholds", "thresholds", Part::Fields(THRESHOLDS)),
    row("thresholdWindows", "threshold_windows", Part::Fields(WINDOWS)),
];

const SCHEDULING: &[Row] = &[
    row(
        "customSchedule",
        "custom_schedule",
        Part::Fields(&[row("recurrence", "recurrences", Part::Only(RECURRENCE))]),
    ),
    row("evaluationWindow", "evaluation_window", Part::Fields(EVALUATION_WINDOW)),
];

const RECURRENCE: &[Row] = &[
    same("rrule", "rrule"),
    same("timezone", "timezone"),
    same("start", "start"),
];

const EVALUATION_WINDOW: &[Row] = &[
    same("dayStarts", "day_starts"),
    same("hourStarts", "hour_starts"),
    same("monthStarts", "month_starts"),
];

const THRESHOLDS: &[Row] = &[
    row("critical", "critical", Part::Spelt),
    row("criticalRecovery", "critical_recovery", Part::Spelt),
    row("ok", "ok", Part::Spelt),
    row("unknown", "unknown", Part::Spelt),
    row("warning", "warning", Part::Spelt),
    row("warningRecovery", "warning_recovery", Part::Spelt),
];

const WINDOWS: &[Row] = &[
    same("recoveryWindow", "recovery_window"),
    same("triggerWindow", "trigger_window"),
];

/// `DatadogSLO`, whose target and time slice are put together afterwards.
pub(super) const SLO: &[Row] = &[
    same("name", "name"),
    same("description", "description"),
    same("groups", "groups"),
    same("monitorIDs", "monitor_ids"),
    same("tags", "tags"),
    row(
        "query",
        "query",
        Part::Fields(&[same("numerator", "numerator"), same("denominator", "denominator")]),
    ),
    row("timeSlice", "time_slice", Part::Fields(TIME_SLICE)),
    same("type", "type"),
    same("timeframe", "timeframe"),
    row("targetThreshold", "target", Part::Quantity),
    row("warningThreshold", "warning", Part::Quantity),
    CONTROLLER,
];

const TIME_SLICE: &[Row] = &[
    same("query", "query"),
    same("comparator", "comparator"),
    row("threshold", "threshold", Part::Quantity),
];

/// `DatadogDashboard`, whose widgets are a text of JSON.
pub(super) const DASHBOARD: &[Row] = &[
    same("description", "description"),
    same("layoutType", "layout_type"),
    same("notifyList", "notify_list"),
    same("reflowType", "reflow_type"),
    same("tags", "tags"),
    row(
        "templateVariablePresets",
        "template_variable_presets",
        Part::Each(PRESET),
    ),
    row("templateVariables", "template_variables", Part::Each(VARIABLE)),
    same("title", "title"),
    same("widgets", "widgets"),
];

const PRESET: &[Row] = &[
    same("name", "name"),
    row(
        "templateVariables",
        "template_variables",
        Part::Each(&[same("name", "name"), same("values", "values")]),
    ),
];

const VARIABLE: &[Row] = &[
    same("availableValues", "available_values"),
    same("defaults", "defaults"),
    same("name", "name"),
    same("prefix", "prefix"),
];

/// The fields as the API has them. The first that Kubernetes or the operator would not accept is a problem.
pub(super) fn convert(rows: &'static [Row], value: Value, path: &str) -> Result<Map<String, Value>, Problem> {
    let Value::Object(fields) = value else {
        return Err(Problem::error(RULE, path, "expected an object of fields"));
    };
    let mut out = Map::new();
    for (name, value) in fields {
        let at = pointer::field(path, &name);
        let Some(row) = rows.iter().find(|row| row.name == name) else {
            let known = rows.iter().map(|row| row.name);
            let message = format!("unknown field '{name}' of the resource");
            return Err(Problem::error(RULE, at, message).help(suggestion(&name, known)));
        };
        // Kubernetes leaves out a field that is null.
        if !value.is_null()
            && let Some(value) = part(&row.part, value, &at)?
        {
            out.insert(row.api.to_owned(), value);
        }
    }
    Ok(out)
}

fn part(part: &Part, value: Value, at: &str) -> Result<Option<Value>, Problem> {
    Ok(Some(match *part {
        Part::Same => value,
        Part::Controller => return Ok(None),
        Part::Spelt => spelt(&value, at)?,
        Part::Quantity => quantity(value, at)?,
        Part::Fields(rows) => Value::Object(convert(rows, value, at)?),
        Part::Only(rows) => Value::Array(vec![Value::Object(convert(rows, value, at)?)]),
        Part::Each(rows) => match value {
            Value::Array(items) => {
                let items = items.into_iter().enumerate();
                let each = |(index, item)| convert(rows, item, &pointer::item(at, index)).map(Value::Object);
                Value::Array(items.map(each).collect::<Result<_, _>>()?)
            }
            _ => return Err(Problem::error(RULE, at, "expected a list")),
        },
    }))
}

fn spelt(value: &Value, at: &str) -> Result<Value, Problem> {
    match value {
        Value::String(text) => {
            let wrong = || {
                let message = format!("'{text}' spells no number, and the operator leaves the threshold out");
                Problem::error(RULE, at, message).help("write a number in quotes, such as \"0.5\"")
            };
            number(text).ok_or_else(wrong)
        }
        other => {
            let message = format!("{other} is no text, and Kubernetes accepts only a text here");
            Err(Problem::error(RULE, at, message).help(format!("write \"{other}\"")))
        }
    }
}

/// `99.9`, `99` or `999m`, which is 0.999.
fn quantity(value: Value, at: &str) -> Result<Value, Problem> {
    let text = match &value {
        Value::Number(number) if number.is_i64() => return Ok(value),
        Value::String(text) => text.as_str(),
        other => {
            let message =
                format!("{other} is neither a text nor a whole number, and Kubernetes accepts nothing else here");
            return Err(Problem::error(RULE, at, message).help(format!("write \"{other}\"")));
        }
    };
    let thousandths = text.strip_suffix('m').and_then(|digits| digits.parse::<f64>().ok());
    let read = match thousandths {
        Some(thousandths) => Number::from_f64(thousandths / 1000.0).map(Value::Number),
        None => number(text),
    };
    read.ok_or_else(|| {
        Problem::error(RULE, at, format!("'{text}' is no quantity")).help("write a number in quotes, such as \"99.9\"")
    })
}

/// The number that a text spells.
fn number(text: &str) -> Option<Value> {
    let whole = || text.parse::<i64>().ok().map(Value::from);
    whole().or_else(|| Number::from_f64(text.parse().ok()?).map(Value::Number))
}
