//! Recovery: an alert recovers when the inverted comparator is true for the recovery threshold (doc: `monitors/guide/recovery-thresholds`).

use serde_json::json;

use crate::scene::Scene;

#[track_caller]
fn check(comparator: &str, critical: f64, recovery: f64, values: &str, expected: &str) {
    Scene::metric(&format!("max(last_1m):max:m{{*}} {comparator} {critical}"))
        .options(json!({ "thresholds": { "critical": critical, "critical_recovery": recovery } }))
        .gauge("a:b", values)
        .states(expected);
}

#[test]
fn recovery_inverts_the_comparator() {
    check(">", 80.0, 70.0, "81 71 70", "Alert@1m OK@3m");
    check(">=", 80.0, 70.0, "80 70 69", "Alert@1m OK@3m");
    check("<", 20.0, 30.0, "19 29 30", "Alert@1m OK@3m");
    check("<=", 20.0, 30.0, "20 30 31", "Alert@1m OK@3m");
}

#[test]
fn without_a_recovery_threshold_an_alert_recovers_when_its_condition_is_false() {
    // doc: monitors/configuration: alerts above 3, recovers once the value is no longer above 3
    Scene::metric("max(last_1m):max:m{*} > 3")
        .gauge("a:b", "2 4 3")
        .states("OK@1m Alert@2m OK@3m");
}

#[test]
fn a_value_between_the_thresholds_does_not_trigger_an_alert() {
    check(">", 80.0, 70.0, "75 75 75", "OK@1m");
}

#[test]
fn an_alert_becomes_a_warning_before_it_recovers() {
    // critical 80, warning 60, critical_recovery 70, warning_recovery 50
    Scene::metric("max(last_1m):max:m{*} > 80")
        .options(
            json!({ "thresholds": { "critical": 80, "warning": 60, "critical_recovery": 70, "warning_recovery": 50 } }),
        )
        .gauge("a:b", "61 81 75 65 55 50")
        .states("Warn@1m Alert@2m Warn@4m OK@6m");
}

#[test]
fn the_reason_names_the_recovery_threshold_that_keeps_the_alert() {
    let scene = Scene::metric("max(last_1m):max:m{*} > 80")
        .options(json!({ "thresholds": { "critical": 80, "critical_recovery": 70 } }))
        .gauge("a:b", "81 75");
    scene.reason_at(1, "Compared { by: Some(80.0) }");
    scene.reason_at(2, "Held { recovery: 70.0 }");
}
