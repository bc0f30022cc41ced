//! Unused template variables (doc: dashboards/template_variables).

use std::collections::BTreeSet;

use crate::payload::{Dashboard, Problem, pointer};
use serde_json::Value;

/// Deeper values are not read; the table rejects them.
const DEPTH_MAX: usize = 128;

/// Longer names are not looked for.
const NAME_MAX: usize = 100;

/// Warns of a variable that no widget uses: setting it changes nothing.
pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let mut words = BTreeSet::new();
    for widget in dashboard.widgets.iter().filter(|widget| widget.kind != "group") {
        collect(widget.definition, 0, &mut words);
    }
    let by_powerpack = dashboard.widgets.iter().any(|widget| widget.kind == "powerpack");
    for variable in dashboard
        .variables
        .iter()
        .filter(|variable| !variable.name.is_empty() && !by_powerpack)
    {
        if !words.contains(variable.name) {
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

/// The names that may be meant by each dollar in the texts below a value.
fn collect<'v>(value: &'v Value, depth: usize, names: &mut BTreeSet<&'v str>) {
    match value {
        _ if depth > DEPTH_MAX => {}
        Value::String(text) => text.split('$').skip(1).for_each(|after| meant(after, names)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, names)),
        Value::Object(map) => map.values().for_each(|value| collect(value, depth + 1, names)),
        _ => {}
    }
}

/// `env-a.value` may be the variable of this name, `env-a` with its value, or `env` with a text behind it.
fn meant<'v>(after: &'v str, names: &mut BTreeSet<&'v str>) {
    let word = after
        .char_indices()
        .take(NAME_MAX)
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
    let end = word.map_or_else(
        || after.char_indices().nth(NAME_MAX).map_or(after.len(), |(at, _)| at),
        |(at, _)| at,
    );
    let word = &after[..end];
    names.insert(word);
    names.extend(word.match_indices(['.', '-']).map(|(at, _)| &word[..at]));
}
