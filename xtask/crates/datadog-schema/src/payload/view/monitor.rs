//! Monitors.

use serde_json::Value;

use super::{Located, Query, integer, located, queries, text, texts};

/// A monitor.
#[derive(Clone, Debug)]
pub struct Monitor<'v> {
    /// Its name, a template.
    pub name: Option<&'v str>,
    /// Its type: `query alert`.
    pub kind: &'v str,
    /// What it evaluates, in the language of its type.
    pub query: Option<&'v str>,
    /// Its message, a template.
    pub message: &'v str,
    /// Its tags, where they are texts.
    pub tags: Vec<Located<'v>>,
    /// 1 (most urgent) to 5.
    pub priority: Option<i64>,
    /// When it alerts and notifies.
    pub options: Options<'v>,
}

/// The value of `on_missing_data` that notifies on no data.
pub const NOTIFIES_ON_NO_DATA: &str = "show_and_notify_no_data";

/// The value of `on_missing_data` that says the same as no value.
const DEFAULT_ON_NO_DATA: &str = "default";

/// In `notify_by`: one notification for all groups.
const ALL_GROUPS: &str = "*";

/// When a monitor alerts and notifies (doc: monitors/configuration).
#[derive(Clone, Debug)]
pub struct Options<'v> {
    /// The values it compares with.
    pub thresholds: Thresholds,
    /// The formulas it compares with, where a value is not fixed: `critical_query`.
    pub threshold_queries: Vec<Located<'v>>,
    /// Windows of anomaly monitors.
    pub threshold_windows: ThresholdWindows<'v>,
    /// The older option to alert on no data.
    pub notify_no_data: Option<bool>,
    /// Minutes without data after which it does.
    pub no_data_timeframe: Option<i64>,
    /// The newer option: what to do on no data.
    pub on_missing_data: Option<&'v str>,
    /// How long a group without data is kept, with its unit: `2d`.
    pub group_retention_duration: Option<&'v str>,
    /// Seconds by which the window is shifted back.
    pub evaluation_delay: Option<i64>,
    /// Seconds for which a new group is not evaluated.
    pub new_group_delay: Option<i64>,
    /// The same for hosts, the older way.
    pub new_host_delay: Option<i64>,
    /// Hours after which an alert ends by itself.
    pub timeout_h: Option<i64>,
    /// Minutes after which it notifies again.
    pub renotify_interval: Option<i64>,
    /// How many times it notifies again.
    pub renotify_occurrences: Option<i64>,
    /// The states in which it notifies again.
    pub renotify_statuses: Vec<&'v str>,
    /// The message of later notifications, a template.
    pub escalation_message: Option<&'v str>,
    /// The groups that get notifications of their own.
    pub notify_by: Vec<Located<'v>>,
    /// Whether a grouped log monitor sends one notification for all groups.
    pub groupby_simple_monitor: Option<bool>,
    /// Whether a window with gaps is skipped.
    pub require_full_window: Option<bool>,
    /// Whether a notification shows a sample of the logs that matched.
    pub enable_logs_sample: Option<bool>,
    /// Queries that a formula names.
    pub variables: Vec<Query<'v>>,
}

/// The values that a monitor compares with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Thresholds {
    /// Alert.
    pub critical: Option<f64>,
    /// End of an alert.
    pub critical_recovery: Option<f64>,
    /// Warning.
    pub warning: Option<f64>,
    /// End of a warning.
    pub warning_recovery: Option<f64>,
    /// Passed service checks that end an alert.
    pub ok: Option<f64>,
    /// Unknown service checks.
    pub unknown: Option<f64>,
}

/// Windows of anomaly monitors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThresholdWindows<'v> {
    /// How long values must be anomalous.
    pub trigger: Option<&'v str>,
    /// How long they must be normal again.
    pub recovery: Option<&'v str>,
}

impl<'v> Monitor<'v> {
    /// Reads a payload.
    #[must_use]
    pub fn read(payload: &'v Value) -> Self {
        Self {
            name: text(payload, "name"),
            kind: text(payload, "type").unwrap_or_default(),
            query: text(payload, "query"),
            message: text(payload, "message").unwrap_or_default(),
            tags: located(payload, "", "tags"),
            priority: integer(payload, "priority"),
            options: Options::read(&payload["options"]),
        }
    }
}

impl<'v> Options<'v> {
    fn read(options: &'v Value) -> Self {
        let windows = &options["threshold_windows"];
        Self {
            thresholds: Thresholds::read(&options["thresholds"]),
            threshold_queries: threshold_queries(&options["thresholds"]),
            threshold_windows: ThresholdWindows {
                trigger: text(windows, "trigger_window"),
                recovery: text(windows, "recovery_window"),
            },
            notify_no_data: options["notify_no_data"].as_bool(),
            no_data_timeframe: integer(options, "no_data_timeframe"),
            on_missing_data: text(options, "on_missing_data"),
            group_retention_duration: text(options, "group_retention_duration"),
            evaluation_delay: integer(options, "evaluation_delay"),
            new_group_delay: integer(options, "new_group_delay"),
            new_host_delay: integer(options, "new_host_delay"),
            timeout_h: integer(options, "timeout_h"),
            renotify_interval: integer(options, "renotify_interval"),
            renotify_occurrences: integer(options, "renotify_occurrences"),
            renotify_statuses: texts(options, "renotify_statuses"),
            escalation_message: text(options, "escalation_message"),
            notify_by: located(options, "/options", "notify_by"),
            groupby_simple_monitor: options["groupby_simple_monitor"].as_bool(),
            require_full_window: options["require_full_window"].as_bool(),
            enable_logs_sample: options["enable_logs_sample"].as_bool(),
            variables: queries::below(&options["variables"], "/options/variables").queries,
        }
    }
}

/// The formulas that replace fixed thresholds.
const THRESHOLD_QUERIES: [&str; 4] = [
    "critical_query",
    "critical_recovery_query",
    "warning_query",
    "warning_recovery_query",
];

fn threshold_queries(thresholds: &Value) -> Vec<Located<'_>> {
    let located = |name: &&str| Located::field(thresholds, "/options/thresholds", name);
    THRESHOLD_QUERIES.iter().filter_map(located).collect()
}

impl Options<'_> {
    /// Whether it notifies on no data. The older option decides unless the newer one says something else than its default (grosser/kennel, pull request 355).
    #[must_use]
    pub fn notifies_on_no_data(&self) -> bool {
        match self.on_missing_data {
            None | Some(DEFAULT_ON_NO_DATA) => self.notify_no_data == Some(true),
            Some(mode) => mode == NOTIFIES_ON_NO_DATA,
        }
    }

    /// The tags whose values get notifications of their own, of a query that is grouped by `groups`; none if there is one notification for all of them.
    #[must_use]
    pub fn notified_by<'s>(&'s self, groups: Vec<&'s str>) -> Vec<&'s str> {
        let named = || self.notify_by.iter().map(|located| located.text);
        if self.groupby_simple_monitor == Some(true) || named().any(|key| key == ALL_GROUPS) {
            Vec::new()
        } else if self.notify_by.is_empty() {
            groups
        } else {
            named().collect()
        }
    }
}

impl Thresholds {
    fn read(thresholds: &Value) -> Self {
        let number = |name: &str| thresholds[name].as_f64();
        Self {
            critical: number("critical"),
            critical_recovery: number("critical_recovery"),
            warning: number("warning"),
            warning_recovery: number("warning_recovery"),
            ok: number("ok"),
            unknown: number("unknown"),
        }
    }
}
