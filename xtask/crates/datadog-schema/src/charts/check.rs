//! Checks values against the keys of a chart.

use crate::payload::Problem;
use crate::payload::pointer::field;
use diagnostics::suggestion;
use serde_json::Value;

use crate::charts::key::{Key, ValueType};

/// Checks `values` against the keys of a chart. Returns all unknown keys, wrong types and unknown values; a problem's path is a JSON pointer.
#[must_use]
pub fn check_values(chart: &Key, values: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    compare(chart, values, &mut Vec::new(), &mut problems);
    problems
}

fn compare<'v>(key: &Key, value: &'v Value, path: &mut Vec<&'v str>, problems: &mut Vec<Problem>) {
    let Some(kind) = ValueType::of(value) else {
        return;
    };
    if !key.types.is_empty() && !key.types.contains(&kind) {
        let types: Vec<_> = key.types.iter().map(|kind| kind.article()).collect();
        let message = format!(
            "'{}' is {}; the chart needs {}",
            path.join("."),
            kind.article(),
            types.join(" or ")
        );
        problems.push(
            Problem::error("helm/type", pointer(path), message)
                .help("use the type that the chart needs: its templates do not convert it"),
        );
        return;
    }
    match value {
        Value::String(word) if !key.allowed.is_empty() && !key.allowed.contains(word) => {
            let message = format!("unknown value '{word}' of '{}'", path.join("."));
            problems.push(
                Problem::error("helm/unknown-value", pointer(path), message)
                    .help(suggestion(word, key.allowed.iter().map(String::as_str))),
            );
        }
        Value::Object(fields) if key.types.contains(&ValueType::Map) => {
            for (name, value) in fields {
                path.push(name);
                match key.keys.get(name) {
                    Some(key) => compare(key, value, path, problems),
                    None if key.open => {}
                    None => {
                        let message = format!("the chart has no key '{}'", path.join("."));
                        problems.push(
                            Problem::error("helm/unknown-key", pointer(path), message)
                                .help(suggestion(name, key.keys.keys().map(String::as_str))),
                        );
                    }
                }
                path.pop();
            }
        }
        _ => {}
    }
}

fn pointer(path: &[&str]) -> String {
    path.iter().fold(String::new(), |pointer, name| field(&pointer, name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TABLE: &str = "\
logs map
  enabled boolean
  labels map, open
  mode text = [\"fast\",\"slow\"]
  paths list
  port number|text
  user any
";

    fn problems(values: &Value) -> Vec<String> {
        let problems = check_values(&crate::charts::read(TABLE).expect("a table"), values);
        problems
            .into_iter()
            .map(|problem| {
                format!(
                    "{} {}: {} | {}",
                    problem.rule,
                    problem.path,
                    problem.message,
                    problem.help.unwrap_or_default()
                )
            })
            .collect()
    }

    #[test]
    fn accepted_values_cause_no_problem() {
        let values = json!({ "logs": { "enabled": null, "labels": { "a/b": 1 }, "mode": "slow", "paths": ["x"], "port": "1", "user": { "a": 1 } } });
        assert_eq!(problems(&values), Vec::<String>::new());
        assert_eq!(problems(&json!({})), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_reported_with_its_path() {
        let values =
            json!({ "lgos": {}, "logs": { "enabeld": true, "enabled": "yes", "mode": "fats", "port": [], "a/b": 1 } });
        assert_eq!(
            problems(&values),
            [
                "helm/unknown-key /lgos: the chart has no key 'lgos' | did you mean 'logs'?",
                "helm/unknown-key /logs/a~1b: the chart has no key 'logs.a/b' | use one of enabled, labels, mode, paths, port, user",
                "helm/unknown-key /logs/enabeld: the chart has no key 'logs.enabeld' | did you mean 'enabled'?",
                "helm/type /logs/enabled: 'logs.enabled' is a text; the chart needs a boolean | use the type that the chart needs: its templates do not convert it",
                "helm/unknown-value /logs/mode: unknown value 'fats' of 'logs.mode' | did you mean 'fast'?",
                "helm/type /logs/port: 'logs.port' is a list; the chart needs a number or a text | use the type that the chart needs: its templates do not convert it",
            ]
        );
    }
}
