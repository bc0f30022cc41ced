//! Checks a value against a table.

mod synonym;
#[cfg(test)]
mod tests;
mod unknown;
mod values;

use diagnostics::Severity;
use serde_json::{Map, Value};

use crate::payload::origin::Origin;
use crate::payload::pointer::{self, Step};
use crate::payload::problem::Problem;
use crate::payload::shape::{Choice, Field, Needs, Object, Presence, Shape};
use crate::payload::wording::{describe_value, quoted, with_article};

use unknown::may_distinguish;
pub use values::EVENT_AGGREGATIONS;

/// The greatest depth of a payload. `serde_json` reads no deeper values either.
const DEPTH_MAX: usize = 128;

/// Checks `value` against `shape`. Returns all problems, in the order of the payload: it never stops at the first.
#[must_use]
pub fn check_shape(shape: &Shape, value: &Value, origin: Origin) -> Vec<Problem> {
    let mut walk = Walk {
        origin,
        is_answer: shape.is_answer(value),
        path: Vec::new(),
        problems: Vec::new(),
    };
    walk.shape(shape, value);
    walk.problems
}

/// The path to the current value, and the problems found so far.
struct Walk<'v> {
    origin: Origin,
    /// Whether the payload has fields that only Datadog writes.
    is_answer: bool,
    path: Vec<Step<'v>>,
    problems: Vec<Problem>,
}

impl<'v> Walk<'v> {
    /// An error at the current value.
    fn error(&self, rule: &'static str, message: String) -> Problem {
        Problem::error(rule, pointer::render(&self.path), message)
    }

    /// An error at the field `name` of the current object.
    fn error_in(&self, name: &str, rule: &'static str, message: String) -> Problem {
        Problem::error(rule, pointer::field(&pointer::render(&self.path), name), message)
    }

    /// The name of the current field, or of the list that contains the current item.
    fn place(&self) -> String {
        let name = self.path.iter().rev().find_map(|step| match step {
            Step::Key(name) => Some(*name),
            Step::Index(_) => None,
        });
        name.map_or_else(|| "the payload".to_owned(), |name| format!("'{name}'"))
    }

    fn within(&mut self, step: Step<'v>, shape: &Shape, value: &'v Value) {
        self.path.push(step);
        if self.path.len() > DEPTH_MAX {
            self.problems.push(self.error(
                "payload/depth",
                format!("the value is nested deeper than {DEPTH_MAX} levels"),
            ));
        } else {
            self.shape(shape, value);
        }
        self.path.pop();
    }

    fn shape(&mut self, shape: &Shape, value: &'v Value) {
        match (*shape, value) {
            (Shape::List(item, low, high), Value::Array(items)) => self.list(item, items, low, high),
            (Shape::Map(item, nullable), Value::Object(map)) => {
                for (key, value) in map.iter().filter(|(_, value)| !(nullable && value.is_null())) {
                    self.within(Step::Key(key), item, value);
                }
            }
            (Shape::Object(object), Value::Object(map)) => self.object(object, map),
            (Shape::Choice(choice), value) => self.choice(choice, value),
            (shape, value) => self.problems.extend(self.value(&shape, value)),
        }
    }

    fn list(&mut self, item: &Shape, items: &'v [Value], low: usize, high: usize) {
        if items.len() < low {
            let message = format!(
                "minimum number of elements in {} is {low}, found {}",
                self.place(),
                items.len()
            );
            self.problems.push(self.error("payload/length", message));
        } else if items.len() > high {
            let message = format!(
                "maximum number of elements in {} is {high}, found {}",
                self.place(),
                items.len()
            );
            self.problems.push(self.error("payload/length", message));
        }
        for (index, value) in items.iter().enumerate() {
            self.within(Step::Index(index), item, value);
        }
    }

    fn object(&mut self, object: &'static Object, map: &'v Map<String, Value>) {
        for (name, value) in map {
            match object.field(name) {
                Some(field) => self.field(object, field, name, value),
                None => self.unknown(object, name, map),
            }
        }
        if let Some(needs) = object.needs {
            self.needs(object, needs, map);
        }
        for field in object.fields().filter(|field| field.presence == Presence::Required) {
            if !map.contains_key(field.name) {
                let message = format!("field '{}' is missing in {}", field.name, with_article(object.title));
                self.problems.push(self.error("payload/missing-field", message));
            }
        }
    }

    /// One of the needed fields must say something, and formulas need queries.
    fn needs(&mut self, object: &'static Object, needs: &Needs, map: &Map<String, Value>) {
        let says = |name: &str| map.get(name).is_some_and(says_something);
        let problem = if says("formulas") && !says("queries") {
            self.error(
                "payload/no-query",
                format!("the formulas of {} have no queries", with_article(object.title)),
            )
            .help("add the queries that they name")
        } else if needs.fields.iter().any(|name| says(name)) || self.may_be_newer(object, map) {
            return;
        } else {
            let message = format!("{} {}", with_article(object.title), needs.lack);
            self.error("payload/no-query", message).help(needs.help)
        };
        self.problems.push(problem);
    }

    fn field(&mut self, object: &'static Object, field: &'static Field, name: &'v str, value: &'v Value) {
        if field.presence == Presence::Ignored {
            let message = format!(
                "Datadog ignores '{name}' in {}, although the API accepts it",
                with_article(object.title)
            );
            let problem = self.error_in(name, "payload/ignored-field", message).help("remove it");
            self.problems.push(Problem {
                severity: Severity::Warning,
                ..problem
            });
        } else if field.presence == Presence::ReadOnly && self.origin == Origin::Exported {
            // Datadog wrote it, and reads it in no request.
        } else if value.is_null() && (field.nullable || field.presence == Presence::ReadOnly) {
            // It says the same as no field.
        } else if value.is_null() && field.presence == Presence::Optional && self.origin == Origin::Exported {
            self.problems.push(self.null(name));
        } else {
            self.within(Step::Key(name), &field.shape, value);
        }
    }

    fn choice(&mut self, choice: &'static Choice, value: &'v Value) {
        if choice.complete
            && let [first, second, ..] = *choice.markers_in(value)
        {
            let message = format!(
                "'{first}' and '{second}' exclude each other in {}",
                with_article(choice.title)
            );
            let problem = self.error("payload/excluded-field", message);
            return self.problems.push(problem.help("remove one of them"));
        }
        match choice.case(value) {
            Some(case) => self.shape(&case.then, value),
            None => self.no_case(choice, value, choice.tag_of(value)),
        }
    }

    fn no_case(&mut self, choice: &'static Choice, value: &Value, tag: Option<&Value>) {
        let name = choice.tag.rsplit('/').next().unwrap_or_default();
        let at_tag = |rule, message| Problem::error(rule, pointer::render(&self.path) + choice.tag, message);
        let problem = match (value, tag) {
            (Value::Object(_), Some(Value::String(text))) => {
                let message = format!("unknown {name} '{text}' of {}", with_article(choice.title));
                self.unknown_value(at_tag("payload/value", message), text, choice.tags())
            }
            (Value::Object(_), Some(other)) => at_tag(
                "payload/type",
                format!("expected a text in '{name}', found {}", describe_value(other)),
            ),
            (Value::Object(map), None) => {
                let path = choice.tag.trim_start_matches('/').replace('/', ".");
                let needed = if path.is_empty() {
                    choice.markers().collect()
                } else {
                    vec![path.as_str()]
                };
                let problem = self.error(
                    "payload/missing-field",
                    format!("field {} is missing in {}", quoted(&needed), with_article(choice.title)),
                );
                let is_newer = |(name, value): (&String, &Value)| !choice.knows(name) && may_distinguish(name, value);
                if choice.complete || !map.iter().any(is_newer) {
                    problem
                } else {
                    self.or_newer_case(problem, &needed, map)
                }
            }
            (other, _) => self.wrong_kind(&Shape::Choice(choice), other),
        };
        self.problems.push(problem);
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}
