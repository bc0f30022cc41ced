//! "timezone must match display_timezone": the answer of the API to a recurring downtime whose two time zones differ (Terraform provider, issue 2567).

use crate::payload::{Problem, pointer};
use serde_json::Value;

/// The time zone in which a downtime is displayed, if no other is set (doc: api/latest/downtimes, `display_timezone`).
const DEFAULT: &str = "UTC";

/// The attributes at `path`.
pub(super) fn check(attributes: &Value, path: &str, out: &mut Vec<Problem>) {
    let schedule = &attributes["schedule"];
    let Some(zone) = schedule["timezone"]
        .as_str()
        .filter(|_| schedule["recurrences"].is_array())
    else {
        return;
    };
    let at = pointer::field(&pointer::field(path, "schedule"), "timezone");
    match attributes["display_timezone"].as_str() {
        Some(display) if display != zone => out.push(
            Problem::error(
                "downtime/time-zone",
                at,
                format!("timezone '{zone}' must equal display_timezone, which is '{display}'"),
            )
            .at(0..zone.len())
            .help(format!("write display_timezone: '{zone}'")),
        ),
        None if zone != DEFAULT => out.push(
            Problem::warning(
                "downtime/time-zone",
                at,
                format!("timezone '{zone}' must equal display_timezone, which is not set; its default is '{DEFAULT}'"),
            )
            .at(0..zone.len())
            .help(format!("write display_timezone: '{zone}'")),
        ),
        _ => {}
    }
}
