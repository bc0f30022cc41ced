//! Options of anomaly monitors.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

fn check(query_window: &str, arguments: &str, threshold: f64, options: Value) -> Vec<String> {
    let query = format!("avg({query_window}):anomalies(avg:app.rate{{*}}, 'agile', 2{arguments}) >= {threshold}");
    let monitor = json!({"name": "x", "type": "query alert", "query": query, "message": "m", "options": options});
    support::check(PayloadKind::Monitor, &monitor)
}

const HOUR: &str =
    ", direction='both', alert_window='last_1h', interval=300, count_default_zero='true', seasonality='weekly'";

fn windows(trigger: &str, recovery: &str) -> Value {
    json!({"trigger_window": trigger, "recovery_window": recovery})
}

#[test]
fn sound() {
    let options = |recovery: &str| json!({"thresholds": {"critical": 1, "critical_recovery": 0}, "threshold_windows": windows("last_1h", recovery)});
    for recovery in ["last_15m", "last_1h", "last_2h"] {
        assert_eq!(check("last_1d", HOUR, 1.0, options(recovery)), [""; 0], "{recovery}");
    }
    assert_eq!(check("last_1h", ", direction='above'", 1.0, json!({})), [""; 0]);
    let none = json!({"threshold_windows": {"trigger_window": null, "recovery_window": null}});
    assert_eq!(check("last_1h", ", direction='above'", 1.0, none), [""; 0]);
}

#[test]
fn windows_are_both_set_and_match_the_query() {
    assert_eq!(
        check("last_1d", HOUR, 1.0, json!({})),
        ["error monitor/threshold-window /options: alert_window='last_1h' in the query needs threshold_windows"]
    );
    assert_eq!(
        check(
            "last_1d",
            HOUR,
            1.0,
            json!({"threshold_windows": {"recovery_window": "last_1h"}})
        ),
        [
            "error monitor/threshold-window /options/threshold_windows: 'trigger_window' is missing: threshold_windows has both windows or neither"
        ]
    );
    assert_eq!(
        check(
            "last_1d",
            HOUR,
            1.0,
            json!({"threshold_windows": windows("last_30m", "last_1h")})
        ),
        [
            "error monitor/threshold-window /options/threshold_windows/trigger_window: trigger_window 'last_30m' must match the alert_window 'last_1h' of the query [last_30m]"
        ]
    );
}

#[test]
fn the_query_sees_the_alert_window() {
    let found = check(
        "last_30m",
        HOUR,
        1.0,
        json!({"threshold_windows": windows("last_1h", "last_1h")}),
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("error "), "{found:?}");
    assert_eq!(
        check(
            "last_30m",
            "",
            1.0,
            json!({"threshold_windows": windows("last_1h", "last_1h")})
        ),
        [
            "error monitor/threshold-window /query: the query's window last_30m must be at least as large as the alert window 'last_1h' [last_30m]"
        ]
    );
}

/// Every share of the window is at least 0. That the trigger window is too short for recovery then is no help.
#[test]
fn a_threshold_of_zero_always_alerts() {
    let windows = windows("last_1h", "last_1h");
    assert_eq!(
        check(
            "last_1d",
            HOUR,
            0.0,
            json!({"thresholds": {"critical": 0}, "threshold_windows": windows})
        ),
        [
            "error monitor/anomaly-threshold /query: threshold 0 of an anomaly monitor with '>=' always alerts; it must be above 0 [0]"
        ]
    );
}

#[test]
fn thresholds_are_shares() {
    let windows = windows("last_1h", "last_1h");
    let found = check(
        "last_1d",
        HOUR,
        50.0,
        json!({"thresholds": {"critical": 50}, "threshold_windows": windows}),
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("between 0 and 1"), "{found:?}");
    assert_eq!(
        check(
            "last_1d",
            HOUR,
            0.5,
            json!({"thresholds": {"critical": 0.5, "critical_recovery": -1}, "threshold_windows": windows})
        ),
        [
            "error monitor/anomaly-threshold /options/thresholds/critical_recovery: threshold -1 of an anomaly monitor is not between 0 and 1"
        ]
    );
}

#[test]
fn a_monitor_cannot_alert_and_recover_at_once() {
    let recovering = |critical: f64, trigger: &str, recovery: &str| {
        let options = json!({"thresholds": {"critical": critical}, "threshold_windows": windows(trigger, recovery)});
        check("last_1d", "", critical, options)
    };
    // The documentation's examples.
    assert_eq!(recovering(0.5, "last_4h", "last_121m"), [""; 0]);
    assert_eq!(recovering(0.8, "last_4h", "last_49m"), [""; 0]);
    assert_eq!(recovering(0.8, "last_4h", "last_48m").len(), 1);
    assert_eq!(
        recovering(0.5, "last_4h", "last_120m"),
        [
            "error monitor/threshold-window /options/threshold_windows/recovery_window: recovery_window 'last_120m' is too short: with threshold 0.5 and trigger_window 'last_4h' the monitor could alert and recover at once [last_120m]"
        ]
    );
}
