//! Tables in their own notation, as `object!` and `choice!` read it: from a schema, or from a table that exists.

use std::collections::BTreeMap;

use crate::payload::shape::{Field, Presence, Shape};
use serde_json::Value;

use crate::openapi::schemas::{alternatives, is, lengths, range, required, resolve};

/// A longer row lists its values on lines of their own.
const WIDTH_MAX: usize = 150;

/// What writes rows from schemas.
#[derive(Debug)]
pub(crate) struct Notation<'s> {
    pub(crate) schemas: &'s Value,
    /// The shapes of the schemas that have a table: `Object(axis::AXIS)`. A table of another schema is called after it.
    pub(crate) constants: BTreeMap<String, String>,
}

impl Notation<'_> {
    /// The row of a field: `name: required nullable Shape,`.
    pub(crate) fn row(&self, name: &str, property: &Value, presence: Presence) -> String {
        let presence = match presence {
            _ if is(self.schemas, property, "readOnly") => "read_only ",
            other => keyword(other),
        };
        let nullable = if is(self.schemas, property, "nullable") {
            "nullable "
        } else {
            ""
        };
        wrapped(format!("{name}: {presence}{nullable}{},", self.shape(property)))
    }

    /// The shape of what a schema describes.
    pub(crate) fn shape(&self, schema: &Value) -> String {
        let (name, schema) = resolve(self.schemas, schema);
        let table = |kind: &str| {
            let known = name.and_then(|name| self.constants.get(name)).cloned();
            known.unwrap_or_else(|| format!("{kind}({})", constant(name.unwrap_or("Inline"))))
        };
        if let Some(values) = schema["enum"].as_array() {
            let numbers = values.iter().all(Value::is_number);
            let list = values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
            return format!("{}({list})", if numbers { "OneOfIntegers" } else { "Only" });
        }
        match schema["type"].as_str() {
            _ if alternatives(self.schemas, schema).len() > 1 => table("Choice"),
            _ if has_properties(schema) => table("Object"),
            Some("string") => format!(
                "Text{}",
                in_brackets(&lengths_text(lengths(schema, ["minLength", "maxLength"])))
            ),
            Some("integer") => format!("Integer{}", in_brackets(&range_text(range(schema)))),
            Some("number") => "Number".to_owned(),
            Some("boolean") => "Bool".to_owned(),
            Some("array") => self.list(schema),
            _ if schema["additionalProperties"].is_object() => {
                let values = &schema["additionalProperties"];
                let nullable = if is(self.schemas, values, "nullable") {
                    "nullable "
                } else {
                    ""
                };
                format!("Map({nullable}{})", self.shape(values))
            }
            _ => "Any".to_owned(),
        }
    }

    fn list(&self, schema: &Value) -> String {
        let bounds = lengths_text(lengths(schema, ["minItems", "maxItems"]));
        let comma = if bounds.is_empty() { "" } else { ", " };
        format!("List({}{comma}{bounds})", self.shape(&schema["items"]))
    }

    /// The rows of a schema's fields, required ones first.
    pub(crate) fn rows(&self, schema: &Value, response: Option<&Value>) -> Vec<String> {
        let required = required(schema);
        let fields = |schema: &Value| schema["properties"].as_object().cloned().unwrap_or_default();
        let mut rows: Vec<(Presence, String, Value)> = fields(schema)
            .into_iter()
            .map(|(name, property)| {
                let is_required = required.contains(&name.as_str());
                let presence = if is_required {
                    Presence::Required
                } else {
                    Presence::Optional
                };
                (presence, name, property)
            })
            .collect();
        let known = fields(schema);
        let returned = response.map(fields).unwrap_or_default();
        let returned = returned.into_iter().filter(|(name, _)| !known.contains_key(name));
        rows.extend(returned.map(|(name, property)| (Presence::ReadOnly, name, property)));
        rows.sort_by_key(|(presence, name, _)| (*presence != Presence::Required, name.clone()));
        rows.iter()
            .map(|(presence, name, property)| self.row(name, property, *presence))
            .collect()
    }
}

fn has_properties(schema: &Value) -> bool {
    schema["properties"]
        .as_object()
        .is_some_and(|properties| !properties.is_empty())
}

/// `MonitorNotificationRuleFilter` as `MONITOR_NOTIFICATION_RULE_FILTER`.
pub(crate) fn constant(schema: &str) -> String {
    words(schema).join("_").to_uppercase()
}

/// The words of a name in camel case; `APITest` has two.
pub(crate) fn words(name: &str) -> Vec<String> {
    let (mut words, chars): (Vec<String>, Vec<char>) = (Vec::new(), name.chars().collect());
    for (at, c) in chars.iter().enumerate() {
        let after_small = at > 0 && chars[at - 1].is_lowercase();
        let before_small = at > 0 && chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        match words.last_mut() {
            Some(word) if !(c.is_uppercase() && (after_small || before_small)) => word.push(*c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

/// A field of a table as its row.
pub(crate) fn field(field: &Field) -> String {
    let nullable = if field.nullable { "nullable " } else { "" };
    wrapped(format!(
        "{}: {}{nullable}{},",
        field.name,
        keyword(field.presence),
        shape(&field.shape)
    ))
}

/// The shape of a table.
pub(crate) fn shape(of: &Shape) -> String {
    match *of {
        Shape::Integer(low, high) => format!("Integer{}", in_brackets(&range_text((low, high)))),
        Shape::Text(low, high) => format!("Text{}", in_brackets(&lengths_text((low, high)))),
        Shape::OneOf(values, _) => format!(
            "Only({})",
            values.iter().map(|v| format!("\"{v}\"")).collect::<Vec<_>>().join(", ")
        ),
        Shape::OneOfIntegers(values) => {
            format!(
                "OneOfIntegers({})",
                values.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
            )
        }
        Shape::List(item, low, high) => {
            let bounds = lengths_text((low, high));
            format!(
                "List({}{}{bounds})",
                shape(item),
                if bounds.is_empty() { "" } else { ", " }
            )
        }
        Shape::Map(item, nullable) => format!("Map({}{})", if nullable { "nullable " } else { "" }, shape(item)),
        Shape::Object(object) => format!("Object({})", object.source.constant),
        Shape::Choice(choice) => format!("Choice({})", choice.source.constant),
        Shape::Any => "Any".to_owned(),
        Shape::Bool => "Bool".to_owned(),
        Shape::Digits => "Digits".to_owned(),
        Shape::Number => "Number".to_owned(),
        Shape::TimeZone => "TimeZone".to_owned(),
        Shape::EventAggregation => "EventAggregation".to_owned(),
    }
}

fn keyword(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required ",
        Presence::Optional => "",
        Presence::ReadOnly => "read_only ",
        Presence::Ignored => "ignored ",
    }
}

fn in_brackets(bounds: &str) -> String {
    if bounds.is_empty() {
        String::new()
    } else {
        format!("({bounds})")
    }
}

/// Bounds of a length; nothing where there are none.
pub(crate) fn lengths_text((low, high): (usize, usize)) -> String {
    match (low, high) {
        (0, usize::MAX) => String::new(),
        (low, usize::MAX) => format!("{low}.."),
        (low, high) => format!("{low}..={high}"),
    }
}

/// Bounds of a whole number; nothing where there are none.
pub(crate) fn range_text((low, high): (i64, i64)) -> String {
    match (low, high) {
        (i64::MIN, i64::MAX) => String::new(),
        (low, i64::MAX) => format!("{low}.."),
        (i64::MIN, high) => format!("..={high}"),
        (low, high) => format!("{low}..={high}"),
    }
}

/// A long row, with the values of its enumeration on lines of their own.
fn wrapped(row: String) -> String {
    let Some((start, values)) = row.split_once("Only(").filter(|_| row.len() > WIDTH_MAX) else {
        return row;
    };
    let Some((values, end)) = values.split_once(')') else {
        return row;
    };
    let (mut lines, mut line) = (Vec::new(), String::new());
    for value in values.split(", ") {
        if line.len() + value.len() > WIDTH_MAX - 20 {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line += &format!("{value}, ");
    }
    lines.push(line.trim_end().trim_end_matches(',').to_owned());
    let lines: Vec<_> = lines.iter().map(|line| format!("\n            {line}")).collect();
    format!("{start}Only({}\n        ){end}", lines.concat())
}
