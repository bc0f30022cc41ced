//! Monitors.

mod context;
mod delays;
mod events;
mod group_retention;
mod handles;
mod integrations;
mod message;
mod name;
mod no_data;
mod notify_by;
mod priority;
mod renotify;
mod schedule;
mod service_check;
mod slo_alert;
mod template_variables;
mod thresholds;
mod variables;

use crate::payload::{Monitor, Problem};
use serde_json::Value;

use context::MonitorContext;

use crate::validate::tag;

/// Returns what the API would reject in a monitor with valid fields, and what is almost certainly a mistake.
#[must_use]
pub fn monitor(payload: &Value) -> Vec<Problem> {
    let mut out = Vec::new();
    let context = MonitorContext::read(Monitor::read(payload), &mut out);
    for check in [
        name::check,
        no_data::check,
        no_data::retention,
        delays::check,
        group_retention::check,
        priority::check,
        renotify::check,
    ] {
        check(&context.monitor, &mut out);
    }
    for check in [
        thresholds::check,
        service_check::check,
        slo_alert::check,
        notify_by::check,
        events::check,
        integrations::check,
        variables::check,
        schedule::threshold_windows,
        message::check,
    ] {
        check(&context, &mut out);
    }
    schedule::check(&payload["options"], &context, &mut out);
    tag::check(&context.monitor.tags, &mut out);
    out
}
