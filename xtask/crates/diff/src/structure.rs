//! Compares JSON values by path.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::display::{is_scalar, shortened, value};
use crate::texts::texts;

/// Deeper values are compared as a whole. Payloads and manifests are far flatter.
const DEPTH_MAX: usize = 48;

/// The fields that may identify the elements of a list, best first.
const KEYS: [&str; 5] = ["name", "key", "id", "title", "port"];

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The path, as in `spec.containers[agent].image`.
    pub(crate) path: String,
    /// The change: `1 -> 2`, `added: 2`, `removed: 1`.
    pub(crate) how: String,
}

/// The differences, in the order of the field names.
pub(crate) fn differences(base: &Value, head: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk("", Some(base), Some(head), 0, &mut found);
    found
}

fn walk(path: &str, base: Option<&Value>, head: Option<&Value>, depth: usize, found: &mut Vec<Difference>) {
    let how = match (base, head) {
        (Some(base), Some(head)) if same(base, head) => return,
        (Some(Value::Object(base)), Some(Value::Object(head))) if depth < DEPTH_MAX => {
            return objects(path, base, head, depth, found);
        }
        (Some(Value::Array(base)), Some(Value::Array(head))) if depth < DEPTH_MAX => {
            return lists(path, base, head, depth, found);
        }
        (Some(base), Some(head)) => changed(base, head),
        (None, Some(head)) => format!("added: {}", value(head)),
        (Some(base), None) => format!("removed: {}", value(base)),
        (None, None) => return,
    };
    found.push(Difference {
        path: path.to_owned(),
        how,
    });
}

/// Whether two values are equal; `5` and `5.0` are, because Jsonnet has one type of numbers.
fn same(base: &Value, head: &Value) -> bool {
    base == head || matches!((base, head), (Value::Number(b), Value::Number(h)) if b.as_f64() == h.as_f64())
}

/// `old -> new`, or a note if both look the same when shortened.
pub(crate) fn changed(base: &Value, head: &Value) -> String {
    match (base, head) {
        (Value::String(base), Value::String(head)) => texts(base, head),
        _ => {
            let (old, new) = (value(base), value(head));
            if old == new {
                format!("{old} (changed inside)")
            } else {
                format!("{old} -> {new}")
            }
        }
    }
}

fn objects(
    path: &str,
    base: &Map<String, Value>,
    head: &Map<String, Value>,
    depth: usize,
    found: &mut Vec<Difference>,
) {
    let names: BTreeSet<&String> = base.keys().chain(head.keys()).collect();
    for name in names {
        walk(&below(path, name), base.get(name), head.get(name), depth + 1, found);
    }
}

fn below(path: &str, name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    match (plain, path.is_empty()) {
        (true, true) => name.to_owned(),
        (true, false) => format!("{path}.{name}"),
        (false, _) => format!("{path}[{}]", shortened(name)),
    }
}

fn lists(path: &str, base: &[Value], head: &[Value], depth: usize, found: &mut Vec<Difference>) {
    if base.iter().chain(head).all(is_scalar) {
        return scalars(path, base, head, found);
    }
    for key in KEYS {
        if let (Some(base), Some(head)) = (keyed(base, key), keyed(head, key)) {
            return by_key(path, &base, &head, depth, found);
        }
    }
    by_position(path, base, head, depth, found);
}

/// The added and removed elements, or only that the order differs.
fn scalars(path: &str, base: &[Value], head: &[Value], found: &mut Vec<Difference>) {
    let [old, new] = [base, head].map(|side| side.iter().map(identity).collect::<Vec<_>>());
    if old == new {
        return;
    }
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for (names, step) in [(&old, -1), (&new, 1)] {
        for name in names {
            *counts.entry(name).or_default() += step;
        }
    }
    let picked = |elements: &[Value], names: &[String], sign: i64| -> Vec<String> {
        let mut reported = BTreeSet::new();
        let pairs = elements.iter().zip(names);
        pairs
            .filter(|(_, name)| {
                counts.get(name.as_str()).is_some_and(|count| count.signum() == sign) && reported.insert(name.as_str())
            })
            .map(|(element, _)| value(element))
            .collect()
    };
    let (gone, come) = (picked(base, &old, -1), picked(head, &new, 1));
    let how = match (gone.is_empty(), come.is_empty()) {
        (true, true) => "reordered".to_owned(),
        (true, false) => format!("with {}", come.join(", ")),
        (false, true) => format!("without {}", gone.join(", ")),
        (false, false) => format!("with {} instead of {}", come.join(", "), gone.join(", ")),
    };
    found.push(Difference {
        path: path.to_owned(),
        how,
    });
}

/// A text that is the same for equal scalars only.
fn identity(element: &Value) -> String {
    if element.is_number() {
        value(element)
    } else {
        element.to_string()
    }
}

/// The elements by a field, if all have it and its values are unique.
pub(crate) fn keyed<'a>(elements: &'a [Value], key: &str) -> Option<Vec<(String, &'a Value)>> {
    let mut known = BTreeSet::new();
    let mut all = Vec::with_capacity(elements.len());
    for element in elements {
        let name = match element.get(key)? {
            Value::String(text) => text.clone(),
            scalar if is_scalar(scalar) => scalar.to_string(),
            _ => return None,
        };
        if !known.insert(name.clone()) {
            return None;
        }
        all.push((name, element));
    }
    Some(all)
}

fn by_key(path: &str, base: &[(String, &Value)], head: &[(String, &Value)], depth: usize, found: &mut Vec<Difference>) {
    let before = found.len();
    let [old, new]: [BTreeMap<&str, &Value>; 2] =
        [base, head].map(|side| side.iter().map(|(name, element)| (name.as_str(), *element)).collect());
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    for name in names {
        let path = format!("{path}[{}]", shortened(name));
        walk(&path, old.get(name).copied(), new.get(name).copied(), depth + 1, found);
    }
    if found.len() == before && base.iter().map(|(name, _)| name).ne(head.iter().map(|(name, _)| name)) {
        found.push(Difference {
            path: path.to_owned(),
            how: "reordered".to_owned(),
        });
    }
}

/// Compares elements without names: skips equal elements at both ends, and compares the others one by one.
fn by_position(path: &str, base: &[Value], head: &[Value], depth: usize, found: &mut Vec<Difference>) {
    let front = base.iter().zip(head).take_while(|(b, h)| same(b, h)).count();
    let back = base[front..]
        .iter()
        .rev()
        .zip(head[front..].iter().rev())
        .take_while(|(b, h)| same(b, h))
        .count();
    let (old, new) = (&base[front..base.len() - back], &head[front..head.len() - back]);
    for at in 0..old.len().max(new.len()) {
        walk(
            &format!("{path}[{}]", front + at),
            old.get(at),
            new.get(at),
            depth + 1,
            found,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(base: &Value, head: &Value, expected: &[&str]) {
        let found: Vec<_> = differences(base, head)
            .into_iter()
            .map(|d| format!("{} {}", d.path, d.how))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn fields_are_compared_by_path() {
        let base = json!({ "agents": { "resources": { "limits": { "memory": "512Mi" } }, "gone": 1 }, "same": [1] });
        let head =
            json!({ "agents": { "resources": { "limits": { "memory": "1Gi" } }, "new": { "a": 1 } }, "same": [1.0] });
        check(
            &base,
            &head,
            &[
                "agents.gone removed: 1",
                "agents.new added: {a}",
                "agents.resources.limits.memory 512Mi -> 1Gi",
            ],
        );
        check(&json!({ "a.b/c": 1 }), &json!({ "a.b/c": 2 }), &["[a.b/c] 1 -> 2"]);
    }

    #[test]
    fn lists_are_compared_by_name_as_sets_or_by_position() {
        let env = |value: &str| json!([{ "name": "A", "value": "1" }, { "name": "B", "value": value }]);
        check(&env("x"), &env("y"), &["[B].value x -> y"]);
        check(&json!(["a", "b"]), &json!(["c", "b"]), &[" with c instead of a"]);
        check(&json!(["a", "b"]), &json!(["b", "a"]), &[" reordered"]);
        check(&json!(["a", "a"]), &json!(["a"]), &[" without a"]);
        check(
            &json!([{ "a": 1 }, { "a": 2 }]),
            &json!([{ "a": 0 }, { "a": 1 }, { "a": 2 }]),
            &["[0] added: {a}"],
        );
        let named = |names: [&str; 2]| json!(names.map(|name| json!({ "name": name })));
        check(&named(["a", "b"]), &named(["b", "a"]), &[" reordered"]);
    }

    #[test]
    fn long_texts_show_the_words_that_differ() {
        let text = |what: &str| {
            format!("the quick brown fox jumps over the lazy dog while {what} are waiting for their notes in vain")
        };
        check(
            &json!({ "m": text("clinicians") }),
            &json!({ "m": text("many patients") }),
            &["m '…clinicians…' -> '…many patients…'"],
        );
    }

    #[test]
    fn types_differ_and_depth_is_bounded() {
        check(&json!({ "a": "5" }), &json!({ "a": 5 }), &["a '5' -> 5"]);
        let deep = |leaf: u8| (0..100).fold(json!(leaf), |inner, _| json!({ "x": inner }));
        assert_eq!(differences(&deep(1), &deep(2)).len(), 1);
    }
}
