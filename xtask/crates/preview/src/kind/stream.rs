//! The newest events that a search finds.

use datadog_query::search;
use datadog_simulator::selection::event_source;
use datadog_simulator::world::Event;
use serde_json::Value;

use super::{Drawn, Result, nothing};
use crate::html::escape;
use crate::payload::{items, text};
use crate::request::Context;
use crate::scale::clock;
use crate::source::{Asked, Events};
use crate::state::State;

/// How many lines are shown; a widget scrolls.
const LINES_MAX: usize = 25;

/// A line for each event.
pub(super) fn draw(widget: &Value, context: &Context<'_>) -> Result {
    let request = items(widget, "requests")
        .first()
        .ok_or_else(|| State::Broken("it has no request".to_owned()))?;
    let product = text(request, "/query/data_source").unwrap_or_default();
    let name = if product == "event_stream" {
        "events"
    } else {
        product.strip_suffix("_stream").unwrap_or(product)
    };
    let source = event_source(name).ok_or_else(|| State::NotDrawn(format!("lists of '{product}' are not drawn")))?;
    let written = context
        .variables
        .fill(text(request, "/query/query_string").unwrap_or_default());
    let search = search::parse(&written).map_err(|error| State::Broken(format!("search '{written}': {error}")))?;
    let asked = Asked {
        events: vec![Events {
            source: source.to_owned(),
            search,
        }],
        ..Asked::default()
    };
    let world = context.telemetry(&asked).map_err(State::Broken)?;
    let frame = context.frame;
    let mut events: Vec<&Event> = world
        .events
        .iter()
        .filter(|event| (frame.from..frame.to).contains(&event.at))
        .collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    events.truncate(LINES_MAX);
    if events.is_empty() {
        return Err(nothing());
    }
    let columns: Vec<&str> = items(request, "columns")
        .iter()
        .filter_map(|column| text(column, "/field"))
        .filter(|field| *field != "status_line")
        .collect();
    let mut out = String::from("<table><thead><tr>");
    columns
        .iter()
        .for_each(|column| out.push_str(&format!("<th>{}</th>", escape(column))));
    out.push_str("</tr></thead><tbody>");
    for event in events {
        let status = text(&event.body, "/status").unwrap_or("info");
        let class = match status {
            "error" | "critical" | "alert" | "emergency" => "bad",
            "warn" | "warning" => "warn",
            _ => "unknown",
        };
        out.push_str(&format!("<tr class=\"line {class}\">"));
        columns
            .iter()
            .for_each(|column| out.push_str(&format!("<td>{}</td>", escape(&field(event, column)))));
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    Ok(Drawn::data(out))
}

fn field(event: &Event, column: &str) -> String {
    match column {
        "timestamp" | "event_timestamp" => clock(event.at),
        "content" => field(event, "message"),
        column => {
            let path: String = column
                .trim_start_matches('@')
                .split('.')
                .map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1")))
                .collect();
            let found = event
                .body
                .pointer(&path)
                .or_else(|| event.body.pointer(&format!("/attributes{path}")));
            match found {
                Some(Value::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => String::new(),
            }
        }
    }
}
