//! Empty windows: an evaluation without values is skipped and the state stays, unless the no-data options say otherwise (doc: `monitors/configuration`, no
//! data).

use crate::scene::Scene;

#[test]
fn a_window_without_values_keeps_the_state() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5").gauge("a:b", "9x10");
    scene.states("Alert@1m");
    scene.reason_at(30, "NoValues(LastStatus)");
}

#[test]
fn a_group_that_never_reported_has_no_state() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5");
    scene.states("");
    scene.reason_at(30, "NoValues(NeverReported)");
}
