//! Monitors.

mod delays;
mod duration;
mod missing_data;
mod name;
mod renotify;
mod urgency;

use payload::{Monitor, Problem};
use serde_json::Value;

use crate::tag;

/// Everything in a monitor that the API refuses though its form is right, and what is surely a mistake.
#[must_use]
pub fn monitor(payload: &Value) -> Vec<Problem> {
    let monitor = Monitor::read(payload);
    let mut out = Vec::new();
    for check in [
        name::check,
        missing_data::check,
        missing_data::retention,
        delays::check,
        duration::check,
        urgency::check,
        renotify::check,
    ] {
        check(&monitor, &mut out);
    }
    tag::check("/tags", &monitor.tags, &mut out);
    out
}
