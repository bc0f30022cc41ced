//! Searches over a log in a pipeline.

use std::borrow::Cow;

use datadog_query::search::{Event, Scalar};
use serde_json::Value;

use crate::log::Log;
use crate::path;

impl Event for Log {
    fn message(&self) -> &str {
        &self.message
    }

    fn attribute(&self, path: &str) -> Vec<Scalar<'_>> {
        let mut out = Vec::new();
        path::each(&self.attributes, path, &mut |value| out.extend(scalars(value)));
        out
    }

    fn tag(&self, key: &str) -> Vec<Cow<'_, str>> {
        let reserved = match key {
            "service" => self.service.as_deref(),
            "source" => self.source.as_deref(),
            "host" => self.host.as_deref(),
            "status" => Some(self.status.map_or("info", crate::Status::name)),
            "trace_id" => self.trace_id.as_deref(),
            "span_id" => self.span_id.as_deref(),
            _ => None,
        };
        let mut values: Vec<Cow<'_, str>> = reserved.into_iter().map(Cow::Borrowed).collect();
        for tag in &self.tags {
            if let Some(value) = tag.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
                values.push(Cow::Borrowed(value));
            }
        }
        values
    }

    fn tags(&self) -> Vec<Cow<'_, str>> {
        self.tags.iter().map(|tag| Cow::Borrowed(tag.as_str())).collect()
    }

    fn values(&self) -> Vec<Scalar<'_>> {
        // an explicit stack instead of recursion, because a log may be nested deeply
        let mut open: Vec<&Value> = self.attributes.values().collect();
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

    fn calculated(&self, _: &str) -> Vec<Scalar<'_>> {
        Vec::new()
    }
}

/// The values of an attribute: of an array, those of its elements. An object exists but has no value to compare, so it counts as an empty text.
fn scalars(value: &Value) -> Vec<Scalar<'_>> {
    match value {
        Value::Array(items) => items.iter().filter_map(scalar).collect(),
        Value::Object(_) => vec![Scalar::Text(Cow::Borrowed(""))],
        leaf => scalar(leaf).into_iter().collect(),
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

#[cfg(test)]
mod tests {
    use datadog_query::search;

    use crate::Log;

    #[test]
    fn attributes_are_found() {
        let log = Log::from_line(
            r#"{"z": {"action": "Allow due to insufficient app data"}, "list": [{"status": "off"}, {"status": "on"}], "n": 5}"#,
        );
        let check = |text: &str, expected: bool| {
            let search = search::parse_with(text, search::Options::FILTER).expect("a search");
            assert_eq!(search.matches(&log), expected, "{text} {search:?}");
        };
        check("@z.action:Allow*", true);
        check("@z.action:*data", true);
        check("@list.status:on", true);
        check("@list.status:idle", false);
        check("@n:[1 TO 5]", true);
        check("-@missing:*", true);
        check("@z:*", true);
    }
}
