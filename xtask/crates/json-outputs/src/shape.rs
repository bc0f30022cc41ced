//! The shape of a JSON value.

use serde_json::Value;

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A text.
    Text,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// Anything; the field's meaning says what.
    Any,
    /// Such a value, or null.
    Nullable(Box<Shape>),
    /// A list of such values.
    List(Box<Shape>),
    /// An object with such values, by names that are not fixed.
    Map(Box<Shape>),
    /// An object with these members.
    Object(Vec<Field>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub shape: Shape,
    /// What it means.
    pub meaning: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
}

impl Field {
    /// The same, but it may be left out.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// A member that is always there.
pub(crate) const fn field(name: &'static str, shape: Shape, meaning: &'static str) -> Field {
    Field {
        name,
        shape,
        meaning,
        optional: false,
    }
}

/// A list of values.
pub(crate) fn list(of: Shape) -> Shape {
    Shape::List(Box::new(of))
}

/// An object with values of one shape.
pub(crate) fn map(of: Shape) -> Shape {
    Shape::Map(Box::new(of))
}

/// A value that may be null.
pub(crate) fn nullable(of: Shape) -> Shape {
    Shape::Nullable(Box::new(of))
}

/// An object with these members.
pub(crate) fn object(fields: impl Into<Vec<Field>>) -> Shape {
    Shape::Object(fields.into())
}

impl Shape {
    /// Why the value does not have this shape, with the path of the part that differs. A member that is not declared is a reason.
    #[must_use]
    pub fn refusal(&self, value: &Value) -> Option<String> {
        self.refused("", value)
    }

    fn refused(&self, path: &str, value: &Value) -> Option<String> {
        let fits = match (self, value) {
            (Self::Any, _) | (Self::Text, Value::String(_)) | (Self::Boolean, Value::Bool(_)) => true,
            (Self::OneOf(words), Value::String(word)) => words.contains(&word.as_str()),
            (Self::Integer, Value::Number(number)) => !number.is_f64(),
            (Self::Number, Value::Number(_)) | (Self::Nullable(_), Value::Null) => true,
            (Self::Nullable(inner), value) => return inner.refused(path, value),
            (Self::List(inner), Value::Array(items)) => {
                let mut items = items.iter().enumerate();
                return items.find_map(|(index, item)| inner.refused(&format!("{path}/{index}"), item));
            }
            (Self::Map(inner), Value::Object(members)) => {
                let mut members = members.iter();
                return members.find_map(|(name, member)| inner.refused(&format!("{path}/{name}"), member));
            }
            (Self::Object(fields), Value::Object(members)) => {
                let unknown = members
                    .keys()
                    .find(|name| fields.iter().all(|field| field.name != *name));
                if let Some(name) = unknown {
                    return Some(format!("{path}/{name} is not declared"));
                }
                return fields.iter().find_map(|field| {
                    let path = format!("{path}/{}", field.name);
                    match members.get(field.name) {
                        Some(member) => field.shape.refused(&path, member),
                        None if field.optional => None,
                        None => Some(format!("{path} is missing")),
                    }
                });
            }
            _ => false,
        };
        (!fits).then(|| format!("{path} is {value}, not {self:?}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_refused_with_its_path() {
        let shape = object([
            field("state", Shape::OneOf(&["on", "off"]), ""),
            field("rows", list(nullable(Shape::Integer)), "").optional(),
            field("names", map(Shape::Number), "").optional(),
        ]);
        let check = |value: Value, expected: Option<&str>| {
            let refused = shape.refusal(&value);
            assert_eq!(
                refused.as_deref().and_then(|why| why.split(", not").next()),
                expected,
                "{value}"
            );
        };
        check(json!({ "state": "on" }), None);
        check(
            json!({ "state": "off", "rows": [1, null], "names": { "a": 1, "b": 0.5 } }),
            None,
        );
        check(json!({ "state": "no" }), Some("/state is \"no\""));
        check(json!({ "rows": [] }), Some("/state is missing"));
        check(json!({ "state": "on", "rows": [1, 1.5] }), Some("/rows/1 is 1.5"));
        check(
            json!({ "state": "on", "names": { "a": null } }),
            Some("/names/a is null"),
        );
        check(json!({ "state": "on", "more": 1 }), Some("/more is not declared"));
        check(json!([]), Some(" is []"));
    }
}
