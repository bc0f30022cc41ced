//! Two payloads of which facets are taken one by one; what nobody took is compared by path.

use serde_json::{Map, Value};

use crate::fact::Fact;
use crate::shown::value;
use crate::structure;
use model::Risk;

/// The rest of two objects.
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

    /// Takes the field out of both sides.
    pub(crate) fn take(&mut self, field: &str) -> (Option<Value>, Option<Value>) {
        (self.old.remove(field), self.new.remove(field))
    }

    /// Takes a field and tells how it differs, in a word for it.
    pub(crate) fn scalar(&mut self, field: &str, what: &str, risk: Risk) -> Option<Fact> {
        let (old, new) = self.take(field);
        different(what, risk, old.as_ref(), new.as_ref())
    }

    /// What is left, by path below `prefix`.
    pub(crate) fn rest(self, prefix: &str, risk: Risk) -> Vec<Fact> {
        let found = structure::differences(&Value::Object(self.old), &Value::Object(self.new));
        found
            .into_iter()
            .map(|d| Fact::new(risk, format!("{prefix}{}", d.path), d.how))
            .collect()
    }
}

/// How one value differs: `old -> new`, `added: new`, `removed: old`. A null is as good as nothing.
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
