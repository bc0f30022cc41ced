//! Options of monitors: when they alert and notify.

use crate::payload::declare::object;
use crate::payload::monitor::{scheduling, variable};

object! {
    pub(crate) OPTIONS = closed_in_requests "options of a monitor" {
        aggregation: read_only Object(AGGREGATION),
        avalanche_window: nullable Integer,
        device_ids: read_only List(Only(
            "laptop_large", "tablet", "mobile_small", "chrome.laptop_large", "chrome.tablet", "chrome.mobile_small",
            "firefox.laptop_large", "firefox.tablet", "firefox.mobile_small")
        ),
        enable_logs_sample: Bool,
        enable_samples: Bool,
        escalation_message: Text,
        evaluation_delay: nullable Integer,
        group_retention_duration: Text,
        groupby_simple_monitor: Bool,
        include_tags: Bool,
        locked: Bool,
        min_failure_duration: nullable Integer(0..=7200),
        min_location_failed: nullable Integer,
        new_group_delay: nullable Integer,
        new_host_delay: nullable Integer,
        no_data_timeframe: nullable Integer,
        notification_preset_name: Only(
            "show_all", "hide_query", "hide_handles", "hide_all", "hide_query_and_handles", "show_only_snapshot",
            "hide_handles_and_footer"
        ),
        notify_audit: Bool,
        notify_by: List(Text),
        notify_no_data: Bool,
        on_missing_data: Exactly("default", "show_no_data", "show_and_notify_no_data", "resolve"),
        queryConfig: ignored Any,
        renotify_interval: nullable Digits,
        renotify_occurrences: nullable Integer,
        renotify_statuses: nullable List(Exactly("alert", "warn", "no data")),
        require_full_window: Bool,
        restriction_query: nullable Any,
        scheduling_options: Object(scheduling::SCHEDULING),
        silenced: Map(nullable Integer),
        synthetics_check_id: nullable Text,
        threshold_windows: nullable Object(THRESHOLD_WINDOWS),
        thresholds: Object(THRESHOLDS),
        timeout_h: nullable Integer,
        variables: List(Choice(variable::VARIABLE)),
    }
}

object! {
    AGGREGATION = "aggregation" {
        groupBy: ignored Any,
        group_by: Text,
        metric: Text,
        type: Text,
    }
}

object! {
    THRESHOLDS = "thresholds of a monitor" {
        comparison: ignored Any,
        critical: nullable Number,
        critical_query: Text,
        critical_recovery: nullable Number,
        critical_recovery_query: Text,
        ok: nullable Number,
        period: ignored Any,
        timeAggregator: ignored Any,
        unknown: nullable Number,
        warning: nullable Number,
        warning_recovery: nullable Number,
    }
}

object! {
    THRESHOLD_WINDOWS = "threshold windows" {
        recovery_window: nullable Text,
        trigger_window: nullable Text,
    }
}
