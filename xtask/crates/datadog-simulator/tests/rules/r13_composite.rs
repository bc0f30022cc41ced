//! Composites: `&&` takes the least severe state, `||` the most severe, of groups that both sides have (doc: `monitors/types/composite`).

use datadog_simulator::state::State;
use datadog_simulator::world::SuppliedVerdict;
use serde_json::json;

use crate::scene::{Scene, tags_of};

fn given(scene: &mut Scene, monitor: u64, group: &str, minute: i64, state: State) {
    scene.world.verdicts.push(SuppliedVerdict {
        monitor: Some(monitor),
        group: tags_of(group),
        at: minute * 60,
        state,
        value: None,
    });
}

/// The composite's state, of constituents that were OK before.
#[track_caller]
fn check(a: State, b: State, condition: &str, notify_no_data: bool, expected: &str) {
    let mut scene = Scene::new("composite", condition)
        .options(json!({ "notify_no_data": notify_no_data }))
        .minutes(0, 5);
    for (id, state) in [(1, a), (2, b)] {
        given(&mut scene, id, "", 0, State::Ok);
        given(&mut scene, id, "", 3, state);
    }
    scene.states(expected);
}

#[test]
fn the_table_of_the_page() {
    use State::{Alert, NoData, Ok, Warn};
    check(Alert, Warn, "1 && 2", false, "OK@0m Warn@3m");
    check(Alert, Warn, "1 || 2", false, "OK@0m Alert@3m");
    check(Alert, Ok, "1 && 2", false, "OK@0m");
    check(Alert, Ok, "1 || 2", false, "OK@0m Alert@3m");
    check(Warn, Ok, "1 && 2", false, "OK@0m");
    check(Warn, Ok, "1 || 2", false, "OK@0m Warn@3m");
    check(NoData, Warn, "1 && 2", true, "OK@0m No Data@3m");
    check(NoData, Warn, "1 || 2", true, "OK@0m Warn@3m");
    // the last known state
    check(NoData, Warn, "1 && 2", false, "OK@0m");
    check(NoData, Warn, "1 || 2", false, "OK@0m Warn@3m");
    check(NoData, Ok, "1 && 2", false, "OK@0m");
    check(NoData, Ok, "1 || 2", false, "OK@0m");
    check(NoData, Ok, "1 && 2", true, "OK@0m");
    check(NoData, Ok, "1 || 2", true, "OK@0m No Data@3m");
    check(NoData, NoData, "1 && 2", true, "OK@0m No Data@3m");
    check(NoData, NoData, "1 || 2", true, "OK@0m No Data@3m");
}

#[test]
fn negation() {
    use State::{Alert, NoData, Ok, Warn};
    let once = |a: State, expected: &str| {
        let mut scene = Scene::new("composite", "!1 && 2")
            .options(json!({ "notify_no_data": true }))
            .minutes(0, 1);
        given(&mut scene, 1, "", 0, a);
        given(&mut scene, 2, "", 0, Alert);
        scene.states(expected);
    };
    once(NoData, "No Data@0m");
    once(Alert, "OK@0m");
    once(Warn, "OK@0m");
    once(Ok, "Alert@0m");
}

#[test]
fn parentheses() {
    use State::{Alert, Ok};
    check(Alert, Alert, "!(1 && 2)", false, "Alert@0m OK@3m");
    check(Alert, Ok, "1 && (2 || !2)", false, "OK@0m Alert@3m");
}

#[test]
fn only_common_groups_count() {
    // doc: common reporting sources: web01-web05 and web04-web09 have web04 and web05 in common
    let mut scene = Scene::new("composite", "1 && 2").minutes(0, 0);
    (1..=5).for_each(|i| given(&mut scene, 1, &format!("host:web0{i}"), 0, State::Alert));
    (4..=9).for_each(|i| given(&mut scene, 2, &format!("host:web0{i}"), 0, State::Alert));
    scene.states("host:web04 Alert@0m; host:web05 Alert@0m");
}

#[test]
fn only_values_count_not_keys() {
    let mut scene = Scene::new("composite", "1 && 2 && 3").minutes(0, 0);
    for host in ["web04", "web05"] {
        given(&mut scene, 1, &format!("host:{host}"), 0, State::Alert);
        given(&mut scene, 2, &format!("host:{host}"), 0, State::Alert);
    }
    given(&mut scene, 3, "service:web04", 0, State::Alert);
    scene.states("host:web04 Alert@0m");
}

#[test]
fn more_dimensions_meet_fewer() {
    let mut scene = Scene::new("composite", "1 && 2").minutes(0, 0);
    given(&mut scene, 1, "device:sda,host:a", 0, State::Alert);
    given(&mut scene, 1, "device:sdb,host:b", 0, State::Alert);
    given(&mut scene, 2, "host:a", 0, State::Warn);
    scene.states("device:sda,host:a Warn@0m");
    // device,host and host,url are too different
    let mut scene = Scene::new("composite", "1 && 2").minutes(0, 0);
    given(&mut scene, 1, "device:sda,host:a", 0, State::Alert);
    given(&mut scene, 2, "host:a,url:x", 0, State::Alert);
    scene.states("");
}

#[test]
fn constituents_are_evaluated_from_data() {
    let constituent = |metric: &str| Scene::metric(&format!("avg(last_1m):avg:{metric}{{*}} > 5")).monitor();
    let mut scene = Scene::new("composite", "1 && 2")
        .series(datadog_simulator::world::MetricKind::Gauge, "a", "x:y", "9x60")
        .series(datadog_simulator::world::MetricKind::Gauge, "b", "x:y", "0x10 9x50");
    scene.world.monitors.insert(1, constituent("a"));
    scene.world.monitors.insert(2, constituent("b"));
    scene.states("OK@1m Alert@11m");
    scene.said("11m Triggered Alert");
}

#[test]
fn a_constituent_that_is_not_there_is_refused() {
    assert_eq!(
        Scene::new("composite", "1 && 2").error(),
        "monitor 'a monitor' refers to monitor 1, which is not supplied"
    );
}
