//! Delays: of new groups, and of the evaluation.

use crate::payload::{Monitor, Problem};

/// "The maximum configurable evaluation delay is 86400 seconds" (doc: monitors/configuration, "Evaluation delay").
const EVALUATION_DELAY_MAX_S: i64 = 86_400;

/// The default of `new_host_delay`, which exports contain.
const NEW_HOST_DELAY_DEFAULT_S: i64 = 300;

/// The API accepts both and uses `new_group_delay` only; `new_host_delay` is its deprecated predecessor.
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
                "new_host_delay is ignored, because new_group_delay is set",
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
                format!("{field} is negative; it must be a number of seconds"),
            ));
        }
    }
    if let Some(delay) = options.evaluation_delay.filter(|delay| *delay > EVALUATION_DELAY_MAX_S) {
        out.push(
            Problem::error(
                "monitor/delay",
                "/options/evaluation_delay",
                format!("evaluation_delay of {delay} seconds; it can be at most {EVALUATION_DELAY_MAX_S}, a day"),
            )
            .help("it is in seconds"),
        );
    }
}
