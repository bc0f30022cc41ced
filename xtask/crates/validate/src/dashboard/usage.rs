//! Template variables that exist are used (doc: dashboards/template_variables).

use std::collections::BTreeSet;

use payload::{Dashboard, Problem, pointer};
use serde_json::Value;

/// Nothing deeper is looked into; the model refuses it.
const DEPTH_MAX: usize = 128;

/// A variable that no widget names: whoever sets it sees nothing change.
pub(crate) fn check(board: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let mut words = BTreeSet::new();
    for widget in board.widgets.iter().filter(|widget| widget.kind != "group") {
        collect(widget.definition, 0, &mut words);
    }
    let by_powerpack = board.widgets.iter().any(|widget| widget.kind == "powerpack");
    for variable in board.variables.iter().filter(|variable| !variable.name.is_empty() && !by_powerpack) {
        if !words.iter().any(|word| stands_for(word, variable.name)) {
            out.push(
                Problem::warning(
                    "dashboard/unused-variable",
                    pointer::field(&variable.path, "name"),
                    format!("no widget uses the template variable '{}'", variable.name),
                )
                .help(format!("use ${} in the queries, or remove it", variable.name)),
            );
        }
    }
}

/// Whether what follows a dollar is this variable.
fn stands_for(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What follows each dollar in the texts below a value.
fn collect<'v>(value: &'v Value, depth: usize, words: &mut BTreeSet<&'v str>) {
    match value {
        _ if depth > DEPTH_MAX => {}
        Value::String(text) => words.extend(text.split('$').skip(1).map(word)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, words)),
        Value::Object(map) => map.values().for_each(|value| collect(value, depth + 1, words)),
        _ => {}
    }
}

fn word(after: &str) -> &str {
    let end = after
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(after.len());
    &after[..end]
}
