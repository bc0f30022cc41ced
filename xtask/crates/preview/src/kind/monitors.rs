//! The monitors that a search finds, by their states.

use datadog_query::search;
use datadog_simulator::state::State as Of;
use serde_json::Value;

use super::{Drawn, Result};
use crate::html::escape;
use crate::payload::text;
use crate::request::Context;
use crate::source::MonitorStatus;
use crate::state::State;

/// The states from the most urgent to the least, with their names and classes.
const STATES: [(Option<Of>, &str, &str); 5] = [
    (Some(Of::Alert), "Alert", "bad"),
    (Some(Of::Warn), "Warn", "warn"),
    (Some(Of::NoData), "No data", "unknown"),
    (Some(Of::Ok), "OK", "ok"),
    (None, "No state", "unknown"),
];

/// Numbers by state, and the monitors, the most urgent first.
pub(super) fn draw(widget: &Value, context: &Context<'_>) -> Result {
    let written = context.variables.fill(text(widget, "/query").unwrap_or_default());
    let search =
        search::parse(&tags(&written)).map_err(|error| State::Broken(format!("search '{written}': {error}")))?;
    let found = context.source.monitors(&search).map_err(State::Broken)?;
    if found.is_empty() {
        return Err(State::Empty("its search finds no monitor".to_owned()));
    }
    let of = |state: Option<Of>| found.iter().filter(move |monitor| monitor.state == state);
    let hides_zero = widget.get("hide_zero_counts").and_then(Value::as_bool) != Some(false);
    let display = text(widget, "/display_format").unwrap_or("countsAndList");
    let shows_priority = widget.get("show_priority").and_then(Value::as_bool) == Some(true);
    let mut out = String::new();
    if display != "list" {
        out.push_str("<ul class=\"counts\">");
        for (state, name, class) in STATES {
            let count = of(state).count();
            if count > 0 || (!hides_zero && state.is_some()) {
                out.push_str(&format!("<li class=\"{class}\"><b>{count}</b> {name}</li>"));
            }
        }
        out.push_str("</ul>");
    }
    if display != "counts" {
        out.push_str("<ul class=\"monitors\">");
        for (state, name, class) in STATES {
            for monitor in of(state) {
                out.push_str(&line(monitor, name, class, shows_priority));
            }
        }
        out.push_str("</ul>");
    }
    Ok(Drawn::data(out))
}

fn line(monitor: &MonitorStatus, state: &str, class: &str, shows_priority: bool) -> String {
    let priority = monitor
        .priority
        .filter(|_| shows_priority)
        .map(|priority| format!("<em>P{priority}</em>"))
        .unwrap_or_default();
    format!(
        "<li title=\"{0}\"><i class=\"{class}\">{state}</i>{priority}<span>{0}</span></li>",
        escape(&monitor.name)
    )
}

/// Searches for monitors write `tag:env:prod` where those for events write `env:prod`.
fn tags(written: &str) -> String {
    let words = written.split(' ').map(|word| {
        let start = word.len() - word.trim_start_matches(['-', '!', '(']).len();
        match word[start..].strip_prefix("tag:") {
            Some(tag) => format!("{}{}", &word[..start], tag.replace('"', "")),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_monitors_are_searched_as_those_of_events() {
        let check = |written: &str, expected: &str| assert_eq!(tags(written), expected);
        check("tag:env:prod tag:*", "env:prod *");
        check(
            "(tag:\"env:prod\" OR -tag:a) status:alert",
            "(env:prod OR -a) status:alert",
        );
    }
}
