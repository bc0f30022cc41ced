//! Names and values that the tables do not have, and values in another notation: errors in what is written to be sent, mostly warnings in what Datadog returned.

use diagnostics::{Severity, near_matches, suggestion};
use serde_json::{Map, Value};

use super::{Walk, says_something, synonym};
use crate::integrations::is_misspelt;
use crate::payload::origin::Origin;
use crate::payload::problem::Problem;
use crate::payload::shape::{Object, Others, Presence, Shape};
use crate::payload::wording::with_article;

/// The most names that a help text lists.
const NAMES_MAX: usize = 12;

/// What requests of some widgets say of how their data is shown, in the order of the alphabet. None of it asks for data.
const SHOWN: [&str; 13] = [
    "conditional_formats",
    "display_type",
    "formulas",
    "limit",
    "metadata",
    "number_format",
    "on_right_yaxis",
    "order",
    "order_by",
    "order_dir",
    "response_format",
    "sort",
    "style",
];

/// What to think of something unknown that Datadog returned.
const NEWER: &str = "this version does not know it; Datadog may have added it";

impl Walk<'_> {
    /// A field that the table does not have.
    pub(super) fn unknown(&mut self, object: &'static Object, name: &str, map: &Map<String, Value>) {
        let free = object
            .fields()
            .filter(|field| field.presence != Presence::ReadOnly && !map.contains_key(field.name));
        let free: Vec<_> = free.map(|field| field.name).collect();
        let message = format!("unknown field '{name}' in {}", with_article(object.title));
        let problem = self.error_in(name, "payload/unknown-field", message);
        let excluded = match object.others {
            Others::Possible => None,
            Others::InAnswers => {
                (!self.is_answer).then_some("the API rejects requests with other fields here: remove it")
            }
            Others::Excluded => Some("the API's schema allows no other fields here: remove it"),
        };
        self.problems
            .push(if let (Some(help), Origin::Exported) = (excluded, self.origin) {
                problem.help(near_match_or(help, name, &free))
            } else {
                let help = if free.len() <= NAMES_MAX || !near_matches(name, free.iter().copied()).is_empty() {
                    suggestion(name, free.iter().copied())
                } else {
                    "remove it".to_owned()
                };
                self.or_newer(problem.help(help), name, free)
            });
    }

    /// A text that is none of the `known` values.
    pub(super) fn unknown_value<'k>(
        &self,
        problem: Problem,
        text: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Problem {
        if let Some(meant) = synonym::meant(text, known.clone()) {
            return problem.help(format!("did you mean '{meant}'?"));
        }
        self.or_newer(problem.help(suggestion(text, known.clone())), text, known)
    }

    /// A warning if Datadog returned the name and it is no misspelling of a known one.
    pub(super) fn or_newer<'k>(
        &self,
        problem: Problem,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Problem {
        // A word of a name is compared with a word: 'created_by' is no misspelling of 'created_at'.
        let words = |name: &str| name.replace('_', ".");
        let is_near = |known: &str| is_misspelt(&words(name), &words(known));
        if self.origin == Origin::Written || known.into_iter().any(is_near) {
            return problem;
        }
        Problem {
            severity: Severity::Warning,
            help: Some(NEWER.to_owned()),
            ..problem
        }
    }

    /// Whether Datadog returned an object with fields that the table does not have: they may do what the known ones do.
    pub(super) fn may_be_newer(&self, object: &'static Object, map: &Map<String, Value>) -> bool {
        let mut unknown = map.iter().filter(|(name, _)| object.field(name).is_none());
        self.origin == Origin::Exported && unknown.any(|(name, value)| may_distinguish(name, value))
    }

    /// An object that has none of the fields by which its shapes differ: a warning if Datadog returned it and it may be of a newer shape.
    pub(super) fn or_newer_case(&self, problem: Problem, markers: &[&str], map: &Map<String, Value>) -> Problem {
        let mut newer = map
            .keys()
            .map(|name| self.or_newer(problem.clone(), name, markers.iter().copied()));
        match newer.next() {
            Some(first) if newer.all(|next| next.severity == first.severity) => first,
            _ => problem,
        }
    }

    /// A field that Datadog returned as null, although the table does not say that it does.
    pub(super) fn null(&self, name: &str) -> Problem {
        let problem = self.error_in(
            name,
            "payload/null",
            format!("'{name}' is null, which says the same as no field"),
        );
        Problem {
            severity: Severity::Warning,
            ..problem.help("remove the field, or set a value")
        }
    }

    /// A warning if Datadog returned a scalar in another notation that the API has been seen to accept: a number or a boolean as a text, a text as a number, or an
    /// empty text for no value.
    pub(super) fn or_other_notation(&self, problem: Problem, shape: &Shape, value: &Value) -> Problem {
        let is_other_notation = match (shape, value) {
            (Shape::Integer(..) | Shape::Number | Shape::Digits | Shape::OneOfIntegers(_), Value::String(text)) => {
                text.is_empty() || text.trim().parse::<f64>().is_ok_and(f64::is_finite)
            }
            (Shape::Bool, Value::String(text)) => matches!(text.as_str(), "" | "true" | "false"),
            (Shape::Text(..) | Shape::OneOf(..), Value::Number(_) | Value::Bool(_)) => true,
            _ => false,
        };
        if self.origin == Origin::Exported && is_other_notation {
            Problem {
                severity: Severity::Warning,
                ..problem
            }
        } else {
            problem
        }
    }
}

/// Whether an unknown field may do what no known one does.
pub(super) fn may_distinguish(name: &str, value: &Value) -> bool {
    says_something(value) && !SHOWN.contains(&name)
}

/// The known name that is close to an unknown one, or other advice.
fn near_match_or(help: &str, name: &str, known: &[&str]) -> String {
    match near_matches(name, known.iter().copied()).first() {
        Some(meant) => format!("did you mean '{meant}'?"),
        None => help.to_owned(),
    }
}
