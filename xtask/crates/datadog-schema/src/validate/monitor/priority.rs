//! Priority, and when an alert resolves by itself.

use crate::payload::{Monitor, Problem};

/// Hours after which an alert may resolve by itself (doc: monitors/configuration#auto-resolve).
const TIMEOUT_H: std::ops::RangeInclusive<i64> = 0..=24;

pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    match monitor.priority {
        None | Some(1..=5) => {}
        Some(0) => out.push(
            Problem::warning("monitor/priority", "/priority", "priority 0 means no priority")
                .help("remove the field, or write 1 to 5"),
        ),
        Some(other) => {
            out.push(Problem::error(
                "monitor/priority",
                "/priority",
                format!("priority {other} is not between 1 (most urgent) and 5"),
            ));
        }
    }
    if let Some(hours) = monitor.options.timeout_h.filter(|hours| !TIMEOUT_H.contains(hours)) {
        out.push(
            Problem::error(
                "monitor/timeout",
                "/options/timeout_h",
                format!("timeout_h {hours} is not between 0 and 24"),
            )
            .help("it is in hours; 0 means that alerts never resolve by themselves"),
        );
    }
}
