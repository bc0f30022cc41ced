//! Monitors.

mod anomalies;
mod context;
mod custom_schedule;
mod delays;
mod evaluation_window;
mod events;
mod group_retention;
mod handles;
mod integrations;
mod lone_warning;
mod message;
mod monitor_type;
mod name;
mod never_sent;
mod new_group_delay;
mod no_data;
mod notify_by;
mod on_missing_data;
mod pages;
mod permissions;
mod priority;
mod renotify;
mod service_check;
mod slo_alert;
mod template_variables;
mod thresholds;
mod variables;

use crate::payload::{Origin, Problem};
use serde_json::Value;

use context::MonitorContext;

use crate::validate::tag;

/// Returns what the API would reject in a monitor with valid fields, and what is almost certainly a mistake.
#[must_use]
pub fn monitor(payload: &Value, origin: Origin) -> Vec<Problem> {
    let mut out = Vec::new();
    let context = MonitorContext::read(payload, origin, &mut out);
    for check in [
        monitor_type::check,
        name::check,
        no_data::retention,
        delays::check,
        group_retention::check,
        priority::check,
        renotify::check,
    ] {
        check(&context.monitor, &mut out);
    }
    for check in [
        no_data::check,
        on_missing_data::check,
        new_group_delay::check,
        thresholds::check,
        lone_warning::check,
        service_check::check,
        slo_alert::check,
        notify_by::check,
        events::check,
        integrations::check,
        variables::check,
        anomalies::check,
        message::check,
    ] {
        check(&context, &mut out);
    }
    evaluation_window::check(&payload["options"], &context, &mut out);
    custom_schedule::check(&payload["options"], &mut out);
    permissions::check(payload, &mut out);
    tag::check(&context.monitor.tags, origin, &mut out);
    out
}
