//! Attributes by their path, `http.status_code`.
//!
//! A key may itself contain dots: at each level the whole rest of the path is tried as a key first, then its shortest beginning that is a key.

use serde_json::{Map, Value};

/// The attributes of a log.
pub type Attributes = Map<String, Value>;

/// The most parts of a path that are followed, which limits the work for a hostile path.
const PARTS_MAX: usize = 64;

/// The value at a path.
#[must_use]
pub fn get<'a>(attributes: &'a Attributes, path: &str) -> Option<&'a Value> {
    let mut level = attributes;
    let mut rest = path;
    for _ in 0..PARTS_MAX {
        if let Some(found) = level.get(rest) {
            return Some(found);
        }
        let Some((next, after)) = step(level, rest) else {
            return element(level, rest);
        };
        level = next;
        rest = after;
    }
    None
}

/// An element of an array: `names.0`, `users.0.name`.
fn element<'a>(level: &'a Attributes, path: &str) -> Option<&'a Value> {
    let (key, rest) = path.split_once('.')?;
    let (index, rest) = match rest.split_once('.') {
        Some((index, rest)) => (index, Some(rest)),
        None => (rest, None),
    };
    let found = level.get(key)?.as_array()?.get(index.parse::<usize>().ok()?)?;
    match rest {
        None => Some(found),
        Some(rest) => get(found.as_object()?, rest),
    }
}

/// All values at a path that may lead through the objects of arrays.
pub fn each<'a>(attributes: &'a Attributes, path: &str, visit: &mut impl FnMut(&'a Value)) {
    if let Some(found) = get(attributes, path) {
        visit(found);
        return;
    }
    let mut level = attributes;
    let mut rest = path;
    for _ in 0..PARTS_MAX {
        let Some((next, after)) = step(level, rest) else { break };
        level = next;
        rest = after;
    }
    let Some((key, below)) = rest.split_once('.') else {
        return;
    };
    if let Some(Value::Array(items)) = level.get(key) {
        items
            .iter()
            .filter_map(Value::as_object)
            .for_each(|item| each(item, below, visit));
    }
}

/// The object below the shortest beginning of `path` that is a key with an object, and the rest of the path.
fn step<'a, 'p>(level: &'a Attributes, path: &'p str) -> Option<(&'a Attributes, &'p str)> {
    path.match_indices('.').take(PARTS_MAX).find_map(|(dot, _)| {
        let below = level.get(&path[..dot])?.as_object()?;
        Some((below, &path[dot + 1..]))
    })
}

/// Sets the value at a path. Objects on the way are made; a value on the way that is no object is replaced.
pub fn set(attributes: &mut Attributes, path: &str, value: Value) {
    let mut level = attributes;
    let mut rest = path;
    let mut parts = 0;
    loop {
        if parts == PARTS_MAX || !rest.contains('.') || level.contains_key(rest) {
            level.insert(rest.to_owned(), value);
            return;
        }
        parts += 1;
        let dot = match step(level, rest) {
            Some((_, after)) => rest.len() - after.len() - 1,
            None => rest.find('.').unwrap_or(rest.len()),
        };
        let below = level.entry(&rest[..dot]).or_insert(Value::Null);
        if !below.is_object() {
            *below = Value::Object(Map::new());
        }
        rest = &rest[dot + 1..];
        match below {
            Value::Object(next) => level = next,
            // it was made an object above
            _ => return,
        }
    }
}

/// Removes the value at a path, and the objects on the way that become empty.
pub fn remove(attributes: &mut Attributes, path: &str) -> Option<Value> {
    remove_below(attributes, path, PARTS_MAX)
}

fn remove_below(level: &mut Attributes, path: &str, parts: usize) -> Option<Value> {
    if let Some(found) = level.remove(path) {
        return Some(found);
    }
    let parts = parts.checked_sub(1)?;
    let (_, after) = step(level, path)?;
    let key = &path[..path.len() - after.len() - 1];
    let below = level.get_mut(key)?.as_object_mut()?;
    let removed = remove_below(below, after, parts)?;
    if below.is_empty() {
        level.remove(key);
    }
    Some(removed)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn attributes(value: Value) -> Attributes {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn keys_may_contain_dots() {
        let log = attributes(json!({ "a.b": { "c": 1 }, "d": { "e.f": 2 }, "x": { "y": 3 } }));
        assert_eq!(get(&log, "a.b.c"), Some(&json!(1)));
        assert_eq!(get(&log, "d.e.f"), Some(&json!(2)));
        assert_eq!(get(&log, "x.y"), Some(&json!(3)));
        let lists = attributes(json!({ "a": { "b": ["x", { "c": "y" }] } }));
        assert_eq!(get(&lists, "a.b.0"), Some(&json!("x")));
        assert_eq!(get(&lists, "a.b.1.c"), Some(&json!("y")));
        assert_eq!(get(&lists, "a.b.2"), None);
        assert_eq!(get(&log, "x.z"), None);
        assert_eq!(get(&log, "x.y.z"), None);
    }

    #[test]
    fn setting_makes_objects_on_the_way() {
        let mut log = attributes(json!({ "a": 1, "k.l": { "m": 2 } }));
        set(&mut log, "a.b", json!(3));
        set(&mut log, "k.l.n", json!(4));
        set(&mut log, "new.deep.key", json!(5));
        assert_eq!(
            Value::Object(log),
            json!({ "a": { "b": 3 }, "k.l": { "m": 2, "n": 4 }, "new": { "deep": { "key": 5 } } })
        );
    }

    #[test]
    fn removing_leaves_no_empty_objects() {
        let mut log = attributes(json!({ "a": { "b": { "c": 1 } }, "d": {} }));
        assert_eq!(remove(&mut log, "a.b.c"), Some(json!(1)));
        assert_eq!(remove(&mut log, "a.b.c"), None);
        assert_eq!(Value::Object(log), json!({ "d": {} }));
    }
}
