//! How long new groups are spared, and how far the window is shifted back.

use crate::payload::{Monitor, Problem};

/// The default of `new_host_delay`, which exports repeat.
const NEW_HOST_DELAY_DEFAULT_S: i64 = 300;

/// The API takes both and reads `new_group_delay` alone; `new_host_delay` is its deprecated forerunner.
pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    let options = &monitor.options;
    if options.new_group_delay.is_some()
        && options
            .new_host_delay
            .is_some_and(|delay| delay != NEW_HOST_DELAY_DEFAULT_S)
    {
        out.push(
            Problem::warning(
                "monitor/two-delays",
                "/options/new_host_delay",
                "new_host_delay together with new_group_delay, which overrides it",
            )
            .help("remove new_host_delay"),
        );
    }
    for (field, delay) in [
        ("new_group_delay", options.new_group_delay),
        ("new_host_delay", options.new_host_delay),
        ("evaluation_delay", options.evaluation_delay),
    ] {
        if delay.is_some_and(|delay| delay < 0) {
            out.push(Problem::error(
                "monitor/delay",
                format!("/options/{field}"),
                format!("{field} is negative; it is a number of seconds"),
            ));
        }
    }
}
