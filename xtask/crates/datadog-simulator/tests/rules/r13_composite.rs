//! Composites: `&&` takes the least severe state and `||` the most severe, for each group that both sides have (doc: `monitors/types/composite`).

use datadog_simulator::state::State;
use datadog_simulator::world::SuppliedVerdict;
use serde_json::json;

use crate::scene::{Scene, tags_of};

fn supply(scene: &mut Scene, monitor: u64, group: &str, minute: i64, state: State) {
    scene.world.verdicts.push(SuppliedVerdict {
        monitor: Some(monitor),
        group: tags_of(group),
        at: minute * 60,
        state,
        value: None,
    });
}

/// Checks the composite's states: both constituents are OK at minute 0; at minute 3 they change to `a` and `b`.
#[track_caller]
fn check(a: State, b: State, condition: &str, notify_no_data: bool, expected: &str) {
    let mut scene = Scene::new("composite", condition)
        .options(json!({ "notify_no_data": notify_no_data }))
        .minutes(0, 5);
    for (id, state) in [(1, a), (2, b)] {
        supply(&mut scene, id, "", 0, State::Ok);
        supply(&mut scene, id, "", 3, state);
    }
    scene.states(expected);
}

#[test]
fn an_and_takes_the_least_severe_state_and_an_or_the_most_severe() {
    use State::{Alert, NoData, Ok, Warn};
    check(Alert, Warn, "1 && 2", false, "OK@0m Warn@3m");
    check(Alert, Warn, "1 || 2", false, "OK@0m Alert@3m");
    check(Alert, Ok, "1 && 2", false, "OK@0m");
    check(Alert, Ok, "1 || 2", false, "OK@0m Alert@3m");
    check(Warn, Ok, "1 && 2", false, "OK@0m");
    check(Warn, Ok, "1 || 2", false, "OK@0m Warn@3m");
    check(NoData, Warn, "1 && 2", true, "OK@0m No Data@3m");
    check(NoData, Warn, "1 || 2", true, "OK@0m Warn@3m");
    // without notify_no_data the last known state stays
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
fn a_negation_turns_ok_into_alert_and_keeps_no_data() {
    use State::{Alert, NoData, Ok, Warn};
    let once = |a: State, expected: &str| {
        let mut scene = Scene::new("composite", "!1 && 2")
            .options(json!({ "notify_no_data": true }))
            .minutes(0, 1);
        supply(&mut scene, 1, "", 0, a);
        supply(&mut scene, 2, "", 0, Alert);
        scene.states(expected);
    };
    once(NoData, "No Data@0m");
    once(Alert, "OK@0m");
    once(Warn, "OK@0m");
    once(Ok, "Alert@0m");
}

#[test]
fn parentheses_are_evaluated_first() {
    use State::{Alert, Ok};
    check(Alert, Alert, "!(1 && 2)", false, "Alert@0m OK@3m");
    check(Alert, Ok, "1 && (2 || !2)", false, "OK@0m Alert@3m");
}

#[test]
fn only_groups_shared_by_all_monitors_are_evaluated() {
    // doc: monitors/types/composite, common reporting sources: web01-web05 and web04-web09 have web04 and web05 in common
    let mut scene = Scene::new("composite", "1 && 2").minutes(0, 0);
    (1..=5).for_each(|i| supply(&mut scene, 1, &format!("host:web0{i}"), 0, State::Alert));
    (4..=9).for_each(|i| supply(&mut scene, 2, &format!("host:web0{i}"), 0, State::Alert));
    scene.states("host:web04 Alert@0m; host:web05 Alert@0m");
}

#[test]
fn groups_match_by_tag_values_not_keys() {
    let mut scene = Scene::new("composite", "1 && 2 && 3").minutes(0, 0);
    for host in ["web04", "web05"] {
        supply(&mut scene, 1, &format!("host:{host}"), 0, State::Alert);
        supply(&mut scene, 2, &format!("host:{host}"), 0, State::Alert);
    }
    supply(&mut scene, 3, "service:web04", 0, State::Alert);
    scene.states("host:web04 Alert@0m");
}

#[test]
fn a_group_matches_a_group_with_fewer_dimensions() {
    let mut scene = Scene::new("composite", "1 && 2").minutes(0, 0);
    supply(&mut scene, 1, "device:sda,host:a", 0, State::Alert);
    supply(&mut scene, 1, "device:sdb,host:b", 0, State::Alert);
    supply(&mut scene, 2, "host:a", 0, State::Warn);
    scene.states("device:sda,host:a Warn@0m");
    // `device,host` and `host,url` do not match: neither contains the other
    let mut scene = Scene::new("composite", "1 && 2").minutes(0, 0);
    supply(&mut scene, 1, "device:sda,host:a", 0, State::Alert);
    supply(&mut scene, 2, "host:a,url:x", 0, State::Alert);
    scene.states("");
}

#[test]
fn constituents_are_evaluated_from_their_own_data() {
    let constituent = |metric: &str| Scene::metric(&format!("avg(last_1m):avg:{metric}{{*}} > 5")).monitor();
    let mut scene = Scene::new("composite", "1 && 2")
        .series(datadog_simulator::world::MetricKind::Gauge, "a", "x:y", "9x60")
        .series(datadog_simulator::world::MetricKind::Gauge, "b", "x:y", "0x10 9x50");
    scene.world.monitors.insert(1, constituent("a"));
    scene.world.monitors.insert(2, constituent("b"));
    scene.states("OK@1m Alert@11m");
    scene.notifies("11m Triggered Alert");
}

#[test]
fn a_missing_constituent_is_refused() {
    assert_eq!(
        Scene::new("composite", "1 && 2").error(),
        "monitor 'a monitor' refers to monitor 1, which is not supplied"
    );
}
