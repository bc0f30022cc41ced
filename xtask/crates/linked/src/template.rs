//! Payloads with placeholders.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::placeholder::{Part, is_path, parts};
use crate::{Id, LinkedSpec};

/// The array whose ids are numbers: Datadog's API accepts no text in it.
const MONITOR_IDS: &str = "monitor_ids";

/// A payload with placeholders that has been checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    payload: Value,
    paths: BTreeSet<String>,
}

/// What is wrong with a [`LinkedSpec`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpecProblem {
    /// The payload is no JSON, or no object.
    NotAnObject(String),
    /// A text has the beginning of a placeholder that is none: this text.
    BrokenPlaceholder(String),
    /// A field's name has a placeholder.
    PlaceholderInName(String),
    /// A placeholder names an object that references do not have.
    NoReference(String),
    /// A reference has no placeholder.
    NoPlaceholder(String),
    /// A reference's path is not `<service>/<kind>/<name>`.
    NoPath(String),
    /// No reference at all: a `DatadogGenericResource` would do.
    NoReferences,
}

impl fmt::Display for SpecProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject(why) => write!(f, "jsonSpec is not a JSON object: {why}"),
            Self::BrokenPlaceholder(text) => {
                write!(
                    f,
                    "jsonSpec has '{}', which is no placeholder: write '<id of service/kind/name>'",
                    start(text)
                )
            }
            Self::PlaceholderInName(name) => write!(
                f,
                "jsonSpec has a placeholder in the name of a field, '{}'",
                start(name)
            ),
            Self::NoReference(path) => write!(f, "jsonSpec needs the id of '{path}', which references do not have"),
            Self::NoPlaceholder(path) => write!(f, "references have '{path}', whose id jsonSpec does not need"),
            Self::NoPath(path) => write!(
                f,
                "references have '{}', which is not of the form service/kind/name",
                start(path)
            ),
            Self::NoReferences => {
                f.write_str("references are empty: an object without them is a DatadogGenericResource")
            }
        }
    }
}

impl std::error::Error for SpecProblem {}

/// The start of a text: a problem is shown in one line.
fn start(text: &str) -> String {
    const CHARS_MAX: usize = 80;
    let mut shown: String = text.chars().take(CHARS_MAX).flat_map(char::escape_debug).collect();
    if text.chars().count() > CHARS_MAX {
        shown.push('…');
    }
    shown
}

/// Why a payload cannot get its ids yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unresolved {
    /// The paths without an id.
    pub missing: Vec<String>,
    /// The paths whose id is no number although the payload needs one there.
    pub not_a_number: Vec<String>,
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |paths: &[String]| {
            paths
                .iter()
                .map(|path| format!("'{path}'"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        if !self.missing.is_empty() {
            write!(f, "no id of {}", list(&self.missing))?;
        }
        if !self.not_a_number.is_empty() {
            let between = if self.missing.is_empty() { "" } else { "; " };
            write!(
                f,
                "{between}{MONITOR_IDS} takes numbers, which the ids of {} are not",
                list(&self.not_a_number)
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Unresolved {}

impl Template {
    /// Checks a spec.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(spec: &LinkedSpec) -> Result<Self, Vec<SpecProblem>> {
        let payload = match serde_json::from_str(&spec.json_spec) {
            Ok(payload @ Value::Object(_)) => payload,
            Ok(other) => return Err(vec![SpecProblem::NotAnObject(format!("it is {}", kind_of(&other)))]),
            Err(error) => return Err(vec![SpecProblem::NotAnObject(error.to_string())]),
        };
        Self::of(payload, spec.references.keys().cloned())
    }

    /// Checks a payload against the paths that it refers to.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn of(payload: Value, references: impl IntoIterator<Item = String>) -> Result<Self, Vec<SpecProblem>> {
        let references: BTreeSet<String> = references.into_iter().collect();
        let (mut paths, mut problems) = (BTreeSet::new(), Vec::new());
        collect(&payload, &mut paths, &mut problems);
        if references.is_empty() && paths.is_empty() {
            problems.push(SpecProblem::NoReferences);
        }
        problems.extend(paths.difference(&references).cloned().map(SpecProblem::NoReference));
        problems.extend(references.difference(&paths).cloned().map(|path| {
            if is_path(&path) {
                SpecProblem::NoPlaceholder(path)
            } else {
                SpecProblem::NoPath(path)
            }
        }));
        if problems.is_empty() {
            Ok(Self { payload, paths })
        } else {
            Err(problems)
        }
    }

    /// Takes a payload with the placeholders that it has; `None` if it has none.
    ///
    /// # Errors
    /// Everything that is wrong with its placeholders.
    pub fn read(payload: &Value) -> Result<Option<Self>, Vec<SpecProblem>> {
        let (mut paths, mut problems) = (BTreeSet::new(), Vec::new());
        collect(payload, &mut paths, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok((!paths.is_empty()).then(|| Self {
            payload: payload.clone(),
            paths,
        }))
    }

    /// The payload with its placeholders.
    #[must_use]
    pub fn payload(&self) -> &Value {
        &self.payload
    }

    /// The payload with [`Id::stand_in`] of each path: what checks and tests read.
    #[must_use]
    pub fn with_stand_ins(&self) -> Value {
        let ids = self
            .paths
            .iter()
            .map(|path| (path.clone(), Id::stand_in(path)))
            .collect();
        let mut payload = self.payload.clone();
        // Every path has an id, and each is a number.
        fill(&mut payload, false, &ids, &mut Vec::new());
        payload
    }

    /// The paths of the objects whose ids it needs, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The payload with ids in the place of the placeholders.
    ///
    /// # Errors
    /// The paths whose id is missing, or no number where one is needed.
    pub fn resolve(&self, ids: &BTreeMap<String, Id>) -> Result<Value, Unresolved> {
        let mut unresolved = Unresolved {
            missing: self
                .paths
                .iter()
                .filter(|path| !ids.contains_key(*path))
                .cloned()
                .collect(),
            not_a_number: Vec::new(),
        };
        let mut payload = self.payload.clone();
        fill(&mut payload, false, ids, &mut unresolved.not_a_number);
        unresolved.not_a_number.sort_unstable();
        unresolved.not_a_number.dedup();
        if unresolved == Unresolved::default() {
            Ok(payload)
        } else {
            Err(unresolved)
        }
    }
}

/// The paths of all placeholders.
fn collect(value: &Value, paths: &mut BTreeSet<String>, problems: &mut Vec<SpecProblem>) {
    match value {
        Value::String(text) => match parts(text) {
            Ok(parts) => paths.extend(parts.into_iter().filter_map(|part| match part {
                Part::IdOf(path) => Some(path.to_owned()),
                Part::Text(_) => None,
            })),
            Err(broken) => problems.push(SpecProblem::BrokenPlaceholder(broken.to_owned())),
        },
        Value::Array(items) => items.iter().for_each(|item| collect(item, paths, problems)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if parts(name).map_or(true, |parts| parts.iter().any(|part| matches!(part, Part::IdOf(_)))) {
                    problems.push(SpecProblem::PlaceholderInName(name.clone()));
                }
                collect(value, paths, problems);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `numbers`: whether the value is an item of `monitor_ids`.
fn fill(value: &mut Value, numbers: bool, ids: &BTreeMap<String, Id>, not_a_number: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            // What is broken was rejected by `Template::of`.
            let Ok(parts) = parts(text) else { return };
            if let ([Part::IdOf(path)], true) = (parts.as_slice(), numbers) {
                match ids.get(*path).map(Id::number) {
                    Some(Some(number)) => *value = number.into(),
                    Some(None) => not_a_number.push((*path).to_owned()),
                    None => {}
                }
                return;
            }
            let filled = parts.iter().map(|part| match part {
                Part::Text(text) => *text,
                Part::IdOf(path) => ids.get(*path).map_or("", Id::as_str),
            });
            *value = filled.collect::<String>().into();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, numbers, ids, not_a_number)),
        Value::Object(fields) => {
            for (name, value) in fields {
                fill(value, name == MONITOR_IDS && value.is_array(), ids, not_a_number);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
