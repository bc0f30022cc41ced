//! Valid definitions, broken in one place, are rejected: a field without its name, a required field gone, a value of the wrong type, an unknown value.

use datadog_schema::payload::shape::{Presence, Shape};
use datadog_schema::payload::{Origin, PayloadKind, Severity, pointer};
use serde_json::{Value, json};

/// Places that are broken in one definition; a large dashboard has thousands.
const PLACES_MAX: usize = 8;

/// A field of a definition: the object that has it, its name, and what its table declares.
struct Place {
    object: String,
    name: String,
    required: bool,
    enumeration: bool,
    /// Whether it accepts anything.
    open: bool,
}

fn places(shape: &Shape, value: &Value, path: &str, out: &mut Vec<Place>) {
    match (shape, value) {
        (Shape::Object(object), Value::Object(map)) => {
            for (name, value) in map {
                let Some(field) = object.field(name) else { continue };
                out.push(Place {
                    object: path.to_owned(),
                    name: name.clone(),
                    required: field.presence == Presence::Required,
                    enumeration: matches!(field.shape, Shape::OneOf(..)),
                    open: field.presence == Presence::Ignored || matches!(field.shape, Shape::Any),
                });
                places(&field.shape, value, &pointer::field(path, name), out);
            }
        }
        (Shape::List(item, ..), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                places(item, value, &pointer::item(path, index), out);
            }
        }
        (Shape::Choice(choice), value) => {
            if let Some(case) = choice.case(value) {
                places(&case.then, value, path, out);
            }
        }
        _ => {}
    }
}

fn is_rejected(kind: PayloadKind, definition: &Value) -> bool {
    kind.check_schema(definition, Origin::Written)
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}

fn parent<'v>(definition: &'v mut Value, place: &Place) -> &'v mut serde_json::Map<String, Value> {
    definition
        .pointer_mut(&place.object)
        .and_then(Value::as_object_mut)
        .expect("the place was found in this definition")
}

/// The mutations of one place, by name.
fn mutations(definition: &Value, place: &Place) -> Vec<(&'static str, Value)> {
    let mutated = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
        let mut copy = definition.clone();
        change(parent(&mut copy, place));
        copy
    };
    let mut out = vec![(
        "renamed",
        mutated(&|map| {
            let value = map.remove(&place.name).unwrap_or_default();
            map.insert(format!("{}_x", place.name), value);
        }),
    )];
    if !place.open {
        let wrong = |value: &Value| if value.is_object() { json!(5) } else { json!({"x": 1}) };
        out.push((
            "of the wrong type",
            mutated(&|map| drop(map.insert(place.name.clone(), wrong(&map[&place.name])))),
        ));
    }
    // Without `data`, what is left is an empty downtime of version 1, in which no field is required.
    if place.required && !(place.object.is_empty() && place.name == "data") {
        out.push(("gone", mutated(&|map| drop(map.remove(&place.name)))));
    }
    if place.enumeration {
        out.push((
            "an unknown value",
            mutated(&|map| drop(map.insert(place.name.clone(), json!("no_such_value")))),
        ));
    }
    out
}

#[test]
fn broken_definitions_are_rejected() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let (mut count, mut survivors) = (0, Vec::new());
    for (kind, file, key) in [
        (PayloadKind::Monitor, "monitors.jsonl", "monitor"),
        (PayloadKind::Dashboard, "dashboards.jsonl", "dashboard"),
        (PayloadKind::Slo, "slos.jsonl", "slo"),
        (PayloadKind::Downtime, "downtimes.jsonl", "downtime"),
    ] {
        for line in test_support::fixtures::corpus_lines(&corpus, file) {
            let mut line: Value = serde_json::from_str(&line).expect("the corpus is JSON");
            let definition = line[key].take();
            let mut all = Vec::new();
            places(&kind.shape(), &definition, "", &mut all);
            let step = (all.len() / PLACES_MAX).max(1);
            for place in all.iter().step_by(step) {
                for (what, mutated) in mutations(&definition, place) {
                    count += 1;
                    if !is_rejected(kind, &mutated) {
                        survivors.push(format!("{} {}/{} {what}", line["source"], place.object, place.name));
                    }
                }
            }
        }
    }
    assert!(count > 10_000, "only {count} mutations");
    assert!(
        survivors.is_empty(),
        "{} of {count} survive\n{}",
        survivors.len(),
        survivors.join("\n")
    );
}
