//! Walks a schema and a table together, and collects where they differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::payload::check::EVENT_AGGREGATIONS;
use crate::payload::shape::{Case, Choice, Field, Object, Others, Presence, Shape, Source, When};
use serde_json::Value;

use crate::openapi::notation::{self, Notation};
use crate::openapi::schemas::{alternatives, closest, is, lengths, range, required, resolve, values_at};

/// A difference between the document and a table.
#[derive(Debug)]
pub struct Difference {
    /// What differs, as `differences.rs` names it.
    pub name: String,
    /// The table.
    pub source: Source,
    /// What to do, in the notation of the tables.
    pub change: String,
}

/// The schema of what the API accepts, and that of what it returns, if they differ.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// What it accepts.
    pub request: &'s Value,
    /// What it returns.
    pub response: Option<&'s Value>,
}

impl<'s> Pair<'s> {
    fn get(self, key: &str) -> Self {
        Self {
            request: &self.request[key],
            response: self.response.map(|response| &response[key]),
        }
    }
}

/// The field whose shape is compared, and what its row should be.
#[derive(Clone, Debug)]
struct Row {
    source: Source,
    expected: String,
}

/// The differences between a document and the tables.
#[derive(Debug)]
pub struct Comparison<'s> {
    pub(crate) notation: Notation<'s>,
    /// The differences that were found.
    pub found: Vec<Difference>,
    /// Tables that some schema matches, by their address.
    pub matched: BTreeSet<usize>,
    /// Pairs of a schema and a table that were compared: schemas refer to themselves.
    seen: BTreeSet<(String, bool, usize)>,
    row: Option<Row>,
}

impl<'s> Comparison<'s> {
    /// Nothing compared yet.
    #[must_use]
    pub fn new(schemas: &'s Value) -> Self {
        Self {
            notation: Notation {
                schemas,
                constants: BTreeMap::new(),
            },
            found: Vec::new(),
            matched: BTreeSet::new(),
            seen: BTreeSet::new(),
            row: None,
        }
    }

    fn schemas(&self) -> &'s Value {
        self.notation.schemas
    }

    /// Notes that the field at `at` differs; its row is to be changed.
    fn differs(&mut self, at: &str, what: impl AsRef<str>) {
        let Some(Row { source, expected }) = self.row.clone() else {
            return;
        };
        self.note(
            source,
            format!("{at}: {}", what.as_ref()),
            format!("change  {expected}"),
        );
    }

    fn note(&mut self, source: Source, name: String, change: String) {
        self.found.push(Difference { name, source, change });
    }

    /// Compares the value at `at` in the payload.
    pub fn compare(&mut self, at: &str, pair: Pair<'s>, shape: &Shape) {
        let (name, request) = resolve(self.schemas(), pair.request);
        let response = pair.response.map(|response| resolve(self.schemas(), response));
        // What is returned by the same schema adds nothing.
        let response = response
            .filter(|(other, _)| name.is_none() || *other != name)
            .map(|(_, schema)| schema);
        let pair = Pair { request, response };
        if let (Some(name), Some((table, source))) = (name, table(shape)) {
            self.notation
                .constants
                .entry(name.to_owned())
                .or_insert_with(|| reference(shape, source));
            if !self.seen.insert((name.to_owned(), response.is_some(), table)) {
                return;
            }
        }
        match *shape {
            Shape::Choice(choice) => self.choice(at, pair, choice),
            Shape::EventAggregation => self.aggregation(at, request),
            Shape::Object(object) if request["properties"].is_object() => self.object(pair, object),
            Shape::List(item, low, high) if request["type"] == "array" => {
                self.lengths(at, lengths(request, ["minItems", "maxItems"]), (low, high));
                self.compare(&format!("{at}[]"), pair.get("items"), item);
            }
            Shape::Map(item, nullable) if request["additionalProperties"].is_object() => {
                let values = pair.get("additionalProperties");
                if is(self.schemas(), values.request, "nullable") != nullable {
                    self.differs(at, "nullable values differ");
                }
                self.compare(&format!("{at}.*"), values, item);
            }
            shape => self.plain(at, request, &shape),
        }
    }

    /// A value that has no parts.
    fn plain(&mut self, at: &str, schema: &'s Value, shape: &Shape) {
        if let Some(values) = schema["enum"].as_array() {
            return self.values(at, values, shape);
        }
        match (schema["type"].as_str(), *shape) {
            (Some("boolean"), Shape::Bool)
            | (Some("number"), Shape::Number)
            | (Some("integer"), Shape::Digits)
            | (Some("string"), Shape::TimeZone) => {}
            (Some("string"), Shape::Text(low, high)) => {
                self.lengths(at, lengths(schema, ["minLength", "maxLength"]), (low, high));
            }
            (Some("integer"), Shape::Integer(low, high)) => {
                if range(schema) != (low, high) {
                    let has = notation::range_text((low, high));
                    self.differs(at, format!("bounds are '{has}'"));
                }
            }
            (_, Shape::Any) if self.notation.shape(schema) == "Any" => {}
            (_, shape) => {
                let wanted = self.notation.shape(schema);
                self.differs(at, format!("is {}, not {wanted}", notation::shape(&shape)));
            }
        }
    }

    fn lengths(&mut self, at: &str, wanted: (usize, usize), has: (usize, usize)) {
        if wanted != has {
            let text = |bounds| format!("'{}'", notation::lengths_text(bounds));
            self.differs(at, format!("bounds are {}, not {}", text(has), text(wanted)));
        }
    }

    fn values(&mut self, at: &str, values: &[Value], shape: &Shape) {
        let has: Vec<Value> = match *shape {
            Shape::OneOf(list, _) => list.iter().map(|value| Value::from(*value)).collect(),
            Shape::OneOfIntegers(list) => list.iter().map(|value| Value::from(*value)).collect(),
            other => return self.differs(at, format!("is {}, not an enumeration", notation::shape(&other))),
        };
        for value in values.iter().filter(|value| !has.contains(value)) {
            self.differs(at, format!("value {value} is missing"));
        }
        for value in has.iter().filter(|value| !values.contains(value)) {
            self.differs(at, format!("value {value} is not in the document"));
        }
    }

    fn aggregation(&mut self, at: &str, schema: &'s Value) {
        let variants: Vec<_> = alternatives(self.schemas(), schema);
        let variants: Vec<_> = variants
            .into_iter()
            .map(|variant| resolve(self.schemas(), variant).1)
            .collect();
        let listed = variants
            .iter()
            .find_map(|variant| variant["enum"].as_array())
            .is_some_and(|values| {
                values.len() == EVENT_AGGREGATIONS.len()
                    && values
                        .iter()
                        .all(|value| EVENT_AGGREGATIONS.iter().any(|name| value == name))
            });
        let pattern = variants.iter().find_map(|variant| variant["pattern"].as_str());
        if !listed || pattern != Some(r"^pc[0-9]+(\.[0-9]+)?$") {
            self.differs(
                at,
                "event aggregations differ (EVENT_AGGREGATIONS in payload/check/values.rs)",
            );
        }
    }

    fn object(&mut self, pair: Pair<'s>, object: &'static Object) {
        self.matched.insert(std::ptr::from_ref(object) as usize);
        let outer = self.row.take();
        let closed = pair.request["additionalProperties"] == false;
        if closed != (object.others == Others::Excluded) {
            let what = if closed { "add     closed" } else { "remove  closed" };
            let name = format!("{}: closed is {}", object.title, !closed);
            self.note(object.source, name, format!("{what}, before the title"));
        }
        let required = required(pair.request);
        let mut known = BTreeSet::new();
        for (name, property) in pair.request["properties"].as_object().into_iter().flatten() {
            known.insert(name.as_str());
            let presence = if is(self.schemas(), property, "readOnly") {
                Presence::ReadOnly
            } else if required.contains(&name.as_str()) {
                Presence::Required
            } else {
                Presence::Optional
            };
            let response = pair.response.map(|response| &response["properties"][name]);
            self.field(
                object,
                name,
                Pair {
                    request: property,
                    response,
                },
                presence,
            );
        }
        let returned = pair.response.and_then(|response| response["properties"].as_object());
        for (name, property) in returned.into_iter().flatten() {
            if known.insert(name.as_str()) {
                self.field(
                    object,
                    name,
                    Pair {
                        request: property,
                        response: None,
                    },
                    Presence::ReadOnly,
                );
            }
        }
        for field in object.fields().filter(|field| !known.contains(field.name)) {
            let name = format!("{}.{}: not in the document", object.title, field.name);
            self.note(object.source, name, format!("remove  {}", notation::field(field)));
        }
        self.row = outer;
    }

    fn field(&mut self, object: &'static Object, name: &str, pair: Pair<'s>, presence: Presence) {
        let at = format!("{}.{name}", object.title);
        let Some(Field {
            nullable,
            presence: has,
            shape,
            ..
        }) = object.field(name)
        else {
            let row = self.notation.row(name, pair.request, presence);
            return self.note(
                object.source,
                format!("{at}: missing in the table"),
                format!("add     {row}"),
            );
        };
        let expected = self.notation.row(name, pair.request, presence);
        self.row = Some(Row {
            source: object.source,
            expected,
        });
        if presence != *has {
            self.differs(&at, format!("presence is {has:?}"));
        }
        if is(self.schemas(), pair.request, "nullable") != *nullable {
            self.differs(&at, format!("nullable is {nullable}"));
        }
        // What Datadog writes and never reads may stay unchecked.
        if !(*has == Presence::ReadOnly && matches!(shape, Shape::Any)) {
            self.compare(&at, pair, shape);
        }
    }

    fn choice(&mut self, at: &str, pair: Pair<'s>, choice: &'static Choice) {
        let variants = alternatives(self.schemas(), pair.request);
        let variants = if variants.is_empty() {
            vec![pair.request]
        } else {
            variants
        };
        for variant in variants {
            let (name, schema) = resolve(self.schemas(), variant);
            if let (Some(name), Some(values)) = (name, self.unknown_tag(schema, choice)) {
                let row = format!("add     is({values}) => {},", self.notation.shape(variant));
                self.note(choice.source, format!("{}: no case for {name}", choice.title), row);
                continue;
            }
            let case = self.matching_case(variant, choice);
            let response = pair.response.map(|response| closest(self.schemas(), variant, response));
            if let Some(case) = case {
                self.compare(
                    at,
                    Pair {
                        request: variant,
                        response,
                    },
                    &case.then,
                );
            }
        }
    }

    /// The case for a variant: of those with one of its tags, or else of all, the one that it has most in common with.
    fn matching_case(&self, variant: &'s Value, choice: &'static Choice) -> Option<&'static Case> {
        let schema = resolve(self.schemas(), variant).1;
        let values = values_at(self.schemas(), variant, choice.tag).unwrap_or_default();
        let tagged = |case: &&Case| match case.when {
            When::Tag(tags) => values.iter().any(|value| tags.iter().any(|tag| value == tag)),
            _ => false,
        };
        let by_tag = choice.cases.iter().any(|case| tagged(&case));
        let candidates = choice
            .cases
            .iter()
            .filter(|case| !by_tag || tagged(case) || !matches!(case.when, When::Tag(_)));
        candidates.max_by_key(|case| self.likeness(schema, &case.then))
    }

    /// The values of a variant's tag, if the choice has a case for none of them.
    fn unknown_tag(&self, variant: &'s Value, choice: &'static Choice) -> Option<String> {
        let values = values_at(self.schemas(), variant, choice.tag)?;
        let known = values.iter().any(|value| choice.tags().any(|tag| value == tag));
        let text = || values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
        let open = choice.cases.iter().any(|case| matches!(case.when, When::Otherwise));
        (!known && !open && choice.tags().next().is_some()).then(text)
    }

    /// How much a schema and a case have in common: type, fields and values.
    fn likeness(&self, schema: &'s Value, shape: &Shape) -> i64 {
        match (schema["type"].as_str(), *shape) {
            (Some("array"), Shape::List(..))
            | (Some("number"), Shape::Number)
            | (Some("integer"), Shape::Integer(..))
            | (Some("string"), Shape::Text(..)) => 1,
            (Some("string"), Shape::OneOf(..)) if schema["enum"].is_array() => 2,
            (_, Shape::Object(object)) => {
                let fields = schema["properties"].as_object().into_iter().flatten();
                let common: i64 = fields
                    .map(|(name, property)| self.field_likeness(object, name, property))
                    .sum();
                common - object.fields().count() as i64
            }
            _ => i64::MIN,
        }
    }

    fn field_likeness(&self, object: &'static Object, name: &str, property: &'s Value) -> i64 {
        let property = resolve(self.schemas(), property).1;
        let items = resolve(self.schemas(), &property["items"]).1;
        match (object.field(name).map(|field| field.shape), property["enum"].as_array()) {
            (None, _) => -1,
            (Some(Shape::OneOf(has, _)), Some(values)) if values.iter().any(|value| has.iter().any(|h| value == h)) => {
                20
            }
            (Some(_), Some(_)) => -1,
            (Some(Shape::List(Shape::Object(item), ..)), None) if name == "requests" => {
                self.likeness(items, &Shape::Object(item))
            }
            (Some(_), None) => 1,
        }
    }
}

/// The address of a table and where it is written.
#[must_use]
pub fn table(shape: &Shape) -> Option<(usize, Source)> {
    match *shape {
        Shape::Object(object) => Some((std::ptr::from_ref(object) as usize, object.source)),
        Shape::Choice(choice) => Some((std::ptr::from_ref(choice) as usize, choice.source)),
        _ => None,
    }
}

/// A shape with a table as another file names it: `Object(axis::AXIS)`.
fn reference(shape: &Shape, Source { file, constant }: Source) -> String {
    let kind = if matches!(shape, Shape::Choice(_)) {
        "Choice"
    } else {
        "Object"
    };
    let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(".rs"));
    format!("{kind}({}::{constant})", stem.unwrap_or_default())
}
