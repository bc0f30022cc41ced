use datadog_simulator::world::Event;
use documents::yaml::Located;
use serde_json::Value;

use super::{Builder, Finding};
use crate::file::Events;
use crate::notation;

/// The maximum number of events in one entry of a test.
const EVENTS_MAX: i64 = 200_000;

impl Builder<'_> {
    /// The events. Those with `every` that begin at the start also come before it.
    pub(super) fn events(&mut self, written: &Located<Events>) -> Vec<Event> {
        self.generated(written).unwrap_or_default()
    }

    fn generated(&mut self, written: &Located<Events>) -> Option<Vec<Event>> {
        let source = self.filled(&written.source)?;
        let between = notation::times(&written.between, &self.monitor.variables);
        let between = self.report_error(between, &written.between, &written.between.span)?;
        let length_s = between.to - between.from;
        self.end_s = self.end_s.max(between.to);
        let times: Vec<i64> = match (&written.every, &written.count) {
            (Some(every), None) => {
                let step_s = self.interval_s(Some(every))?;
                let before = if between.from == 0 {
                    self.before_s / step_s + 1
                } else {
                    0
                };
                let n = length_s.div_euclid(step_s) + i64::from(length_s % step_s != 0);
                if n == 0 {
                    let finding = Finding::new(
                        "monitors/notation",
                        written.between.span.clone(),
                        "'every' needs a time span, but 'between' has no length",
                    );
                    self.find(finding.help("write a start and an end: 5m..10m, or use 'count' instead of 'every'"));
                    return None;
                }
                self.limited(n + before, written)?;
                (-before..n).map(|i| between.from + i * step_s).collect()
            }
            (None, Some(count)) => {
                let n = notation::whole_number(count, &self.monitor.variables);
                let n = self.report_error(n, count, &count.span)?;
                self.limited(n, written)?;
                (0..n).map(|i| between.from + i * length_s / n).collect()
            }
            _ => {
                let finding = Finding::new(
                    "monitors/test-file",
                    written.source.span.clone(),
                    "events need either 'every' or 'count'",
                );
                self.find(finding.help("set exactly one of the two"));
                return None;
            }
        };
        let body = self.body(&written.body)?;
        let event = |at: i64| Event {
            source: source.clone(),
            at: self.start + at,
            body: body.clone(),
        };
        Some(times.into_iter().map(event).collect())
    }

    fn limited(&mut self, n: i64, written: &Located<Events>) -> Option<()> {
        if n <= EVENTS_MAX {
            return Some(());
        }
        self.find(Finding::new(
            "monitors/notation",
            written.between.span.clone(),
            format!("{n} events exceed the maximum of {EVENTS_MAX}"),
        ));
        None
    }

    /// The event with its variables replaced; adds the environment's tag unless the event has one.
    pub(super) fn body(&mut self, written: &Located<Value>) -> Option<Value> {
        let Value::Object(mut fields) = self.value(&written.value, &written.span)? else {
            self.find(
                Finding::new("monitors/test-file", written.span.clone(), "an event must be a mapping")
                    .help("write {service: $service, message: ...}"),
            );
            return None;
        };
        let env = format!("env:{}", self.monitor.env);
        match fields.entry("tags").or_insert_with(|| Value::Array(Vec::new())) {
            Value::Array(tags) => {
                if !tags.iter().any(|t| t.as_str().is_some_and(|t| t.starts_with("env:"))) {
                    tags.push(Value::String(env));
                }
            }
            _ => {
                self.find(
                    Finding::new(
                        "monitors/test-file",
                        written.span.clone(),
                        "the tags of an event must be a list",
                    )
                    .help("write tags: [\"queue:a\"]"),
                );
                return None;
            }
        }
        Some(Value::Object(fields))
    }

    /// The JSON value with the variables of its strings replaced.
    pub(super) fn value(&mut self, value: &Value, span: &std::ops::Range<usize>) -> Option<Value> {
        Some(match value {
            Value::String(text) => Value::String(self.filled_at(text, span)?),
            Value::Array(items) => {
                Value::Array(items.iter().map(|item| self.value(item, span)).collect::<Option<_>>()?)
            }
            Value::Object(fields) => {
                let mut out = serde_json::Map::new();
                for (key, value) in fields {
                    out.insert(self.filled_at(key, span)?, self.value(value, span)?);
                }
                Value::Object(out)
            }
            other => other.clone(),
        })
    }
}
