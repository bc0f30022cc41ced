//! Paths through values, as far as they follow what a file writes.

use serde_json::{Map, Value};

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The field of an object.
    Field(String),
    /// The item of a list.
    Item(usize),
    /// The arguments of a constructor, which a file writes as those of a call.
    Args,
}

impl Step {
    /// The path of nested fields.
    #[must_use]
    pub fn fields(names: &[&str]) -> Vec<Self> {
        names.iter().map(|name| Self::Field((*name).to_owned())).collect()
    }
}

/// What identifies an object within the value that holds it: two equal objects are written in different places.
pub(crate) fn identity(object: &Map<String, Value>) -> usize {
    std::ptr::from_ref(object).addr()
}

/// The path from `value` to the object of this identity.
pub(crate) fn path_to(value: &Value, object: usize) -> Option<Vec<Step>> {
    let mut path = Vec::new();
    lead_to(value, object, &mut path).then_some(path)
}

fn lead_to(value: &Value, object: usize, path: &mut Vec<Step>) -> bool {
    let mut through = |step, inner| {
        path.push(step);
        let found = lead_to(inner, object, path);
        if !found {
            path.pop();
        }
        found
    };
    match value {
        Value::Object(fields) if identity(fields) == object => true,
        Value::Object(fields) => {
            let constructed = fields.contains_key("constructor");
            fields.iter().any(|(name, inner)| {
                let step = if constructed && name == "args" {
                    Step::Args
                } else {
                    Step::Field(name.clone())
                };
                through(step, inner)
            })
        }
        Value::Array(items) => items.iter().enumerate().any(|(n, item)| through(Step::Item(n), item)),
        _ => false,
    }
}
