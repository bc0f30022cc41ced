//! Renames and copies attributes and tags.

use serde_json::Value;

use super::{APPLIED, is_tag};
use crate::definition::{AttributeRemapper, SchemaRemapper, TargetFormat};
use crate::observe::{Outcome, Skip};
use crate::{Log, path, template};

/// A compiled remapper.
#[derive(Debug)]
pub(crate) struct Remap {
    sources: Vec<String>,
    from_tags: bool,
    target: String,
    to_tag: bool,
    format: Option<TargetFormat>,
    preserve: bool,
    replace: bool,
}

impl Remap {
    pub(crate) fn new(defined: &AttributeRemapper) -> Self {
        Self {
            sources: defined.sources.clone(),
            from_tags: is_tag(defined.source_type),
            target: defined.target.clone(),
            to_tag: is_tag(defined.target_type),
            format: defined.target_format,
            preserve: defined.preserve_source,
            replace: defined.override_on_conflict,
        }
    }

    pub(crate) fn of_schema(defined: &SchemaRemapper) -> Self {
        Self {
            sources: defined.sources.clone(),
            from_tags: false,
            target: defined.target.clone(),
            to_tag: false,
            format: defined.target_format,
            preserve: defined.preserve_source,
            replace: defined.override_on_conflict,
        }
    }

    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        let mut outcome = Outcome::Skipped(Skip::NoSource);
        for source in &self.sources {
            let Some(value) = self.value(log, source) else { continue };
            let in_place = !self.from_tags && !self.to_tag && *source == self.target;
            // the first source that exists counts
            let taken = outcome == APPLIED || (!self.replace && !in_place && self.target_exists(log));
            if taken {
                // a source is dropped even if the target keeps its value
                if !self.preserve {
                    self.drop(log, source);
                }
                if outcome != APPLIED {
                    outcome = Outcome::Skipped(Skip::TargetExists);
                }
                continue;
            }
            if !self.preserve {
                self.drop(log, source);
            }
            self.set(log, value);
            outcome = APPLIED;
        }
        outcome
    }

    fn value(&self, log: &Log, source: &str) -> Option<Value> {
        if self.from_tags {
            return log
                .tag_values(source)
                .next()
                .map(|value| Value::String(value.to_owned()));
        }
        path::get(&log.attributes, source).cloned()
    }

    fn target_exists(&self, log: &Log) -> bool {
        if self.to_tag {
            return log.tag_values(&self.target).next().is_some();
        }
        path::get(&log.attributes, &self.target).is_some()
    }

    fn drop(&self, log: &mut Log, source: &str) {
        if self.from_tags {
            let is_source = |tag: &str| tag.strip_prefix(source).is_some_and(|rest| rest.starts_with(':'));
            log.tags.retain(|tag| !is_source(tag));
        } else {
            path::remove(&mut log.attributes, source);
        }
    }

    fn set(&self, log: &mut Log, value: Value) {
        if self.to_tag {
            if let Some(text) = template::text(&value) {
                let prefix = format!("{}:", self.target);
                log.tags.retain(|tag| !tag.starts_with(&prefix));
                log.tags.push(format!("{prefix}{text}").to_lowercase());
            }
            return;
        }
        let value = match self.format {
            Some(format) => converted(value, format),
            None => value,
        };
        path::set(&mut log.attributes, &self.target, value);
    }
}

/// The value in another type; as it is, if it cannot be converted.
fn converted(value: Value, format: TargetFormat) -> Value {
    let number = |value: &Value| match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse::<f64>().ok(),
        _ => None,
    };
    let new = match format {
        TargetFormat::Auto => None,
        TargetFormat::String => template::text(&value).map(Value::String),
        TargetFormat::Double => number(&value).and_then(serde_json::Number::from_f64).map(Value::Number),
        TargetFormat::Integer => match &value {
            Value::Number(number) if number.is_i64() => None,
            Value::String(text) if text.trim().parse::<i64>().is_ok() => {
                text.trim().parse::<i64>().ok().map(Value::from)
            }
            #[expect(clippy::cast_possible_truncation, reason = "a fraction is cut off")]
            other => number(other).filter(|n| n.abs() < 9e18).map(|n| Value::from(n as i64)),
        },
    };
    new.unwrap_or(value)
}
