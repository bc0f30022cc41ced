//! A burn-rate alert of this repository from its manifest to the page that it sends.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};
use test_support::fixtures::repository;

use crate::estate::{Estate, id};

const NOW: i64 = 1_800_000_000;
const SLO: &str = "transcription/slos/success";
const ALERT: &str = "transcription/monitors/success-burns-fast";

fn manifest(path: &str) -> Value {
    let file = repository().join(format!("manifests/prod/{path}.yaml"));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A minute of jobs, of which some fail.
fn jobs(estate: &Estate, minute: i64, failed: f64) {
    let series = |metric: &str, value: f64| {
        let tags = ["env:prod", "service:transcription"];
        json!({ "metric": metric, "type": "count", "interval": 60, "points": [[NOW + minute * 60, value]], "tags": tags })
    };
    let both = [
        series("scribemed.jobs.total", 200.0),
        series("scribemed.jobs.failed", failed),
    ];
    estate.post("/api/v1/series", &json!({ "series": both }));
}

#[test]
fn a_burn_rate_alert_of_the_estate_pages_its_team() {
    let estate = Estate::with(datadog_loopback::Config {
        stopped_at: Some(NOW),
        ..datadog_loopback::Config::default()
    });
    // As the operator and the controller do: the SLO first, then the alert with its id.
    let slo = manifest(SLO);
    let payload = serde_json::from_str(slo["spec"]["jsonSpec"].as_str().expect("a payload")).expect("JSON");
    let ids = BTreeMap::from([(SLO.to_owned(), id(&estate.create("slo", &payload)))]);
    let alert = manifest(ALERT);
    assert_eq!(alert["kind"], linked::KIND);
    let spec: linked::LinkedSpec = serde_json::from_value(alert["spec"].clone()).expect("a spec");
    let template = linked::Template::parse(&spec).expect("whole placeholders");
    let resolved = template.resolve(&ids).expect("every id");
    assert!(
        resolved["query"]
            .as_str()
            .is_some_and(|query| query.contains(ids[SLO].as_str())),
        "{resolved}"
    );
    let monitor = id(&estate.create("monitor", &resolved));
    let monitor: u64 = monitor.as_str().parse().expect("a number");
    let state = |minute: i64| estate.datadog.store.monitor_state(monitor, NOW + minute * 60);

    // 0.5 % may fail. In the second hour 8 % do: 16 times the allowed rate, and the alert is at 14.4.
    for minute in 0..120 {
        jobs(&estate, minute, if minute < 60 { 0.0 } else { 16.0 });
    }
    estate.datadog.clock.advance(3_600);
    assert_eq!(state(60), "OK");
    estate.datadog.clock.advance(50 * 60);
    assert_eq!(state(110), "OK", "the long window is not full of failures yet");
    estate.datadog.clock.advance(10 * 60);
    assert_eq!(state(120), "Alert");
    let notifications = estate.datadog.store.notifications(NOW + 7_200);
    let [page] = &notifications[..] else {
        panic!("not exactly one notification: {notifications:#?}")
    };
    assert_eq!(
        (&page["kind"], &page["monitor_id"]),
        (&json!("triggered"), &json!(monitor))
    );
    assert_eq!(
        page["handles"],
        json!(["pagerduty-ml-platform-low", "slack-ml-platform-alerts-prod"])
    );
    let body = page["body"].as_str().expect("a text");
    for part in [
        "error budget burns fast",
        "runbooks/transcription/success-burns-fast.md",
        "times the allowed rate over 1h",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }

    // The failures end: the short window of five minutes is good after a minute or two, and the long one does not matter.
    for minute in 120..130 {
        jobs(&estate, minute, 0.0);
    }
    estate.datadog.clock.advance(10 * 60);
    assert_eq!(state(130), "OK");
    let notifications = estate.datadog.store.notifications(NOW + 7_800);
    assert_eq!(
        notifications.last().map(|last| &last["kind"]),
        Some(&json!("recovered"))
    );
}
