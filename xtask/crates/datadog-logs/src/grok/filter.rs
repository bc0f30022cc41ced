//! What is done with the text of an attribute.

use fancy_regex::{Regex, RegexBuilder};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use diagnostics::suggestion;

use super::array::ArrayFormat;
use super::csv::CsvFormat;
use super::date::DateFormat;
use super::key_value::KeyValueFormat;
use super::pattern::{Argument, Call};
use super::{BACKTRACK_MAX, Clock, number, query_string, ruby_hash, xml};
use crate::{json, path};

/// A filter.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    Date(Box<DateFormat>),
    Integer,
    IntegerExt,
    Number,
    /// True if the expression matches.
    Boolean(Regex),
    NullIf(String),
    Scale(f64),
    Lowercase,
    Uppercase,
    Json,
    RubyHash,
    QueryString,
    DecodeUriComponent,
    Xml,
    Url,
    /// Needs a database that is not public.
    UserAgent,
    Csv(CsvFormat),
    Array(Box<ArrayFormat>),
    KeyValue(Box<KeyValueFormat>),
}

/// Why a filter cannot be used.
#[derive(Debug)]
pub(super) struct FilterError {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

const NAMES: [&str; 19] = [
    "number",
    "integer",
    "numberExt",
    "integerExt",
    "boolean",
    "nullIf",
    "scale",
    "lowercase",
    "uppercase",
    "json",
    "rubyhash",
    "querystring",
    "decodeuricomponent",
    "xml",
    "url",
    "useragent",
    "csv",
    "array",
    "keyvalue",
];

impl Filter {
    /// The filter that a matcher implies.
    pub(super) fn implied_by(matcher: &str) -> Option<Self> {
        match matcher {
            "integer" => Some(Self::Integer),
            "integerExt" => Some(Self::IntegerExt),
            "number" | "numberExt" => Some(Self::Number),
            _ => None,
        }
    }

    /// True if the whole text matches `yes`, ignoring case.
    pub(super) fn boolean(yes: &str) -> Result<Self, FilterError> {
        RegexBuilder::new(&format!(r"\A(?i:{yes})\z"))
            .backtrack_limit(BACKTRACK_MAX)
            .build()
            .map(Self::Boolean)
            .map_err(|error| FilterError {
                message: format!("no regular expression: {error}"),
                help: None,
            })
    }

    /// The filter of a call.
    pub(super) fn new(call: &Call) -> Result<Self, FilterError> {
        let wrong = || FilterError {
            message: format!("wrong arguments of filter '{}'", call.name),
            help: None,
        };
        let text = |at: usize| call.arguments.get(at).and_then(Argument::text);
        Ok(match call.name.as_str() {
            "number" | "numberExt" => Self::Number,
            "integer" => Self::Integer,
            "integerExt" => Self::IntegerExt,
            "boolean" => Self::boolean(text(0).unwrap_or("true"))?,
            "nullIf" => Self::NullIf(text(0).ok_or_else(wrong)?.to_owned()),
            "scale" => match call.arguments.first() {
                Some(Argument::Number(factor)) => Self::Scale(*factor),
                Some(Argument::Text(factor)) => Self::Scale(factor.parse().map_err(|_| wrong())?),
                _ => return Err(wrong()),
            },
            "lowercase" => Self::Lowercase,
            "uppercase" => Self::Uppercase,
            "json" => Self::Json,
            "rubyhash" => Self::RubyHash,
            "querystring" => Self::QueryString,
            "decodeuricomponent" => Self::DecodeUriComponent,
            "xml" => Self::Xml,
            "url" => Self::Url,
            "useragent" => Self::UserAgent,
            "csv" => Self::Csv(CsvFormat::new(text(0), text(1), text(2)).ok_or_else(wrong)?),
            "array" => Self::Array(Box::new(ArrayFormat::new(&call.arguments)?.ok_or_else(wrong)?)),
            "keyvalue" => {
                let texts = [text(0), text(1), text(2), text(3)];
                Self::KeyValue(Box::new(KeyValueFormat::new(texts).ok_or_else(wrong)?))
            }
            name => {
                return Err(FilterError {
                    message: format!("unknown filter '{name}'"),
                    help: Some(suggestion(name, NAMES)),
                });
            }
        })
    }

    /// The value that the filter makes; `None` if it cannot, and nothing is set.
    pub(super) fn apply(&self, value: Value, clock: Clock) -> Option<Value> {
        let Value::String(text) = value else {
            return self.apply_to_number(&value);
        };
        match self {
            Self::Date(format) => format.parse(&text, clock).map(Value::from),
            Self::Integer => text.parse::<i64>().ok().map(Value::from),
            Self::IntegerExt => number::parse(&text).filter(Value::is_i64),
            Self::Number => number::parse(&text),
            Self::Scale(factor) => number::value(text.parse::<f64>().ok()? * factor),
            Self::Boolean(yes) => Some(Value::Bool(yes.is_match(&text).unwrap_or(false))),
            Self::NullIf(null) if text == *null => Some(Value::Null),
            Self::NullIf(_) => Some(Value::String(text)),
            Self::Lowercase => Some(Value::String(text.to_lowercase())),
            Self::Uppercase => Some(Value::String(text.to_uppercase())),
            Self::Json => json::first(&text).map(|value| match value {
                Value::Object(object) => Value::Object(json::compact(object)),
                other => other,
            }),
            Self::RubyHash => ruby_hash::parse(&text),
            Self::QueryString => Some(query_string::parse(&text)),
            Self::DecodeUriComponent => Some(Value::String(
                percent_decode_str(&text).decode_utf8_lossy().into_owned(),
            )),
            Self::Xml => xml::parse(&text),
            Self::Url => Some(crate::processor::url::parts(&text, false)),
            Self::UserAgent => None,
            Self::Csv(format) => Some(format.parse(&text)),
            Self::Array(format) => format.parse(&text, clock),
            Self::KeyValue(format) => Some(format.parse(&text)),
        }
    }

    fn apply_to_number(&self, value: &Value) -> Option<Value> {
        match self {
            Self::Scale(factor) => number::value(value.as_f64()? * factor),
            Self::Number => Some(value.clone()),
            Self::Integer | Self::IntegerExt => Some(value.clone()).filter(Value::is_i64),
            _ => None,
        }
    }
}

/// Attributes of pairs; a key with dots is a path, and a key that comes twice becomes an array.
pub(super) fn attributes(pairs: impl IntoIterator<Item = (String, Value)>) -> Value {
    let mut out = Map::new();
    for (key, value) in pairs {
        let value = match path::get(&out, &key).cloned() {
            Some(Value::Array(mut values)) => {
                values.push(value);
                Value::Array(values)
            }
            Some(before) => Value::Array(vec![before, value]),
            None => value,
        };
        path::set(&mut out, &key, value);
    }
    Value::Object(out)
}
