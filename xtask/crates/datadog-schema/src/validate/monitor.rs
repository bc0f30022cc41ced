//! Monitors.

mod delays;
mod duration;
mod events;
mod handles;
mod message;
mod missing_data;
mod name;
mod notify_by;
mod placeholders;
mod renotify;
mod service_check;
mod slo_alert;
mod subject;
mod thresholds;
mod urgency;
mod variables;
mod windows;

use crate::payload::{Monitor, Problem};
use serde_json::Value;

use subject::Subject;

use crate::validate::tag;

/// Everything in a monitor that the API refuses though its form is right, and what is surely a mistake.
#[must_use]
pub fn monitor(payload: &Value) -> Vec<Problem> {
    let mut out = Vec::new();
    let subject = Subject::read(Monitor::read(payload), &mut out);
    for check in [
        name::check,
        missing_data::check,
        missing_data::retention,
        delays::check,
        duration::check,
        urgency::check,
        renotify::check,
    ] {
        check(&subject.monitor, &mut out);
    }
    for check in [
        thresholds::check,
        service_check::check,
        slo_alert::check,
        notify_by::check,
        events::check,
        variables::check,
        windows::thresholds,
        message::check,
    ] {
        check(&subject, &mut out);
    }
    windows::schedule(&payload["options"], &subject, &mut out);
    tag::check(&subject.monitor.tags, &mut out);
    out
}
