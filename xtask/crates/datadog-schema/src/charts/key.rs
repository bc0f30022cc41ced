//! A key of a chart's values, and what it accepts.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde_json::Value;

/// The types of YAML values. Null is accepted everywhere: with null, Helm removes the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueType {
    /// `true` or `false`.
    Boolean,
    /// A list of anything.
    List,
    /// Keys and values.
    Map,
    /// A number.
    Number,
    /// A text.
    Text,
}

impl ValueType {
    /// Every type, its name in a table, and its name with an article in a message.
    pub const ALL: [(Self, &str, &str); 5] = [
        (Self::Boolean, "boolean", "a boolean"),
        (Self::List, "list", "a list"),
        (Self::Map, "map", "a map"),
        (Self::Number, "number", "a number"),
        (Self::Text, "text", "a text"),
    ];

    /// The type of a value; `None` for null.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Boolean,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Map,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
        })
    }

    /// The name in a table.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The name with its article, for a message.
    #[must_use]
    pub fn article(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or("", |(.., article)| article)
    }
}

/// What a key accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The accepted types; any type if empty.
    pub types: Vec<ValueType>,
    /// Whether its map accepts keys that are not in `keys`: a map for users to fill, or the values of an included chart.
    pub open: bool,
    /// The known keys of its map.
    pub keys: BTreeMap<String, Key>,
    /// The accepted texts; any text if empty.
    pub allowed: Vec<String>,
}

/// An indented line per key, `<key> <types>[, open][ = <allowed>]`: what [`crate::charts::read`] reads.
impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_keys(&self.keys, 0, f)
    }
}

fn write_keys(keys: &BTreeMap<String, Key>, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
    for (name, key) in keys {
        let types: Vec<_> = key.types.iter().map(|kind| kind.name()).collect();
        let types = if types.is_empty() {
            "any".to_owned()
        } else {
            types.join("|")
        };
        write!(f, "{:indent$}{name} {types}", "", indent = 2 * depth)?;
        if key.open {
            f.write_str(", open")?;
        }
        if !key.allowed.is_empty() {
            write!(f, " = {}", Value::from(key.allowed.clone()))?;
        }
        f.write_str("\n")?;
        write_keys(&key.keys, depth + 1, f)?;
    }
    Ok(())
}
