//! Template variables and their defaults.

use std::collections::BTreeSet;

use crate::payload::view::Query;
use crate::payload::{Dashboard, Problem, pointer};
use diagnostics::suggestion;
use serde_json::Value;

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for variable in &dashboard.variables {
        let name = variable.name;
        if variable.value["name"] == "" {
            out.push(Problem::error(
                "dashboard/variable-name",
                pointer::field(&variable.path, "name"),
                "a template variable has no name",
            ));
        } else if !name.is_empty() && !seen.insert(name) {
            let path = pointer::field(&variable.path, "name");
            out.push(
                Problem::warning(
                    "dashboard/variable-name",
                    path,
                    format!("two template variables are named '{name}'"),
                )
                .at(0..name.len()),
            );
        }
        let what = format!("template variable '{name}'");
        exclusive(&what, &variable.path, variable.value, ["default", "defaults"], out);
    }
}

/// `default` or `defaults`, `value` or `values`: the newer of them replaces the older.
pub(crate) fn exclusive(what: &str, path: &str, value: &Value, [single, many]: [&str; 2], out: &mut Vec<Problem>) {
    let given = |name: &str| value.get(name).is_some_and(|value| !value.is_null());
    if given(single) && given(many) {
        out.push(
            Problem::error(
                "dashboard/variable-value",
                pointer::field(path, single),
                format!("{what} has '{single}' and '{many}'; the API accepts only one of them"),
            )
            .help(format!("remove '{single}'")),
        );
    }
}

/// Warns if the variable `name` of a query is not one of the dashboard's. The API accepts such a query, which returns no data.
pub(crate) fn known(name: &str, query: &Query<'_>, text: &str, known: &BTreeSet<&str>, out: &mut Vec<Problem>) {
    if known.contains(name) {
        return;
    }
    let message = format!("the query uses '${name}', which is not a template variable of this dashboard");
    let named: Vec<_> = known.iter().copied().filter(|known| !known.is_empty()).collect();
    let help = if named.is_empty() {
        format!("declare '{name}' in template_variables, or write the tag itself")
    } else {
        suggestion(name, named)
    };
    let problem = Problem::warning("dashboard/unknown-variable", query.path.clone(), message).help(help);
    out.push(match text.find(&format!("${name}")) {
        Some(at) => problem.at(at..at + 1 + name.len()),
        None => problem,
    });
}
