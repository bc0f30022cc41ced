//! Rejected monitors: anomaly, forecast and outlier monitors are rejected unless the test supplies states
//! (doc: `monitors/types/anomaly`, `monitors/types/forecasts`, `monitors/types/outlier`).

use datadog_simulator::state::State;
use datadog_simulator::world::SuppliedVerdict;
use datadog_simulator::{ErrorKind, Monitor};
use serde_json::json;

use crate::scene::{Scene, tags_of};

#[track_caller]
fn check(scene: &Scene, cause: ErrorKind, message: &str) {
    let monitor = Monitor::from_payload(&scene.payload).expect("it compiles, so that it can run on supplied states");
    assert_eq!(
        monitor.unsupported_reason().map(|r| (r.kind, r.message.as_str())),
        Some((cause, message))
    );
    assert_eq!(scene.error(), format!("monitor 'a monitor': {message}"));
}

#[test]
fn monitors_that_need_private_models_are_rejected() {
    let models = "cannot be reproduced offline: its result comes from models that are not public";
    let metric = |query: &str, what: &str| {
        check(
            &Scene::metric(query),
            ErrorKind::NotReproducible,
            &format!("{what} {models}"),
        )
    };
    metric("avg(last_4h):anomalies(avg:m{*}, 'basic', 2) >= 1", "'anomalies'");
    metric(
        "avg(last_4h):outliers(avg:m{*} by {host}, 'DBSCAN', 3) > 0",
        "'outliers'",
    );
    metric("max(next_1w):forecast(avg:m{*}, 'linear', 1) >= 1", "'forecast'");
    metric("avg(last_4h):robust_trend(avg:m{*}) > 1", "'robust_trend'");
    metric("avg(last_4h):piecewise_constant(avg:m{*}) > 1", "'piecewise_constant'");
    check(
        &Scene::new("synthetics alert", "no query"),
        ErrorKind::NotReproducible,
        "synthetic tests run only at Datadog, so their monitors are not evaluated",
    );
}

#[test]
fn custom_schedules_are_rejected() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 1")
        .options(json!({ "scheduling_options": { "custom_schedule": { "recurrences": [] } } }));
    check(
        &scene,
        ErrorKind::NotSupported,
        "a custom evaluation schedule is not evaluated",
    );
}

#[test]
fn a_rejected_monitor_runs_on_supplied_states() {
    let mut scene = Scene::metric("avg(last_4h):anomalies(avg:m{*} by {host}, 'basic', 2) >= 1");
    for (minute, state) in [(0, State::Ok), (10, State::Alert), (20, State::Ok)] {
        scene.world.verdicts.push(SuppliedVerdict {
            monitor: None,
            group: tags_of("host:a"),
            at: minute * 60,
            state,
            value: Some(0.5),
        });
    }
    scene.states("host:a OK@0m Alert@10m OK@20m");
    scene.notifies("10m Triggered Alert host:a; 20m Recovered OK host:a");
}

#[test]
fn supplied_states_are_rejected_if_the_monitor_can_be_evaluated() {
    let mut scene = Scene::metric("avg(last_5m):avg:m{*} > 1");
    scene.world.verdicts.push(SuppliedVerdict {
        monitor: None,
        group: tags_of(""),
        at: 0,
        state: State::Ok,
        value: None,
    });
    assert_eq!(
        scene.error(),
        "monitor 'a monitor' is evaluated from data, so its states cannot be supplied"
    );
}
