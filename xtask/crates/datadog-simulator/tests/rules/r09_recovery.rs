//! Recovery: an alert lasts until the inverted comparator holds against the recovery threshold (doc: `monitors/guide/recovery-thresholds`).

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
fn the_comparator_is_inverted() {
    check(">", 80.0, 70.0, "81 71 70", "Alert@1m OK@3m");
    check(">=", 80.0, 70.0, "80 70 69", "Alert@1m OK@3m");
    check("<", 20.0, 30.0, "19 29 30", "Alert@1m OK@3m");
    check("<=", 20.0, 30.0, "20 30 31", "Alert@1m OK@3m");
}

#[test]
fn without_a_recovery_threshold_the_condition_decides() {
    // doc: monitors/configuration: alerts above 3, recovers once it is back
    Scene::metric("max(last_1m):max:m{*} > 3")
        .gauge("a:b", "2 4 3")
        .states("OK@1m Alert@2m OK@3m");
}

#[test]
fn a_value_in_between_does_not_alert_by_itself() {
    check(">", 80.0, 70.0, "75 75 75", "OK@1m");
}

#[test]
fn the_example_of_the_page() {
    // critical 80, warning 60, critical_recovery 70, warning_recovery 50
    Scene::metric("max(last_1m):max:m{*} > 80")
        .options(
            json!({ "thresholds": { "critical": 80, "warning": 60, "critical_recovery": 70, "warning_recovery": 50 } }),
        )
        .gauge("a:b", "61 81 75 65 55 50")
        .states("Warn@1m Alert@2m Warn@4m OK@6m");
}

#[test]
fn what_holds_is_said() {
    let scene = Scene::metric("max(last_1m):max:m{*} > 80")
        .options(json!({ "thresholds": { "critical": 80, "critical_recovery": 70 } }))
        .gauge("a:b", "81 75");
    scene.verdict_at(1, "Compared { by: Some(80.0) }");
    scene.verdict_at(2, "Held { recovery: 70.0 }");
}
