//! Template variables and what they are at first.

use std::collections::BTreeSet;

use payload::{Dashboard, Problem, pointer};
use serde_json::Value;

pub(crate) fn check(board: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for variable in &board.variables {
        let name = variable.name;
        if name.is_empty() {
            out.push(Problem::error(
                "dashboard/variable-name",
                pointer::field(&variable.path, "name"),
                "a template variable has no name",
            ));
        } else if !seen.insert(name) {
            let path = pointer::field(&variable.path, "name");
            out.push(Problem::error("dashboard/variable-name", path, format!("two template variables are called '{name}'")).at(0..name.len()));
        }
        let what = format!("template variable '{name}'");
        let [single, many] = ["default", "defaults"];
        exclusive(&what, &variable.path, variable.value, [single, many], out);
        not_empty(&what, &variable.path, variable.value, many, out);
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
                format!("{what} has '{single}' and '{many}'; the API takes one of them"),
            )
            .help(format!("remove '{single}'")),
        );
    }
}

/// `Minimum number of elements in parameter 'values' should be 1`, `Minimum length of parameter 'defaults' should be 1`
pub(crate) fn not_empty(what: &str, path: &str, value: &Value, many: &str, out: &mut Vec<Problem>) {
    let at = pointer::field(path, many);
    let Some(items) = value.get(many).and_then(Value::as_array) else { return };
    if items.is_empty() {
        out.push(Problem::error("dashboard/variable-value", at, format!("{what} has no value in '{many}'")).help("give at least one, '*' for all"));
    } else if let Some(index) = items.iter().position(|item| item == "") {
        out.push(
            Problem::error(
                "dashboard/variable-value",
                pointer::item(&at, index),
                format!("{what} has an empty text in '{many}'"),
            )
            .help("write '*' for all"),
        );
    }
}
