//! Cadence: monitors are evaluated every minute where the window is shorter than 24 hours, every 10 minutes below 48 hours, else every half hour (doc: `monitors/configuration`, evaluation frequency).

use crate::scene::Scene;

#[track_caller]
fn check(window: &str, minutes_between: i64) {
    let scene = Scene::metric(&format!("avg(last_{window}):avg:m{{*}} > 5")).minutes(0, 180);
    let evaluations = &scene.run().groups[0].evaluations;
    assert_eq!(evaluations[1].at - evaluations[0].at, minutes_between * 60, "{window}");
}

#[test]
fn below_a_day_every_minute() {
    check("5m", 1);
    check("23h", 1);
}

#[test]
fn below_two_days_every_ten_minutes() {
    check("24h", 10);
    check("1d", 10);
    check("47h", 10);
}

#[test]
fn else_every_half_hour() {
    check("48h", 30);
    check("1w", 30);
    check("1mo", 30);
}
