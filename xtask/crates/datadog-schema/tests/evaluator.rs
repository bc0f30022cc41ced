//! The simulator reads payloads itself, since it must reject what a view leaves out. Both read the same fields to the same values.

use datadog_schema::payload::{Monitor, Origin, PayloadKind};
use datadog_simulator::{Definition, EvaluationWindow, Options, PayloadThresholds, SchedulingOptions};
use serde_json::json;

#[test]
fn both_readers_agree() {
    let payload = json!({
        "type": "query alert", "name": "n", "message": "m", "query": "avg(last_5m):avg:m{*} > 4", "tags": ["env:prod"], "priority": 2,
        "options": {
            "thresholds": { "critical": 4, "critical_recovery": 3, "warning": 2, "warning_recovery": 1, "ok": 1, "unknown": 1 },
            "on_missing_data": "resolve", "notify_no_data": false, "no_data_timeframe": 20, "require_full_window": true, "evaluation_delay": 60,
            "new_group_delay": 120, "new_host_delay": 300, "timeout_h": 1, "group_retention_duration": "2d", "renotify_interval": 30,
            "renotify_occurrences": 3, "renotify_statuses": ["alert"], "escalation_message": "e", "notify_by": ["host"],
            "groupby_simple_monitor": false, "include_tags": false,
            "variables": [{ "name": "a", "data_source": "metrics", "query": "avg:m{*}" }],
            "scheduling_options": {
                "evaluation_window": { "day_starts": "04:00", "hour_starts": 0, "month_starts": 1, "timezone": "UTC" },
                "custom_schedule": { "recurrences": [] },
            },
        },
    });
    let problems = PayloadKind::Monitor.check_schema(&payload, Origin::Written);
    assert!(
        problems.iter().all(|problem| !problem.message.contains("unknown")),
        "{problems:?}"
    );
    let view = Monitor::read(&payload);
    // Every field by name: a new field of the simulator must be added here, and to the payload above.
    let Definition {
        kind,
        name,
        message,
        query,
        tags,
        priority,
        options,
    } = Definition::from_payload(&payload).expect("the payload of this test");
    assert_eq!(
        (kind.as_str(), Some(name.as_str()), message.as_str()),
        (view.kind, view.name, view.message)
    );
    assert_eq!(Some(query.as_str()), view.query);
    assert_eq!(tags, view.tags.iter().map(|tag| tag.text).collect::<Vec<_>>());
    assert_eq!(priority.map(i64::from), view.priority);
    let Options {
        thresholds,
        on_missing_data,
        notify_no_data,
        no_data_timeframe,
        require_full_window,
        evaluation_delay,
        new_group_delay,
        new_host_delay,
        timeout_h,
        group_retention_duration,
        renotify_interval,
        renotify_occurrences,
        renotify_statuses,
        escalation_message,
        notify_by,
        groupby_simple_monitor,
        include_tags,
        variables,
        scheduling_options,
    } = options;
    let PayloadThresholds {
        critical,
        critical_recovery,
        warning,
        warning_recovery,
        ok,
        unknown,
    } = thresholds;
    let seen = view.options.thresholds;
    assert_eq!(
        (critical, critical_recovery, warning),
        (seen.critical, seen.critical_recovery, seen.warning)
    );
    assert_eq!(
        (warning_recovery, ok, unknown),
        (seen.warning_recovery, seen.ok, seen.unknown)
    );
    assert_eq!(on_missing_data.as_deref(), view.options.on_missing_data);
    assert_eq!(notify_no_data, view.options.notify_no_data);
    assert_eq!(
        no_data_timeframe,
        view.options.no_data_timeframe.map(|minutes| minutes as f64)
    );
    assert_eq!(require_full_window, view.options.require_full_window);
    assert_eq!(evaluation_delay, view.options.evaluation_delay);
    assert_eq!(
        (new_group_delay, new_host_delay),
        (view.options.new_group_delay, view.options.new_host_delay)
    );
    assert_eq!(timeout_h, view.options.timeout_h);
    assert_eq!(
        group_retention_duration.as_deref(),
        view.options.group_retention_duration
    );
    assert_eq!(renotify_interval, view.options.renotify_interval);
    assert_eq!(renotify_occurrences.map(i64::from), view.options.renotify_occurrences);
    assert_eq!(renotify_statuses.unwrap_or_default(), view.options.renotify_statuses);
    assert_eq!(escalation_message.as_deref(), view.options.escalation_message);
    assert_eq!(
        notify_by.unwrap_or_default(),
        view.options.notify_by.iter().map(|key| key.text).collect::<Vec<_>>()
    );
    assert_eq!(variables.len(), view.options.variables.len());
    // left out of the view, since nothing else needs them
    assert_eq!((groupby_simple_monitor, include_tags), (Some(false), Some(false)));
    let SchedulingOptions {
        evaluation_window,
        custom_schedule,
    } = scheduling_options.expect("scheduling options");
    assert!(custom_schedule.is_some());
    let EvaluationWindow {
        day_starts,
        hour_starts,
        month_starts,
        timezone,
    } = evaluation_window.expect("an evaluation window");
    assert_eq!(
        (day_starts.as_deref(), timezone.as_deref()),
        (Some("04:00"), Some("UTC"))
    );
    assert_eq!((hour_starts, month_starts), (Some(0), Some(1)));
}

#[test]
fn the_simulator_rejects_what_the_view_leaves_out() {
    let payload = json!({ "type": "query alert", "query": "avg(last_5m):avg:m{*} > 4", "options": { "evaluation_delay": "soon" } });
    assert_eq!(Monitor::read(&payload).options.evaluation_delay, None);
    assert!(Definition::from_payload(&payload).is_err());
}
