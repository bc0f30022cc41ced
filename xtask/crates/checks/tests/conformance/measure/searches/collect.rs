//! The searches of the corpus.

use std::path::Path;

use serde_json::Value;

use crate::measure::lines;

/// Every distinct search of the corpus, sorted: the listed ones, and those in dashboards and monitors.
///
/// # Panics
/// When a file of the corpus is missing or a line is not JSON.
#[must_use]
pub(crate) fn searches(corpus: &Path) -> Vec<String> {
    let mut out: Vec<String> = lines(corpus, "log_searches.jsonl")
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    for file in ["dashboards.jsonl", "monitors.jsonl"] {
        lines(corpus, file).iter().for_each(|value| within("", value, &mut out));
    }
    out.sort();
    out.dedup();
    out
}

/// Adds the searches within `value`, which is the value of a field `name`.
fn within(name: &str, value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| within(name, item, out)),
        Value::Object(fields) => {
            for (field, value) in fields {
                if let (Some(text), true) = (value.as_str(), is_search(name, fields, field)) {
                    out.push(text.to_owned());
                }
                within(field, value, out);
            }
        }
        Value::String(text) if name == "query" => out.extend(event_query(text)),
        _ => {}
    }
}

/// Whether `field` of the object `name` is a search. `manage_status` searches monitors, in another language.
fn is_search(name: &str, object: &serde_json::Map<String, Value>, field: &str) -> bool {
    let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
    match field {
        "query_string" | "search_query" => true,
        "query" => name == "search" || matches!(kind, "log_stream" | "event_stream" | "event_timeline"),
        _ => false,
    }
}

/// The search in a monitor's query of the form `logs("...").index(...)`.
fn event_query(text: &str) -> Option<String> {
    let (kind, rest) = text.split_once("(\"")?;
    let (search, _) = rest.split_once("\").")?;
    let is_kind = kind.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !matches!(kind, "formula" | "error_budget" | "burn_rate");
    is_kind.then(|| search.replace("\\\"", "\""))
}
