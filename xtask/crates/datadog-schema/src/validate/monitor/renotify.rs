//! Renotification (doc: monitors/notify/#renotify).

use crate::payload::{Monitor, Problem};

pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    let options = &monitor.options;
    let interval = options.renotify_interval.unwrap_or(0);
    if interval < 0 {
        out.push(Problem::error(
            "monitor/renotify",
            "/options/renotify_interval",
            "renotify_interval is negative; it must be a number of minutes",
        ));
    }
    if let Some(times) = options.renotify_occurrences.filter(|times| *times < 0) {
        out.push(Problem::error(
            "monitor/renotify",
            "/options/renotify_occurrences",
            format!("renotify_occurrences {times} is negative; it must be a count"),
        ));
    }
    if interval == 0 {
        for (field, used) in [
            (
                "renotify_occurrences",
                options.renotify_occurrences.is_some_and(|times| times > 0),
            ),
            ("renotify_statuses", !options.renotify_statuses.is_empty()),
            (
                "escalation_message",
                options.escalation_message.is_some_and(|text| !text.trim().is_empty()),
            ),
        ] {
            if used {
                out.push(
                    Problem::warning(
                        "monitor/renotify",
                        format!("/options/{field}"),
                        format!("{field} without renotify_interval: the monitor never notifies again"),
                    )
                    .help("set renotify_interval, in minutes"),
                );
            }
        }
    }
}
