//! The walk along a model and a value.

use diagnostics::suggestion;
use serde_json::{Map, Value};

use crate::pointer::{self, Step};
use crate::problem::Problem;
use crate::shape::{Case, Choice, Field, Object, Presence, Shape, When};
use crate::words::{a, count, kind, quoted, shown};

/// Nothing that Datadog takes is nested so deep; `serde_json` reads no deeper either.
const DEPTH_MAX: usize = 128;

/// Everything in `value` that `shape` does not allow. It never stops at the first problem: what stands beside a problem is looked at too.
#[must_use]
pub fn check(shape: &Shape, value: &Value) -> Vec<Problem> {
    let mut walk = Walk {
        path: Vec::new(),
        problems: Vec::new(),
    };
    walk.shape(shape, value);
    walk.problems
}

/// Aggregations of events beside percentiles.
pub const EVENT_AGGREGATIONS: &[&str] = &[
    "avg",
    "cardinality",
    "count",
    "delta",
    "earliest",
    "latest",
    "max",
    "median",
    "min",
    "most_frequent",
    "sum",
];

struct Walk<'v> {
    path: Vec<Step<'v>>,
    problems: Vec<Problem>,
}

impl<'v> Walk<'v> {
    fn error(&mut self, rule: &'static str, message: String) -> &mut Problem {
        self.problems.push(Problem::error(rule, pointer::render(&self.path), message));
        // Pushed in the line before.
        self.problems.last_mut().unwrap_or_else(|| unreachable!())
    }

    fn error_in(&mut self, field: &'v str, rule: &'static str, message: String) -> &mut Problem {
        self.path.push(Step::Key(field));
        self.error(rule, message);
        self.path.pop();
        self.problems.last_mut().unwrap_or_else(|| unreachable!())
    }

    /// The name of the field that is looked at, or of the list whose item it is.
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
            self.error("payload/depth", format!("this is nested deeper than {DEPTH_MAX} levels"));
        } else {
            self.shape(shape, value);
        }
        self.path.pop();
    }

    fn shape(&mut self, shape: &Shape, value: &'v Value) {
        match (*shape, value) {
            (Shape::Any, _) | (Shape::Bool, Value::Bool(_)) | (Shape::Number, Value::Number(_)) => {}
            (Shape::Integer(low, high), Value::Number(number)) => match number.as_i64() {
                Some(n) if n < low || n > high => self.range(&n.to_string(), low, high),
                Some(_) => {}
                None => self.whole(number),
            },
            (Shape::Digits, Value::Number(number)) if number.is_f64() => self.whole(number),
            (Shape::Digits, Value::Number(_)) => {}
            (Shape::Digits, Value::String(text)) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {}
            (Shape::Grid, Value::Number(number)) => self.grid(number),
            (Shape::Text(low, high), Value::String(text)) => self.length(text, low, high),
            (Shape::EventAggregation, Value::String(text)) => self.aggregation(text),
            (Shape::OneOf(values), Value::String(text)) => self.one_of(text, values),
            (Shape::OneOfIntegers(values), Value::Number(number)) => self.one_of_integers(number, values),
            (Shape::List(item, low, high), Value::Array(items)) => self.list(item, items, low, high),
            (Shape::Map(item, nullable), Value::Object(map)) => {
                for (key, value) in map.iter().filter(|(_, value)| !(nullable && value.is_null())) {
                    self.within(Step::Key(key), item, value);
                }
            }
            (Shape::Object(object), Value::Object(map)) => self.object(object, map),
            (Shape::Choice(choice), value) => self.choice(choice, value),
            (shape, value) => self.wrong_kind(&shape, value),
        }
    }

    fn wrong_kind(&mut self, shape: &Shape, value: &Value) {
        let found = shown(value);
        let rule = if value.is_null() { "payload/null" } else { "payload/type" };
        let problem = self.error(rule, format!("expected {}, found {found}", kind(shape)));
        match (shape, value) {
            (_, Value::Null) => problem.help = Some("leave the field out, or give it a value".to_owned()),
            (Shape::Bool | Shape::Integer(..) | Shape::Number, Value::String(text)) if text.parse::<f64>().is_ok() || text == "true" || text == "false" => {
                problem.help = Some(format!("write {text} without quotes"));
            }
            (Shape::Text(..), Value::Number(_) | Value::Bool(_)) => problem.help = Some(format!("write \"{value}\"")),
            _ => {}
        }
    }

    fn whole(&mut self, number: &serde_json::Number) {
        let whole = number.as_f64().is_some_and(|n| n.fract() == 0.0 && n.abs() < 9e15);
        if !whole {
            self.error("payload/type", format!("expected a whole number, found {number}"));
        }
    }

    fn grid(&mut self, number: &serde_json::Number) {
        let n = number.as_f64().unwrap_or(f64::NAN);
        if n.is_nan() || (n - n.round()).abs() > 1e-3 {
            self.error("payload/type", format!("expected a whole number, found {number}"));
        }
    }

    fn range(&mut self, number: &str, low: i64, high: i64) {
        let allowed = match (low, high) {
            (_, i64::MAX) => format!("at least {low}"),
            (i64::MIN, _) => format!("at most {high}"),
            _ => format!("between {low} and {high}"),
        };
        self.error("payload/range", format!("expected a number of {allowed}, found {number}"));
    }

    fn length(&mut self, text: &str, low: usize, high: usize) {
        if low == 0 && high == usize::MAX {
            return;
        }
        let length = text.chars().count();
        if length < low {
            self.error(
                "payload/length",
                format!("minimum length of {} is {low}, found {}", self.place(), count(length, "character")),
            );
        } else if length > high {
            self.error(
                "payload/length",
                format!("maximum length of {} is {high}, found {}", self.place(), count(length, "character")),
            );
        }
    }

    fn aggregation(&mut self, text: &str) {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let number = |s: &str| s.split_once('.').map_or(digits(s), |(whole, rest)| digits(whole) && digits(rest));
        if !text.strip_prefix("pc").is_some_and(number) {
            self.one_of(text, EVENT_AGGREGATIONS);
        }
    }

    fn one_of(&mut self, text: &str, values: &'static [&'static str]) {
        if !values.contains(&text) {
            let help = suggestion(text, values.iter().copied());
            let message = format!("unknown value '{text}' in {}", self.place());
            self.error("payload/value", message).help = Some(help);
        }
    }

    fn one_of_integers(&mut self, number: &serde_json::Number, values: &'static [i64]) {
        if !number.as_i64().is_some_and(|n| values.contains(&n)) {
            let known: Vec<_> = values.iter().map(i64::to_string).collect();
            self.error("payload/value", format!("unknown value {number} in {}", self.place())).help = Some(format!("known are {}", known.join(", ")));
        }
    }

    fn list(&mut self, item: &Shape, items: &'v [Value], low: usize, high: usize) {
        if items.len() < low {
            self.error(
                "payload/length",
                format!("minimum number of elements in {} is {low}, found {}", self.place(), items.len()),
            );
        } else if items.len() > high {
            self.error(
                "payload/length",
                format!("maximum number of elements in {} is {high}, found {}", self.place(), items.len()),
            );
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
        for field in object.fields().filter(|field| field.presence == Presence::Required) {
            if !map.contains_key(field.name) {
                self.error("payload/missing-field", format!("field '{}' is missing in {}", field.name, a(object.what)));
            }
        }
    }

    fn field(&mut self, object: &'static Object, field: &'static Field, name: &'v str, value: &'v Value) {
        if field.presence == Presence::Ignored {
            let path = pointer::field(&pointer::render(&self.path), name);
            let message = format!("nothing reads '{name}' in {}, though the API takes it", a(object.what));
            self.problems.push(Problem::warning("payload/ignored-field", path, message).help("remove it"));
        } else if !(value.is_null() && (field.nullable || field.presence == Presence::ReadOnly)) {
            self.within(Step::Key(name), &field.shape, value);
        }
    }

    fn unknown(&mut self, object: &'static Object, name: &'v str, map: &Map<String, Value>) {
        let free = object.fields().map(|field| field.name).filter(|known| !map.contains_key(*known));
        let help = suggestion(name, free);
        self.error_in(name, "payload/unknown-field", format!("unknown field '{name}' in {}", a(object.what)))
            .help = Some(help);
    }

    fn choice(&mut self, choice: &'static Choice, value: &'v Value) {
        match choice.case(value) {
            Some(case) => self.shape(&case.then, value),
            None => self.no_case(choice, value, choice.tag_of(value)),
        }
    }

    fn no_case(&mut self, choice: &'static Choice, value: &'v Value, tag: Option<&Value>) {
        let name = choice.tag.trim_start_matches('/');
        match (value, tag) {
            (Value::Object(_), Some(Value::String(text))) => {
                let help = suggestion(text, choice.tags());
                self.error_in(name, "payload/value", format!("unknown {name} '{text}' of {}", a(choice.what)))
                    .help = Some(help);
            }
            (Value::Object(_), Some(other)) => {
                let message = format!("expected a text, found {}", shown(other));
                self.error_in(name, "payload/type", message);
            }
            (Value::Object(_), None) => {
                let needed: Vec<_> = if name.is_empty() { markers(choice) } else { vec![name] };
                self.error("payload/missing-field", format!("field {} is missing in {}", quoted(&needed), a(choice.what)));
            }
            (other, _) => self.wrong_kind(&Shape::Choice(choice), other),
        }
    }
}

/// The fields that tell the cases of a choice apart.
fn markers(choice: &'static Choice) -> Vec<&'static str> {
    let marker = |case: &Case| match case.when {
        When::Has(field) => Some(field),
        _ => None,
    };
    choice.cases.iter().filter_map(marker).collect()
}
