//! The name of a monitor.

use crate::payload::{Monitor, Problem};

/// The API takes a monitor without a name; nobody who is paged by it knows what is wrong.
pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    match monitor.name {
        Some(name) if !name.trim().is_empty() => {}
        _ => out.push(
            Problem::warning(
                "monitor/name",
                if monitor.name.is_some() { "/name" } else { "" },
                "the monitor has no name",
            )
            .help("name it for its symptom"),
        ),
    }
}
