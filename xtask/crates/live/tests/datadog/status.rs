use datadog_loopback::Kind;
use serde_json::json;

use crate::estate::{Estate, monitor_text};

#[test]
fn states_of_a_service() {
    let estate = Estate::synced();
    estate.edit(Kind::Monitor, &monitor_text(&estate), |monitor| {
        monitor["options"]["silenced"] = json!({ "*": null });
    });
    let status = estate.json(&["status", "--env", "prod", "--format", "json"]);
    let services = status["services"].as_array().expect("services");
    let demo = services
        .iter()
        .find(|row| row["service"] == "demo" && row["environment"] == "prod")
        .expect("demo");
    // Nothing sends anything: the absence of logs alerts, and everything else has no data.
    assert_eq!(demo["alerting"], json!(["logs-missing"]));
    assert!(
        demo["no_data"].as_array().is_some_and(|monitors| !monitors.is_empty()),
        "{demo}"
    );
    assert_eq!(demo["muted"], json!(["failures"]));
    // What mutes it is a difference, too.
    assert_eq!(
        demo["synced"].as_u64(),
        demo["objects"].as_u64().map(|objects| objects - 1)
    );
    estate.check(
        &["status", "--env", "prod"],
        0,
        &["service", "error budget", "failures", "1 monitor alerting"],
    );
    estate.check(
        &["status", "--format", "markdown"],
        0,
        &["| service | environment |", "| demo | prod |"],
    );
}
