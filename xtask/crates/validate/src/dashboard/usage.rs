//! Template variables in the widgets: those that are used exist, and those that exist are used (doc: dashboards/template_variables).

use std::collections::BTreeSet;

use diagnostics::suggestion;
use payload::view::{Language, Query};
use payload::{Dashboard, Problem, pointer};
use query::metric::{self, Context};
use query::search;
use serde_json::Value;

/// Nothing deeper is looked into; the model refuses it.
const DEPTH_MAX: usize = 128;

/// The API takes a query with a variable that does not exist; it finds nothing.
pub(crate) fn unknown(board: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let known: BTreeSet<_> = board.variables.iter().map(|variable| variable.name).collect();
    for query in board.widgets.iter().flat_map(|widget| widget.queries()) {
        for name in used(query).into_iter().filter(|name| !known.contains(name.as_str())) {
            let at = query.text.and_then(|text| text.find(&format!("${name}")));
            let message = format!("the query uses '${name}', which is no template variable of this board");
            let problem = Problem::warning("dashboard/unknown-variable", query.path.clone(), message).help(suggestion(&name, known.iter().copied()));
            out.push(match at {
                Some(at) => problem.at(at..at + 1 + name.len()),
                None => problem,
            });
        }
    }
}

/// The variables that a query uses.
fn used(query: &Query<'_>) -> BTreeSet<String> {
    let Some(text) = query.text.filter(|text| text.contains('$')) else {
        return BTreeSet::new();
    };
    match query.language {
        Language::Metric => {
            let expressions = metric::parse_list(text, Context::Dashboard).unwrap_or_default();
            let leaves = expressions.iter().flat_map(|expression| expression.leaves());
            leaves.flat_map(|leaf| leaf.scope.variables()).map(str::to_owned).collect()
        }
        Language::Search => {
            let variables = search::parse(text).map(|search| search.variables()).unwrap_or_default();
            variables.into_iter().map(|variable| variable.name).collect()
        }
        Language::Other => BTreeSet::new(),
    }
}

/// A variable that no widget names: whoever sets it sees nothing change.
pub(crate) fn unused(board: &Dashboard<'_>, out: &mut Vec<Problem>) {
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
