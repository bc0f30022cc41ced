//! Empty windows: a window without values is skipped and the state stays, unless missing data mean something else (doc: `monitors/configuration`, no data).

use crate::scene::Scene;

#[test]
fn the_state_stays() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5").gauge("a:b", "9x10");
    scene.states("Alert@1m");
    scene.verdict_at(30, "NoValues(LastStatus)");
}

#[test]
fn what_never_reported_has_no_state() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5");
    scene.states("");
    scene.verdict_at(30, "NoValues(NeverReported)");
}
