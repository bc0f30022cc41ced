//! What a list stream must say, depending on its source (doc: the provider's reference of `datadog_dashboard`).

use crate::payload::view::dashboard::Widget;
use crate::payload::{Dashboard, Problem};
use serde_json::Value;

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    for widget in dashboard.widgets.iter().filter(|widget| widget.kind == "list_stream") {
        for (index, request) in widget.definition["requests"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            query(widget, index, &request["query"], out);
        }
    }
}

fn query(widget: &Widget<'_>, index: usize, query: &Value, out: &mut Vec<Problem>) {
    let path = format!("{}/definition/requests/{index}/query", widget.path);
    let text = |name: &str| query[name].as_str().unwrap_or_default();
    let groups = query["group_by"].as_array().map_or(0, Vec::len);
    let (what, help) = match text("data_source") {
        "event_stream" if text("event_size").is_empty() => (
            "a stream of events needs 'event_size'",
            "set event_size: 's' or event_size: 'l'",
        ),
        "logs_transaction_stream" if groups == 0 => (
            "a stream of transactions needs 'group_by'",
            "group by the attribute that all logs of a transaction share",
        ),
        _ => return,
    };
    out.push(Problem::error("dashboard/list-stream", path, what).help(help));
}
