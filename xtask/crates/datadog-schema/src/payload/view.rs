//! Views of payloads. A view borrows from the JSON and is lenient: a value of the wrong type is left out, since `check` reports it.

pub mod dashboard;
pub mod monitor;
mod queries;
pub mod slo;

use serde_json::Value;

pub use dashboard::Dashboard;
pub use monitor::{Monitor, NOTIFIES_ON_NO_DATA, Options};
pub use queries::{Language, Query, Request};
pub use slo::Slo;

/// A text of a payload, and its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<'v> {
    /// JSON pointer to it.
    pub path: String,
    /// The text itself.
    pub text: &'v str,
}

impl<'v> Located<'v> {
    fn field(value: &'v Value, base: &str, name: &str) -> Option<Self> {
        let text = value.get(name)?.as_str()?;
        Some(Self {
            path: crate::payload::pointer::field(base, name),
            text,
        })
    }
}

fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

fn integer(value: &Value, name: &str) -> Option<i64> {
    let value = value.get(name)?;
    // A whole number may be written `5.0`; one of more than 64 bits is beyond every limit, as is the largest of 64.
    #[expect(clippy::cast_possible_truncation, reason = "a cast from a float saturates")]
    let whole = || {
        value
            .as_f64()
            .filter(|number| number.fract() == 0.0)
            .map(|number| number as i64)
    };
    value.as_i64().or_else(whole).or_else(|| value.as_str()?.parse().ok())
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The texts of the list `name`, each with its path.
fn located<'v>(value: &'v Value, base: &str, name: &str) -> Vec<Located<'v>> {
    let items = list(value, name).iter().enumerate();
    let located = |(index, item): (usize, &'v Value)| {
        Some(Located {
            path: format!("{base}/{name}/{index}"),
            text: item.as_str()?,
        })
    };
    items.filter_map(located).collect()
}

/// The texts of the list `name`.
fn texts<'v>(value: &'v Value, name: &str) -> Vec<&'v str> {
    list(value, name).iter().filter_map(Value::as_str).collect()
}
