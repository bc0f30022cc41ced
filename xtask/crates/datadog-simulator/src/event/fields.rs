//! Lets searches read events and tags.

use std::borrow::Cow;

use datadog_query::search::{Event, Scalar};
use serde_json::Value;

use crate::world::Tags;

/// An event as JSON. Attributes are below `attributes` or at the top level, tags in `tags` (a list, or a string with commas).
#[derive(Clone, Copy)]
pub(crate) struct Json<'a>(pub(crate) &'a Value);

/// The maximum number of parts of a path. A longer path is not found, which limits the recursion.
const PARTS_MAX: usize = 32;

impl<'a> Json<'a> {
    /// The values of a facet: `@path` is an attribute, any other name is a reserved attribute or a tag.
    pub(crate) fn facet(&self, facet: &str) -> Vec<String> {
        match facet.strip_prefix('@') {
            Some(path) => self.found(path).into_iter().flat_map(scalars).map(text).collect(),
            None => {
                let tags: Vec<String> = self.by_tag(facet).into_iter().map(Cow::into_owned).collect();
                if tags.is_empty() {
                    self.found(facet).into_iter().flat_map(scalars).map(text).collect()
                } else {
                    tags
                }
            }
        }
    }

    /// The numeric value of a measure.
    pub(crate) fn measure(&self, measure: &str) -> Option<f64> {
        let path = measure.strip_prefix('@').unwrap_or(measure);
        self.found(path)
            .into_iter()
            .flat_map(scalars)
            .find_map(|v| v.as_f64().or_else(|| v.as_str()?.parse().ok()))
            .filter(|v| v.is_finite())
    }

    /// The value at `path`, first below `attributes`, then at the top level.
    pub(crate) fn found(&self, path: &str) -> Option<&'a Value> {
        let attributes = self.0.get("attributes").filter(|a| a.is_object());
        attributes
            .and_then(|a| lookup(a, path, PARTS_MAX))
            .or_else(|| lookup(self.0, path, PARTS_MAX))
    }

    fn by_tag(&self, key: &str) -> Vec<Cow<'a, str>> {
        let reserved = self
            .0
            .get(key)
            .filter(|v| !v.is_object() && !v.is_array() && !v.is_null())
            .map(|v| match v {
                Value::String(text) => Cow::Borrowed(text.as_str()),
                other => Cow::Owned(other.to_string()),
            });
        let tags = self.tag_texts().into_iter().filter_map(|tag| {
            let value = tag.strip_prefix(key)?.strip_prefix(':')?;
            Some(Cow::Borrowed(value))
        });
        reserved.into_iter().chain(tags).collect()
    }

    fn tag_texts(&self) -> Vec<&'a str> {
        match self.0.get("tags") {
            Some(Value::Array(tags)) => tags.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(tags)) => tags.split(',').map(str::trim).collect(),
            _ => Vec::new(),
        }
    }
}

impl Event for Json<'_> {
    fn message(&self) -> &str {
        self.0.get("message").and_then(Value::as_str).unwrap_or_default()
    }

    fn attribute(&self, path: &str) -> Vec<Scalar<'_>> {
        self.found(path)
            .into_iter()
            .flat_map(scalars)
            .filter_map(scalar)
            .collect()
    }

    fn tag(&self, key: &str) -> Vec<Cow<'_, str>> {
        self.by_tag(key)
    }

    fn tags(&self) -> Vec<Cow<'_, str>> {
        self.tag_texts().into_iter().map(Cow::Borrowed).collect()
    }

    fn values(&self) -> Vec<Scalar<'_>> {
        // an explicit stack instead of recursion, because events may be nested as deep as JSON allows
        let mut open = vec![self.0.get("attributes").unwrap_or(self.0)];
        let mut out = Vec::new();
        while let Some(value) = open.pop() {
            match value {
                Value::Object(fields) => open.extend(fields.values()),
                Value::Array(items) => open.extend(items),
                leaf => out.extend(scalar(leaf)),
            }
        }
        out
    }

    fn calculated(&self, name: &str) -> Vec<Scalar<'_>> {
        self.found(&format!("#{name}"))
            .into_iter()
            .flat_map(scalars)
            .filter_map(scalar)
            .collect()
    }
}

/// The value at a dotted path. Keys may contain dots themselves.
fn lookup<'a>(value: &'a Value, path: &str, parts_left: usize) -> Option<&'a Value> {
    let object = value.as_object()?;
    if let Some(found) = object.get(path) {
        return Some(found);
    }
    if parts_left == 0 {
        return None;
    }
    path.match_indices('.')
        .take(parts_left)
        .find_map(|(dot, _)| lookup(object.get(&path[..dot])?, &path[dot + 1..], parts_left - 1))
}

fn scalars(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items
            .iter()
            .filter(|v| !v.is_object() && !v.is_array() && !v.is_null())
            .collect(),
        Value::Object(_) | Value::Null => Vec::new(),
        leaf => vec![leaf],
    }
}

fn scalar(value: &Value) -> Option<Scalar<'_>> {
    Some(match value {
        Value::String(text) => Scalar::Text(Cow::Borrowed(text)),
        Value::Number(number) => Scalar::Number(number.as_f64()?),
        Value::Bool(value) => Scalar::Bool(*value),
        _ => return None,
    })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Lets the searches of downtimes and notification rules read tags.
pub(crate) struct Tagged<'a>(pub(crate) &'a Tags);

impl Event for Tagged<'_> {
    fn message(&self) -> &str {
        ""
    }

    fn attribute(&self, path: &str) -> Vec<Scalar<'_>> {
        self.0
            .pairs()
            .filter(|(k, _)| k.strip_prefix('@') == Some(path))
            .map(|(_, v)| Scalar::Text(Cow::Borrowed(v)))
            .collect()
    }

    fn tag(&self, key: &str) -> Vec<Cow<'_, str>> {
        self.0
            .pairs()
            .filter(|(k, _)| *k == key)
            .map(|(_, v)| Cow::Borrowed(v))
            .collect()
    }

    fn tags(&self) -> Vec<Cow<'_, str>> {
        self.0.iter().map(Cow::Borrowed).collect()
    }

    fn values(&self) -> Vec<Scalar<'_>> {
        self.0.pairs().map(|(_, v)| Scalar::Text(Cow::Borrowed(v))).collect()
    }

    fn calculated(&self, _: &str) -> Vec<Scalar<'_>> {
        Vec::new()
    }
}
