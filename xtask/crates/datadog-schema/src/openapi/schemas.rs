//! Reading the schemas of an OpenAPI document.

use serde_json::Value;

/// The schema behind references and alternatives of one, and the last name on the way to it.
pub(crate) fn resolve<'s>(schemas: &'s Value, mut schema: &'s Value) -> (Option<&'s str>, &'s Value) {
    let mut name = None;
    loop {
        if let Some(reference) = reference(schema) {
            (name, schema) = (Some(reference), &schemas[reference]);
        } else if let Some([only]) = schema["oneOf"].as_array().map(Vec::as_slice) {
            schema = only;
        } else {
            return (name, schema);
        }
    }
}

fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// Whether a schema, or one on the way to the schema behind it, sets the flag `key`.
pub(crate) fn is(schemas: &Value, schema: &Value, key: &str) -> bool {
    let target = reference(schema).map(|name| &schemas[name]);
    let only = schema["oneOf"]
        .as_array()
        .filter(|list| list.len() == 1)
        .map(|list| &list[0]);
    schema[key] == true || target.or(only).is_some_and(|next| is(schemas, next, key))
}

/// The names that a schema requires.
pub(crate) fn required(schema: &Value) -> Vec<&str> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str).collect()
}

/// The bounds of lengths, the lower and the upper one.
pub(crate) fn lengths(schema: &Value, [low, high]: [&str; 2]) -> (usize, usize) {
    let bound = |key: &str, none: usize| {
        let value = schema[key].as_u64().filter(|n| *n != i32::MAX as u64);
        value.and_then(|n| usize::try_from(n).ok()).unwrap_or(none)
    };
    (bound(low, 0), bound(high, usize::MAX))
}

/// The bounds of a whole number. The greatest number of 32 bits is the type's, no bound of the field.
pub(crate) fn range(schema: &Value) -> (i64, i64) {
    let bound = |key: &str, none: i64| {
        schema[key]
            .as_i64()
            .filter(|n| *n != i64::from(i32::MAX))
            .unwrap_or(none)
    };
    (bound("minimum", i64::MIN), bound("maximum", i64::MAX))
}

/// The alternatives of a schema; where one of them has alternatives itself, those take its place.
pub(crate) fn alternatives<'s>(schemas: &'s Value, schema: &'s Value) -> Vec<&'s Value> {
    let list = ["oneOf", "anyOf"].iter().find_map(|key| schema[key].as_array());
    let nested = |alternative: &'s Value| {
        let deeper = alternatives(schemas, resolve(schemas, alternative).1);
        if deeper.is_empty() { vec![alternative] } else { deeper }
    };
    list.into_iter().flatten().flat_map(nested).collect()
}

/// The alternative of `response` that is `schema`, or has most fields of it; `response` itself where it has no alternatives.
pub(crate) fn closest<'s>(schemas: &'s Value, schema: &'s Value, response: &'s Value) -> &'s Value {
    let fields = |schema: &'s Value| resolve(schemas, schema).1["properties"].as_object();
    let common = |variant: &&'s Value| {
        let names = fields(schema).into_iter().flatten().map(|(name, _)| name);
        let shared = names.filter(|name| fields(variant).is_some_and(|fields| fields.contains_key(*name)));
        (
            resolve(schemas, variant).0 == resolve(schemas, schema).0,
            shared.count(),
        )
    };
    alternatives(schemas, response)
        .into_iter()
        .max_by_key(common)
        .unwrap_or(response)
}

/// The values that the text at `pointer` of an object may have, if they are listed.
pub(crate) fn values_at<'s>(schemas: &'s Value, object: &'s Value, pointer: &str) -> Option<&'s [Value]> {
    let steps = pointer.strip_prefix('/')?.split('/');
    let schema = steps.fold(object, |schema, name| &resolve(schemas, schema).1["properties"][name]);
    resolve(schemas, schema).1["enum"].as_array().map(Vec::as_slice)
}
