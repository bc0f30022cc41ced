use datadog_simulator::world::Event;
use documents::yaml::Located;
use serde_json::Value;

use super::{Builder, Finding};
use crate::file::Events;
use crate::notation;

/// A test has at most so many events of one kind.
const EVENTS_MAX: i64 = 200_000;

impl Builder<'_> {
    /// The events. Those that come `every` so often from the start on have come before it as well.
    pub(super) fn events(&mut self, written: &Located<Events>) -> Vec<Event> {
        self.generated(written).unwrap_or_default()
    }

    fn generated(&mut self, written: &Located<Events>) -> Option<Vec<Event>> {
        let source = self.filled(&written.source)?;
        let between = notation::times(&written.between, &self.monitor.variables);
        let between = self.sound(between, &written.between, &written.between.span)?;
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
                        "none comes 'every' so often within no time",
                    );
                    self.find(finding.help("say from when to when: 5m..10m, or how many there are: count"));
                    return None;
                }
                self.limited(n + before, written)?;
                (-before..n).map(|i| between.from + i * step_s).collect()
            }
            (None, Some(count)) => {
                let n = notation::whole_number(count, &self.monitor.variables);
                let n = self.sound(n, count, &count.span)?;
                self.limited(n, written)?;
                (0..n).map(|i| between.from + i * length_s / n).collect()
            }
            _ => {
                let finding = Finding::new(
                    "monitors/test-file",
                    written.source.span.clone(),
                    "events come 'every' so often, or there is a 'count' of them",
                );
                self.find(finding.help("say one of the two"));
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
            format!("these are {n} events, more than {EVENTS_MAX}"),
        ));
        None
    }

    /// The event with its variables, and the environment's tag where none is said.
    pub(super) fn body(&mut self, written: &Located<Value>) -> Option<Value> {
        let Value::Object(mut fields) = self.value(&written.value, &written.span)? else {
            self.find(
                Finding::new("monitors/test-file", written.span.clone(), "an event is an object")
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
                        "the tags of an event are a list",
                    )
                    .help("write tags: [\"queue:a\"]"),
                );
                return None;
            }
        }
        Some(Value::Object(fields))
    }

    /// A JSON value whose texts have their variables filled in.
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
