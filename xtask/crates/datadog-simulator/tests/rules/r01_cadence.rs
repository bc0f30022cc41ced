//! Cadence: a monitor is evaluated every minute if its window is shorter than 24 hours, every 10 minutes if it is shorter than 48 hours, and every 30
//! minutes otherwise (doc: `monitors/configuration`, evaluation frequency).

use crate::scene::Scene;

#[track_caller]
fn check(window: &str, minutes_between: i64) {
    let scene = Scene::metric(&format!("avg(last_{window}):avg:m{{*}} > 5")).minutes(0, 180);
    let evaluations = &scene.run().groups[0].evaluations;
    assert_eq!(evaluations[1].at - evaluations[0].at, minutes_between * 60, "{window}");
}

#[test]
fn windows_under_24_hours_are_evaluated_every_minute() {
    check("5m", 1);
    check("23h", 1);
}

#[test]
fn windows_under_48_hours_are_evaluated_every_10_minutes() {
    check("24h", 10);
    check("1d", 10);
    check("47h", 10);
}

#[test]
fn longer_windows_are_evaluated_every_30_minutes() {
    check("48h", 30);
    check("1w", 30);
    check("1mo", 30);
}
