//! Rules that extract attributes from a text.
//!
//! Sources: Datadog's documentation, "Parsing"; where it says nothing, Datadog's own parser (`vrl`, module `datadog::grok`). `.` also matches a line break, a
//! rule matches the whole text, and a capture that is empty sets nothing.

mod array;
mod class;
mod csv;
mod date;
mod expand;
mod filter;
mod key_value;
mod library;
mod number;
mod pattern;
mod query_string;
mod ruby_hash;
mod xml;

use std::collections::BTreeMap;

use fancy_regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

use crate::path::{self, Attributes};
use expand::Expansion;
use filter::Filter;

pub(crate) use query_string::parse as query_string;

/// The most steps back of one match; a rule that needs more fails instead of hanging.
const BACKTRACK_MAX: usize = 1_000_000;

/// What is wrong with rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrokError {
    /// What is wrong.
    pub message: String,
    /// Whether it is in the match rules rather than the support rules.
    pub in_match_rules: bool,
    /// The line of the rules, from 0.
    pub line: usize,
    /// The text to underline in that line.
    pub word: String,
    /// What to do.
    pub help: Option<String>,
}

/// Compiled rules.
#[derive(Debug)]
pub struct Rules {
    rules: Vec<Rule>,
}

/// A compiled match rule.
#[derive(Debug)]
struct Rule {
    name: String,
    line: usize,
    regex: Regex,
    fields: Vec<Field>,
}

/// What is done with a group of the expression.
#[derive(Debug)]
struct Field {
    group: usize,
    /// The attribute; `None` merges an object into the attributes.
    path: Option<String>,
    filters: Vec<Filter>,
}

/// What became of a text.
#[derive(Debug, PartialEq)]
pub enum Parsed {
    /// A rule matched.
    Matched {
        /// Its index.
        rule: usize,
        /// What it extracted.
        attributes: Attributes,
    },
    /// No rule matched.
    NoMatch,
    /// The rule of this index needed too many steps.
    GaveUp(usize),
}

/// What rules may depend on that is no part of the text.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The time in milliseconds since the UNIX epoch, for dates without a year.
    pub now_ms: i64,
}

/// A named rule and its line.
#[derive(Clone, Copy, Debug)]
struct Definition<'a> {
    text: &'a str,
    line: usize,
    in_match_rules: bool,
}

impl Rules {
    /// Compiles rules.
    ///
    /// # Errors
    /// Every fault that was found.
    pub fn compile(support: &str, matching: &str) -> Result<Self, Vec<GrokError>> {
        let mut errors = Vec::new();
        let support = split(support, false, &mut errors);
        let matching = split(matching, true, &mut errors);
        let mut by_name: BTreeMap<&str, Definition<'_>> = BTreeMap::new();
        for (name, definition) in support.iter().chain(&matching) {
            by_name.entry(name).or_insert(*definition);
        }
        for (name, definition) in &support {
            if let Err(error) = Expansion::new(&by_name).rule(name, definition) {
                add(&mut errors, error);
            }
        }
        let mut rules = Vec::new();
        for (name, definition) in &matching {
            match compile(name, definition, &by_name) {
                Ok(rule) => rules.push(rule),
                Err(error) => add(&mut errors, error),
            }
        }
        if matching.is_empty() && errors.is_empty() {
            errors.push(GrokError {
                message: "no match rule".to_owned(),
                in_match_rules: true,
                line: 0,
                word: String::new(),
                help: Some("write a rule: a name, a space and a pattern".to_owned()),
            });
        }
        if errors.is_empty() {
            Ok(Self { rules })
        } else {
            Err(errors)
        }
    }

    /// The names of the match rules and their lines, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.rules.iter().map(|rule| (rule.name.as_str(), rule.line))
    }

    /// Parses a text by the first rule that matches.
    #[must_use]
    pub fn parse(&self, text: &str, clock: Clock) -> Parsed {
        for (index, rule) in self.rules.iter().enumerate() {
            match rule.regex.captures(text) {
                Ok(Some(captures)) => {
                    return Parsed::Matched {
                        rule: index,
                        attributes: rule.extract(&captures, clock),
                    };
                }
                Ok(None) => {}
                Err(_) => return Parsed::GaveUp(index),
            }
        }
        Parsed::NoMatch
    }
}

impl Rule {
    fn extract(&self, captures: &fancy_regex::Captures<'_, str>, clock: Clock) -> Attributes {
        let mut out = Attributes::new();
        for field in &self.fields {
            let Some(text) = captures.get(field.group).map(|found| found.as_str()) else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            if let Some(value) = field.value(text, clock) {
                field.store(&mut out, value);
            }
        }
        out
    }
}

impl Field {
    fn value(&self, text: &str, clock: Clock) -> Option<Value> {
        let mut value = Value::String(text.to_owned());
        for filter in &self.filters {
            value = filter.apply(value, clock)?;
        }
        let is_nothing = value.is_null() || value.as_object().is_some_and(Map::is_empty);
        (!is_nothing).then_some(value)
    }

    fn store(&self, out: &mut Attributes, value: Value) {
        match (&self.path, value) {
            (None, Value::Object(fields)) => merge(out, fields),
            (None, _) => {}
            (Some(path), value) => match path::get(out, path).cloned() {
                Some(Value::Array(mut values)) => {
                    values.push(value);
                    path::set(out, path, Value::Array(values));
                }
                Some(Value::Object(mut before)) if value.is_object() => {
                    if let Value::Object(fields) = value {
                        merge(&mut before, fields);
                    }
                    path::set(out, path, Value::Object(before));
                }
                Some(before) => path::set(out, path, Value::Array(vec![before, value])),
                None => path::set(out, path, value),
            },
        }
    }
}

/// Adds fields to attributes; objects are merged, other values replaced.
pub(crate) fn merge(out: &mut Attributes, fields: Attributes) {
    for (key, value) in fields {
        match (out.get_mut(&key), value) {
            (Some(Value::Object(before)), Value::Object(after)) => merge(before, after),
            (_, value) => {
                out.insert(key, value);
            }
        }
    }
}

/// The rules of a text: a name and a pattern on each line. A line that starts with `#` is a comment.
fn split<'a>(text: &'a str, in_match_rules: bool, errors: &mut Vec<GrokError>) -> Vec<(&'a str, Definition<'a>)> {
    let mut out = Vec::new();
    for (line, whole) in text.lines().enumerate() {
        let trimmed = whole.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        match trimmed.split_once([' ', '\t']) {
            Some((name, pattern)) => out.push((
                name,
                Definition {
                    text: pattern.trim_start(),
                    line,
                    in_match_rules,
                },
            )),
            None => errors.push(GrokError {
                message: format!("rule '{trimmed}' has no pattern"),
                in_match_rules,
                line,
                word: trimmed.to_owned(),
                help: Some("write a name, a space and a pattern on each line".to_owned()),
            }),
        }
    }
    out
}

fn compile(
    name: &str,
    definition: &Definition<'_>,
    by_name: &BTreeMap<&str, Definition<'_>>,
) -> Result<Rule, GrokError> {
    let (regex, fields) = Expansion::new(by_name).rule(name, definition)?;
    let regex = RegexBuilder::new(&format!(r"(?s)\A(?:{regex})\z"))
        .backtrack_limit(BACKTRACK_MAX)
        .build()
        .map_err(|error| GrokError {
            message: format!("rule '{name}' is no regular expression: {}", first_line(&error)),
            in_match_rules: true,
            line: definition.line,
            word: definition.text.to_owned(),
            help: Some(
                "outside `%{...}` a rule is a regular expression: escape `[ ] ( ) { } . * + ? | ^ $ \\`".to_owned(),
            ),
        })?;
    let mut named: Vec<Field> = Vec::new();
    for (group, group_name) in regex.capture_names().enumerate() {
        let Some(group_name) = group_name else { continue };
        match expand::index(group_name).and_then(|index| fields.get(index)) {
            Some((path, filters)) => named.push(Field {
                group,
                path: path.clone(),
                filters: filters.clone(),
            }),
            // a named group of the rule itself
            None => named.push(Field {
                group,
                path: Some(group_name.to_owned()),
                filters: Vec::new(),
            }),
        }
    }
    Ok(Rule {
        name: name.to_owned(),
        line: definition.line,
        regex,
        fields: named,
    })
}

/// Adds an error once: a support rule's is found again in each rule that uses it.
fn add(errors: &mut Vec<GrokError>, error: GrokError) {
    if !errors.contains(&error) {
        errors.push(error);
    }
}

fn first_line(error: &fancy_regex::Error) -> String {
    let text = error.to_string();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines
        .last()
        .copied()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_owned()
}

#[cfg(test)]
mod tests;
