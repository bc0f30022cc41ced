//! Works on arrays.

use datadog_query::search::Search;
use serde_json::{Map as Object, Value};

use super::{APPLIED, Processor};
use crate::compile::Compiler;
use crate::definition::{ArrayMapProcessor, ArrayOperation, Processor as Defined};
use crate::grok::Clock;
use crate::observe::{Observer, Outcome, Silent, Skip};
use crate::{Log, path, template};

/// A compiled operation.
#[derive(Debug)]
pub(crate) enum Operation {
    Append {
        source: String,
        target: String,
        preserve: bool,
    },
    Length {
        source: String,
        target: String,
    },
    Select {
        source: String,
        target: String,
        filter: Search,
        value: String,
    },
    KeyValue {
        source: String,
        target: Option<String>,
        key: String,
        value: String,
        replace: bool,
    },
}

impl Operation {
    pub(crate) fn new(defined: &ArrayOperation, compiler: &mut Compiler) -> Option<Self> {
        Some(match defined {
            ArrayOperation::Append(o) => Self::Append {
                source: o.source.clone(),
                target: o.target.clone(),
                preserve: o.preserve_source,
            },
            ArrayOperation::Length(o) => Self::Length {
                source: o.source.clone(),
                target: o.target.clone(),
            },
            ArrayOperation::Select(o) => Self::Select {
                source: o.source.clone(),
                target: o.target.clone(),
                filter: compiler.search(&element_search(&o.filter), &["operation", "filter"])?,
                value: o.value_to_extract.clone(),
            },
            ArrayOperation::KeyValue(o) => Self::KeyValue {
                source: o.source.clone(),
                target: o.target.clone(),
                key: o.key_to_extract.clone(),
                value: o.value_to_extract.clone(),
                replace: o.override_on_conflict,
            },
        })
    }

    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        match self {
            Self::Append {
                source,
                target,
                preserve,
            } => append(log, source, target, *preserve),
            Self::Length { source, target } => match path::get(&log.attributes, source) {
                Some(Value::Array(items)) => {
                    let length = Value::from(items.len());
                    path::set(&mut log.attributes, target, length);
                    APPLIED
                }
                Some(_) => Outcome::Skipped(Skip::WrongValue("no array")),
                None => Outcome::Skipped(Skip::NoSource),
            },
            Self::Select {
                source,
                target,
                filter,
                value,
            } => select(log, source, target, filter, value),
            Self::KeyValue {
                source,
                target,
                key,
                value,
                replace,
            } => key_value(log, source, target.as_deref(), (key, value), *replace),
        }
    }
}

/// A search on the fields of an element is written without `@`.
fn element_search(filter: &str) -> String {
    let bare = filter.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if bare { format!("@{filter}") } else { filter.to_owned() }
}

fn append(log: &mut Log, source: &str, target: &str, preserve: bool) -> Outcome {
    let Some(value) = path::get(&log.attributes, source).cloned() else {
        return Outcome::Skipped(Skip::NoSource);
    };
    let mut items = match path::get(&log.attributes, target) {
        None => Vec::new(),
        Some(Value::Array(items)) => items.clone(),
        Some(_) => return Outcome::Skipped(Skip::WrongValue("no array")),
    };
    items.push(value);
    path::set(&mut log.attributes, target, Value::Array(items));
    if !preserve {
        path::remove(&mut log.attributes, source);
    }
    APPLIED
}

fn select(log: &mut Log, source: &str, target: &str, filter: &Search, value: &str) -> Outcome {
    let items = match path::get(&log.attributes, source) {
        Some(Value::Array(items)) => items,
        Some(_) => return Outcome::Skipped(Skip::WrongValue("no array")),
        None => return Outcome::Skipped(Skip::NoSource),
    };
    let found = items.iter().filter_map(Value::as_object).find(|item| {
        let element = Log {
            attributes: (*item).clone(),
            ..Log::default()
        };
        filter.matches(&element)
    });
    match found.and_then(|item| path::get(item, value)).cloned() {
        Some(value) => {
            path::set(&mut log.attributes, target, value);
            APPLIED
        }
        None => Outcome::Skipped(Skip::NoCategory),
    }
}

fn key_value(log: &mut Log, source: &str, target: Option<&str>, fields: (&str, &str), replace: bool) -> Outcome {
    let items = match path::get(&log.attributes, source) {
        Some(Value::Array(items)) => items.clone(),
        Some(_) => return Outcome::Skipped(Skip::WrongValue("no array")),
        None => return Outcome::Skipped(Skip::NoSource),
    };
    for item in items.iter().filter_map(Value::as_object) {
        let (Some(key), Some(value)) = (item.get(fields.0).and_then(template::text), item.get(fields.1)) else {
            continue;
        };
        let place = target.map_or_else(|| key.clone(), |target| format!("{target}.{key}"));
        if replace || path::get(&log.attributes, &place).is_none() {
            path::set(&mut log.attributes, &place, value.clone());
        }
    }
    APPLIED
}

/// Works on each element of an array.
#[derive(Debug)]
pub(crate) struct Map {
    source: String,
    target: String,
    preserve: bool,
    processors: Vec<Processor>,
}

/// How sub-processors name the element that they read and the element that they make.
const SOURCE: &str = "$sourceElem";
const TARGET: &str = "$targetElem";

impl Map {
    pub(crate) fn new(defined: &ArrayMapProcessor, compiler: &mut Compiler) -> Option<Self> {
        let mut processors = Vec::new();
        for processor in &defined.processors {
            let allowed = matches!(
                processor,
                Defined::AttributeRemapper(_)
                    | Defined::ArithmeticProcessor(_)
                    | Defined::StringBuilderProcessor(_)
                    | Defined::CategoryProcessor(_)
            );
            if !allowed {
                let message = "this processor cannot work on the elements of an array".to_owned();
                let help = "use an attribute remapper, a category, an arithmetic or a string builder processor";
                compiler.problem(&["processors"], "", message, Some(help.to_owned()));
                return None;
            }
            processors.push(Processor::compile(processor, compiler)?);
        }
        Some(Self {
            source: defined.source.clone(),
            target: defined.target.clone(),
            preserve: defined.preserve_source,
            processors,
        })
    }

    pub(crate) fn apply<O: Observer>(&self, log: &mut Log, clock: Clock, _: &mut O) -> Outcome {
        let items = match path::get(&log.attributes, &self.source) {
            Some(Value::Array(items)) => items.clone(),
            Some(_) => return Outcome::Skipped(Skip::WrongValue("no array")),
            None => return Outcome::Skipped(Skip::NoSource),
        };
        let mut out = Vec::new();
        for item in items {
            let mut element = Log {
                attributes: log.attributes.clone(),
                ..Log::default()
            };
            element.attributes.insert(SOURCE.to_owned(), item);
            element
                .attributes
                .insert(TARGET.to_owned(), Value::Object(Object::new()));
            for processor in &self.processors {
                processor.apply(&mut element, clock, &mut Silent);
            }
            out.extend(element.attributes.remove(TARGET));
        }
        if !self.preserve {
            path::remove(&mut log.attributes, &self.source);
        }
        path::set(&mut log.attributes, &self.target, Value::Array(out));
        APPLIED
    }
}
