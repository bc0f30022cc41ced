//! Logs, traces and other events: the events that match the search are counted or measured over the exact window (doc: `monitors/types/log`).

use serde_json::{Value, json};

use crate::scene::Scene;

fn log(service: &str, status: &str) -> Value {
    json!({ "service": service, "status": status, "message": "a message", "tags": ["env:prod"], "attributes": { "duration": 5, "http": { "status_code": 500 } } })
}

fn errors(scene: Scene, minutes: std::ops::Range<i64>) -> Scene {
    minutes.fold(scene, |s, m| s.log(m, log("web", "error")))
}

#[test]
fn matching_events_are_counted() {
    let scene = errors(
        Scene::new(
            "log alert",
            r#"logs("status:error env:prod").index("*").rollup("count").last("5m") > 3"#,
        ),
        10..20,
    );
    // no events count as zero, so the state is OK before the first event
    scene.states("OK@0m Alert@14m OK@22m");
    scene.value_at(14, "4");
}

#[test]
fn the_search_filters_events() {
    Scene::new(
        "log alert",
        r#"logs("service:web @http.status_code:>=500 -status:info").index("*").rollup("count").last("5m") >= 1"#,
    )
    .log(10, log("web", "info"))
    .log(20, log("db", "error"))
    .log(30, log("web", "error"))
    .event("rum", 40, log("web", "error"))
    .states("OK@0m Alert@31m OK@36m");
}

#[test]
fn a_condition_below_1_alerts_without_events() {
    errors(
        Scene::new(
            "log alert",
            r#"logs("service:web").index("*").rollup("count").last("10m") < 1"#,
        ),
        5..20,
    )
    .states("Alert@0m OK@6m Alert@30m");
}

#[test]
fn if_any_group_has_events_groups_without_events_are_skipped() {
    // doc: monitors/types/log: alerts if and only if the group has logs, but too few, or if no group has logs
    let scene = || {
        let scene = Scene::new(
            "log alert",
            r#"logs("*").index("*").rollup("count").by("service").last("5m") < 2"#,
        )
        .options(json!({ "new_group_delay": 0 }));
        let scene = (0..10).fold(scene, |s, m| s.log(m, log("a", "info")).log(m, log("a", "info")));
        (0..30).fold(scene, |s, m| s.log(m, log("b", "info")).log(m, log("b", "info")))
    };
    scene().states("service:a OK@1m Alert@35m; service:b OK@1m Alert@35m");
    scene()
        .semantics(|s| s.quiet_group = datadog_simulator::semantics::QuietGroup::Zero)
        .states("service:a OK@1m Alert@15m; service:b OK@1m Alert@35m");
}

#[test]
fn events_are_grouped_by_facets() {
    Scene::new(
        "log alert",
        r#"logs("status:error").index("*").rollup("count").by("service,@http.status_code").last("5m") >= 1"#,
    )
    .options(json!({ "new_group_delay": 0 }))
    .log(1, log("web", "error"))
    .log(2, json!({ "service": "web", "status": "error" }))
    .states("@http.status_code:500,service:web Alert@2m OK@7m");
}

#[test]
fn measures_are_aggregated() {
    let scene = |rollup: &str| {
        Scene::new(
            "log alert",
            &format!(r#"logs("*").index("*").rollup({rollup}).last("5m") > 1000"#),
        )
        .log(1, json!({ "attributes": { "duration": 10, "user": "x" } }))
        .log(2, json!({ "attributes": { "duration": 20, "user": "y" } }))
        .log(3, json!({ "attributes": { "duration": 60, "user": "x" } }))
    };
    scene(r#""avg", "@duration""#).value_at(4, "30");
    scene(r#""sum", "@duration""#).value_at(4, "90");
    scene(r#""min", "@duration""#).value_at(4, "10");
    scene(r#""max", "@duration""#).value_at(4, "60");
    scene(r#""median", "@duration""#).value_at(4, "20");
    scene(r#""pc99", "@duration""#).value_at(4, "20");
    scene(r#""cardinality", "@user""#).value_at(4, "2");
}

#[test]
fn spans_and_rum_events_are_counted() {
    Scene::new(
        "trace-analytics alert",
        r#"trace-analytics("service:web").rollup("count").last("5m") >= 1"#,
    )
    .event("trace-analytics", 3, log("web", "ok"))
    .states("OK@0m Alert@4m OK@9m");
    Scene::new("rum alert", r#"rum("*").rollup("count").last("5m") >= 1"#)
        .event("rum", 3, log("web", "ok"))
        .states("OK@0m Alert@4m OK@9m");
}

#[test]
fn a_formula_combines_event_queries() {
    let variable = |name: &str, query: &str| {
        json!({ "name": name, "data_source": "logs", "search": { "query": query }, "indexes": ["*"], "compute": { "aggregation": "count" },
                "group_by": [{ "facet": "service" }] })
    };
    let scene = Scene::new("log alert", r#"formula("errors / all * 100").last("5m") > 40"#).options(
        json!({ "new_group_delay": 0, "variables": [variable("errors", "status:error"), variable("all", "*")] }),
    );
    (0..10)
        .fold(scene, |s, m| {
            s.log(m, log("web", if m % 2 == 0 { "error" } else { "info" }))
                .log(m, log("db", "info"))
        })
        .value_at(4, "0 50");
}

#[test]
fn a_formula_combines_metric_queries() {
    let variable = |name: &str, query: &str| json!({ "name": name, "data_source": "metrics", "query": query });
    Scene::metric(r#"formula("a / b").last("5m") > 40"#)
        .options(json!({ "variables": [variable("a", "sum:m{x:y}"), variable("b", "sum:m{x:z}")] }))
        .gauge("x:y", "6x10")
        .gauge("x:z", "3x10")
        .value_at(5, "2");
}

#[test]
fn current_1h_counts_from_the_start_of_the_hour() {
    errors(
        Scene::new(
            "log alert",
            r#"logs("*").index("*").rollup("count").current("1h") >= 3"#,
        ),
        50..70,
    )
    .minutes(40, 75)
    .states("OK@40m Alert@53m OK@60m Alert@63m");
}

#[test]
fn a_group_without_events_is_dropped_after_24_hours() {
    let query = r#"logs("service:*").index("*").rollup("count").by("service").last("15m") < 3"#;
    let mut scene = Scene::new("log alert", query)
        .minutes(0, 1600)
        .log(0, log("a", "error"));
    for minute in (0..1600).step_by(3) {
        scene = scene.log(minute, log("b", "error"));
    }
    let groups = scene.run().groups;
    let last = |service: &str| {
        let group = groups
            .iter()
            .find(|g| g.group.value("service") == Some(service))
            .expect("a group of this test");
        group.evaluations.last().expect("an evaluation").state
    };
    assert_eq!(last("a"), None);
    assert!(last("b").is_some());
}
