//! The models are the API's published schema: no object, field, type, value or bound is missing, and nothing is added that `differences.rs` does not explain.

mod differences;

use std::collections::BTreeSet;

use datadog_schema::payload::PayloadKind;
use datadog_schema::payload::shape::{Choice, Object, Presence, Shape};
use differences::{ADDED, LOOSER};
use serde_json::Value;

/// Walks a schema beside a shape.
struct Walk<'s> {
    schemas: &'s Value,
    /// Pairs of a schema's name and a table that were compared: schemas refer to themselves.
    seen: BTreeSet<(String, usize)>,
    /// Tables that some schema stands behind.
    known: BTreeSet<usize>,
    found: Vec<String>,
}

impl<'s> Walk<'s> {
    fn say(&mut self, at: &str, what: impl AsRef<str>) {
        self.found.push(format!("{at}: {}", what.as_ref()));
    }

    fn named(&self, schema: &'s Value) -> (Option<&'s str>, &'s Value) {
        match schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            Some(name) => (Some(name), &self.schemas[name]),
            None => (None, schema),
        }
    }

    fn compare(&mut self, at: &str, schema: &'s Value, shape: &Shape) {
        let (name, schema) = self.named(schema);
        if let (Some(name), Some(table)) = (name, address(shape))
            && !self.seen.insert((name.to_owned(), table))
        {
            return;
        }
        if let Some([only]) = schema["oneOf"].as_array().map(Vec::as_slice) {
            return self.compare(at, only, shape);
        }
        if schema.get("$ref").is_some() {
            return self.compare(at, schema, shape);
        }
        match *shape {
            Shape::Choice(choice) => return self.choice(at, schema, choice),
            Shape::EventAggregation => return self.aggregation(at, schema),
            _ => {}
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.values(at, values, shape);
        }
        let bound = |key: &str| schema[key].as_i64().filter(|n| *n != i64::from(i32::MAX));
        match (schema["type"].as_str(), *shape) {
            (Some("boolean"), Shape::Bool) | (Some("number"), Shape::Number) | (Some("integer"), Shape::Digits) => {}
            (Some("string"), Shape::TimeZone) => {}
            (Some("string"), Shape::Text(low, high)) => {
                self.bounds(at, (bound("minLength"), bound("maxLength")), (low, high))
            }
            (Some("integer"), Shape::Integer(low, high)) => {
                let fits = bound("minimum").unwrap_or(i64::MIN) == low && bound("maximum").unwrap_or(i64::MAX) == high;
                if !fits {
                    self.say(at, format!("bounds are {low}..={high}"));
                }
            }
            (Some("array"), Shape::List(item, low, high)) => {
                self.bounds(at, (bound("minItems"), bound("maxItems")), (low, high));
                self.compare(&format!("{at}[]"), &schema["items"], item);
            }
            (Some("object") | None, Shape::Object(object)) => self.object(at, schema, object),
            (Some("object"), Shape::Map(item, nullable)) => {
                let values = &schema["additionalProperties"];
                if (values["nullable"] == true) != nullable {
                    self.say(at, "nullable values differ");
                }
                self.compare(&format!("{at}.*"), values, item);
            }
            (Some("object"), Shape::Any) if schema["properties"].as_object().is_none_or(serde_json::Map::is_empty) => {}
            (kind, shape) => self.say(at, format!("the schema's {} is {shape:?}", kind.unwrap_or("schema"))),
        }
    }

    fn bounds(&mut self, at: &str, (low, high): (Option<i64>, Option<i64>), has: (usize, usize)) {
        let bound = |n: Option<i64>, none: usize| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(none);
        let wanted = (bound(low, 0), bound(high, usize::MAX));
        if wanted != has {
            self.say(at, format!("bounds are {has:?} in place of {wanted:?}"));
        }
    }

    fn values(&mut self, at: &str, values: &[Value], shape: &Shape) {
        let texts = |list: &[&str]| list.iter().map(|v| Value::from(*v)).collect::<Vec<_>>();
        let has = match *shape {
            Shape::OneOf(list) => texts(list),
            Shape::OneOfIntegers(list) => list.iter().map(|v| Value::from(*v)).collect(),
            other => return self.say(at, format!("an enumeration is {other:?}")),
        };
        for value in values.iter().filter(|value| !has.contains(value)) {
            self.say(at, format!("value {value} is missing"));
        }
        for value in has.iter().filter(|value| !values.contains(value)) {
            self.say(at, format!("value {value} is invented"));
        }
    }

    fn aggregation(&mut self, at: &str, schema: &'s Value) {
        let variants: Vec<_> = schema["oneOf"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|v| self.named(v).1)
            .collect();
        let names = datadog_schema::payload::check::EVENT_AGGREGATIONS;
        let listed = variants
            .iter()
            .find_map(|v| v["enum"].as_array())
            .is_some_and(|v| v.iter().all(|v| names.iter().any(|n| v == n)) && v.len() == names.len());
        let pattern = variants.iter().find_map(|v| v["pattern"].as_str());
        if !listed || pattern != Some(r"^pc[0-9]+(\.[0-9]+)?$") {
            self.say(at, "event aggregations differ");
        }
    }

    fn object(&mut self, at: &str, schema: &'s Value, object: &'static Object) {
        self.known.insert(std::ptr::from_ref(object) as usize);
        let Some(properties) = schema["properties"].as_object() else {
            return self.say(at, "the schema has no properties");
        };
        let required: Vec<_> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (name, property) in properties {
            let at = format!("{}.{name}", object.title);
            let Some(field) = object.field(name) else {
                self.say(&at, "the field is missing");
                continue;
            };
            let target = self.named(property).1;
            let is = |key: &str| property[key] == true || target[key] == true;
            if is("nullable") != field.nullable {
                self.say(&at, format!("nullable is {}", field.nullable));
            }
            if is("readOnly") != (field.presence == Presence::ReadOnly) {
                self.say(&at, format!("presence is {:?}", field.presence));
            }
            if required.contains(&name.as_str()) != (field.presence == Presence::Required) && !is("readOnly") {
                self.say(&at, format!("presence is {:?}", field.presence));
            }
            self.compare(&at, property, &field.shape);
        }
        for field in object.fields().filter(|field| !properties.contains_key(field.name)) {
            self.say(&format!("{}.{}", object.title, field.name), "the field is invented");
        }
    }

    fn choice(&mut self, at: &str, schema: &'s Value, choice: &'static Choice) {
        let variants = self.variants(schema);
        if variants.is_empty() {
            return self.closest(at, schema, choice);
        }
        for variant in variants {
            self.closest(at, variant, choice);
        }
    }

    /// The variants of a schema, those of its variants in their place.
    fn variants(&self, schema: &'s Value) -> Vec<&'s Value> {
        let list = schema["oneOf"].as_array().map(Vec::as_slice).unwrap_or_default();
        let nested = |variant: &'s Value| {
            let deeper = self.variants(self.named(variant).1);
            if deeper.is_empty() { vec![variant] } else { deeper }
        };
        list.iter().flat_map(nested).collect()
    }

    /// Compares a variant with the case that it resembles most: same type, most fields and values in common.
    fn closest(&mut self, at: &str, variant: &'s Value, choice: &'static Choice) {
        let schema = self.named(variant).1;
        let case = choice.cases.iter().max_by_key(|case| self.likeness(schema, &case.then));
        if let Some(case) = case {
            self.compare(at, variant, &case.then);
        }
    }

    fn likeness(&self, schema: &'s Value, shape: &Shape) -> i64 {
        match (schema["type"].as_str(), *shape) {
            (Some("array"), Shape::List(..))
            | (Some("integer"), Shape::Integer(..))
            | (Some("string"), Shape::Text(..)) => 1,
            (_, Shape::Object(object)) => {
                schema["properties"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(name, property)| self.field_likeness(object, name, property))
                    .sum::<i64>()
                    - object.fields().count() as i64
            }
            _ => i64::MIN,
        }
    }

    fn field_likeness(&self, object: &'static Object, name: &str, property: &'s Value) -> i64 {
        let items = self.named(&property["items"]).1;
        match (
            object.field(name).map(|field| field.shape),
            self.named(property).1["enum"].as_array(),
        ) {
            (None, _) => -1,
            (Some(Shape::OneOf(has)), Some(values)) if values.iter().all(|value| has.iter().any(|h| value == h)) => 20,
            (Some(_), Some(_)) => -1,
            (Some(Shape::List(Shape::Object(item), ..)), None) if name == "requests" => {
                self.likeness(items, &Shape::Object(item))
            }
            (Some(_), None) => 1,
        }
    }
}

/// Every table below a shape.
fn tables(shape: &Shape, seen: &mut BTreeSet<usize>, out: &mut Vec<&'static Object>) {
    if address(shape).is_some_and(|table| !seen.insert(table)) {
        return;
    }
    match *shape {
        Shape::Object(object) => {
            out.push(object);
            object.fields().for_each(|field| tables(&field.shape, seen, out));
        }
        Shape::Choice(choice) => choice.cases.iter().for_each(|case| tables(&case.then, seen, out)),
        Shape::List(item, ..) | Shape::Map(item, _) => tables(item, seen, out),
        _ => {}
    }
}

fn address(shape: &Shape) -> Option<usize> {
    match *shape {
        Shape::Object(object) => Some(std::ptr::from_ref(object) as usize),
        Shape::Choice(choice) => Some(std::ptr::from_ref(choice) as usize),
        _ => None,
    }
}

#[test]
fn models_are_the_published_schema() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let document: Value =
        serde_json::from_str(&test_support::fixtures::corpus_lines(&corpus, "openapi/v1-subset.json").concat())
            .expect("the schema is JSON");
    let mut walk = Walk {
        schemas: &document["schemas"],
        seen: BTreeSet::new(),
        known: BTreeSet::new(),
        found: Vec::new(),
    };
    for (root, kind) in [
        ("Monitor", PayloadKind::Monitor),
        ("Dashboard", PayloadKind::Dashboard),
        ("ServiceLevelObjective", PayloadKind::Slo),
        ("SLOCorrectionCreateRequest", PayloadKind::Slo),
        ("Downtime", PayloadKind::Downtime),
    ] {
        walk.compare(root, &document["schemas"][root], &kind.shape());
    }
    let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
    PayloadKind::ALL
        .iter()
        .for_each(|kind| tables(&kind.shape(), &mut seen, &mut all));
    for table in all
        .iter()
        .filter(|table| !walk.known.contains(&(std::ptr::from_ref(**table) as usize)))
    {
        walk.found
            .push(format!("{}: the table stands for no schema", table.title));
    }
    let mut found: BTreeSet<_> = walk.found.into_iter().collect();
    let mut unused = Vec::new();
    for (difference, _why) in ADDED.iter().chain(LOOSER) {
        if !found.remove(*difference) {
            unused.push(format!("{difference} (explained, and no longer true)"));
        }
    }
    found.extend(unused);
    let all: Vec<_> = found.into_iter().collect();
    assert!(all.is_empty(), "{} differences\n{}", all.len(), all.join("\n"));
}
