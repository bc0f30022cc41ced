//! Two payloads whose fields are compared one by one; the remaining fields are compared by path.

use serde_json::{Map, Value};

use crate::display::value;
use crate::fact::Fact;
use crate::structure;
use model::Risk;

/// The remaining fields of two objects.
pub(crate) struct Payloads {
    old: Map<String, Value>,
    new: Map<String, Value>,
}

impl Payloads {
    pub(crate) fn new(old: &Value, new: &Value) -> Self {
        let fields = |side: &Value| side.as_object().cloned().unwrap_or_default();
        Self {
            old: fields(old),
            new: fields(new),
        }
    }

    /// Removes the field from both sides.
    pub(crate) fn take(&mut self, field: &str) -> (Option<Value>, Option<Value>) {
        (self.old.remove(field), self.new.remove(field))
    }

    /// Removes a field and compares it, with `what` as its name.
    pub(crate) fn scalar(&mut self, field: &str, what: &str, risk: Risk) -> Option<Fact> {
        let (old, new) = self.take(field);
        different(what, risk, old.as_ref(), new.as_ref())
    }

    /// Compares the remaining fields by path below `prefix`.
    pub(crate) fn rest(self, prefix: &str, risk: Risk) -> Vec<Fact> {
        let found = structure::differences(&Value::Object(self.old), &Value::Object(self.new));
        found
            .into_iter()
            .map(|d| Fact::new(risk, format!("{prefix}{}", d.path), d.how))
            .collect()
    }
}

/// Compares two values: `old -> new`, `added: new`, `removed: old`. Null counts as absent.
pub(crate) fn different(what: &str, risk: Risk, old: Option<&Value>, new: Option<&Value>) -> Option<Fact> {
    let present = |side: Option<&Value>| side.filter(|value| !value.is_null()).cloned();
    let how = match (present(old), present(new)) {
        (Some(old), Some(new)) => structure::differences(&old, &new)
            .into_iter()
            .map(|d| {
                if d.path.is_empty() {
                    d.how
                } else {
                    format!("{} {}", d.path, d.how)
                }
            })
            .collect::<Vec<_>>(),
        (None, Some(new)) => vec![format!("added: {}", value(&new))],
        (Some(old), None) => vec![format!("removed: {}", value(&old))],
        (None, None) => Vec::new(),
    };
    (!how.is_empty()).then(|| Fact::new(risk, what, how.join("; ")))
}
