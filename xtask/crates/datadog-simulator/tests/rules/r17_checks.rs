//! Service checks: the state follows from a number of consecutive statuses, or from the percentage of a cluster (doc: `monitors/types/service_check`).

use serde_json::json;

use crate::scene::Scene;

fn check(query: &str) -> Scene {
    Scene::new("service check", query)
        .options(json!({ "thresholds": { "critical": 3, "warning": 2, "ok": 2 }, "new_group_delay": 0 }))
}

const BY_HOST: &str = r#""app.ok".over("env:prod").by("host").last(4).count_by_status()"#;

#[test]
fn enough_consecutive_statuses_change_the_state() {
    check(BY_HOST)
        .check(
            "app.ok",
            "host:a,env:prod",
            "0 ok, 1 critical, 2 critical, 3 ok, 4 critical, 5 critical, 6 critical, 7 ok, 8 ok",
        )
        .states("host:a OK@1m Alert@7m OK@9m");
    check(BY_HOST)
        .check("app.ok", "host:a,env:prod", "0 ok, 1 warning, 2 warning, 3 ok, 4 ok")
        .states("host:a OK@1m Warn@3m OK@5m");
}

#[test]
fn runs_are_selected_by_tags_and_grouped_by_keys() {
    check(BY_HOST)
        .check("app.ok", "host:a,env:dev", "0 critical, 1 critical, 2 critical")
        .check("other.ok", "host:b,env:prod", "0 critical, 1 critical, 2 critical")
        .check("app.ok", "host:c,env:prod", "0 critical, 1 critical, 2 critical")
        .states("host:c OK@1m Alert@3m");
    check(r#""app.ok".over("*").exclude("env:dev").by("*").last(4).count_by_status()"#)
        .check("app.ok", "host:a,env:dev", "0 ok")
        .check("app.ok", "host:c,env:prod", "0 ok")
        .states("env:prod,host:c OK@1m");
}

#[test]
fn unknown_statuses_show_as_no_data() {
    Scene::new("service check", BY_HOST)
        .options(json!({ "thresholds": { "critical": 1, "ok": 1, "unknown": 1 }, "new_group_delay": 0 }))
        .check("app.ok", "host:a,env:prod", "0 ok, 5 unknown, 10 ok")
        .states("host:a OK@1m No Data@6m OK@11m");
}

#[test]
fn a_check_without_runs_becomes_no_data_after_24_hours_or_no_data_timeframe() {
    let scene = |options| {
        Scene::new("service check", BY_HOST)
            .options(options)
            .check("app.ok", "host:a,env:prod", "0 ok, 1 ok")
            .minutes(0, 30 * 60)
    };
    scene(json!({ "notify_no_data": true, "new_group_delay": 0 }))
        .states(&format!("host:a OK@1m No Data@{}m", 3 + 24 * 60));
    scene(json!({ "notify_no_data": true, "no_data_timeframe": 10, "new_group_delay": 0 }))
        .states("host:a OK@1m No Data@13m");
}

#[test]
fn a_cluster_check_alerts_by_percentage() {
    // doc: monitors/types/service_check: alerts if more than 70 % are critical; only the last status of each combination of tags counts
    let scene = |c: &str| {
        Scene::new(
            "service check",
            r#""app.ok".over("*").by("env").last(2).pct_by_status()"#,
        )
        .options(json!({ "thresholds": { "critical": 70, "warning": 50 }, "new_group_delay": 0 }))
        .check("app.ok", "env:prod,host:a", "0 critical")
        .check("app.ok", "env:prod,host:b", "0 critical")
        .check("app.ok", "env:prod,host:c", &format!("0 ok, 2 {c}"))
        .minutes(0, 5)
    };
    scene("ok").states("env:prod OK@1m");
    scene("critical").states("env:prod OK@1m Alert@3m");
}

#[test]
fn a_run_without_the_group_key_is_ignored() {
    let reads = |tags: &str| {
        let scene = Scene::new(
            "service check",
            r#""up".over("*").by("host").last(2).count_by_status()"#,
        )
        .check("up", tags, "1 critical");
        scene.monitor().reads_check(&scene.world.checks[0])
    };
    assert!(reads("host:a"));
    assert!(!reads("service:a"));
}
