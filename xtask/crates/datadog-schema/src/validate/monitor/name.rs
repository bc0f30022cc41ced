//! The name of a monitor.

use crate::payload::{Monitor, Problem};

/// The API accepts a monitor without a name, and its pages then do not say what is wrong.
pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    match monitor.name {
        Some(name) if !name.trim().is_empty() => {}
        _ => out.push(
            Problem::warning(
                "monitor/name",
                if monitor.name.is_some() { "/name" } else { "" },
                "the monitor has no name",
            )
            .help("set 'name' to the symptom, so that a page says what is wrong"),
        ),
    }
}
