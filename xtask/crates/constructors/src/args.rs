//! The arguments of a constructor, read by the fields that it declares. Jsonnet has no closed objects: without this a misspelt field would be ignored.

use std::borrow::Cow;

use diagnostics::{near_matches, suggestion};
use serde_json::{Map, Value};

use crate::finding::{Built, Finding, Findings, Reported};

mod field;
mod typed;

pub use field::{Field, FieldType};
pub(crate) use field::{optional, required, words};
pub(crate) use typed::written;

/// The fields of a constructor, in parts that several may share.
pub(crate) type Shape = [&'static [Field]];

/// An object whose fields were checked.
#[derive(Debug)]
pub(crate) struct Args<'a> {
    what: Cow<'a, str>,
    fields: &'a Map<String, Value>,
    tuned: Option<Tuned<'a>>,
    reported: Option<Reported>,
}

/// What a declaration tunes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tuned<'a> {
    /// The fields. Their values may be those of several environments.
    pub(crate) fields: &'a Map<String, Value>,
    /// The declaration's file.
    pub(crate) file: &'a str,
    /// The environment of the arguments.
    pub(crate) env: &'a str,
}

impl<'a> Args<'a> {
    /// Reads `value`, the arguments of `what`: every unknown, missing or malformed field is a finding.
    pub(crate) fn read(
        what: impl Into<Cow<'a, str>>,
        value: &'a Value,
        shape: &Shape,
        findings: &mut Findings,
    ) -> Built<Self> {
        Self::of(what.into(), value, shape, None, findings)
    }

    /// The same where a declaration tunes fields; `value` has them already.
    pub(crate) fn tuned(
        what: impl Into<Cow<'a, str>>,
        value: &'a Value,
        shape: &Shape,
        tuned: Option<Tuned<'a>>,
        findings: &mut Findings,
    ) -> Built<Self> {
        Self::of(what.into(), value, shape, tuned, findings)
    }

    fn of(
        what: Cow<'a, str>,
        value: &'a Value,
        shape: &Shape,
        tuned: Option<Tuned<'a>>,
        findings: &mut Findings,
    ) -> Built<Self> {
        let Value::Object(fields) = value else {
            return Err(findings.push(Finding::new(
                "jsonnet/type",
                format!("{what} must be an object, not {}", a(value)),
            )));
        };
        let mut args = Self {
            what,
            fields,
            tuned,
            reported: None,
        };
        let known = || shape.iter().copied().flatten();
        let mut meant = Vec::new();
        for name in fields.keys().filter(|name| !known().any(|f| f.name == name.as_str())) {
            let tune = if args.file_of(name).is_some() { "tune of " } else { "" };
            let message = format!("{tune}{} has no field '{name}'", args.what);
            let finding = Finding::new("jsonnet/unknown-field", message)
                .at(name)
                .help(suggestion(name, known().map(|f| f.name)));
            meant.extend(near_matches(name, known().map(|f| f.name)));
            args.reported = Some(args.reject(name, finding, findings));
        }
        for field in known() {
            let value = fields.get(field.name);
            let malformed = value.and_then(|value| Some((value, field.kind.malformed(value)?)));
            if let Some((value, malformed)) = malformed {
                let message = format!("{}: {} {}", args.what, field.name, malformed.what);
                let finding = Finding::new("jsonnet/value", message)
                    .at(written(field.name, value))
                    .help(malformed.help);
                args.reported = Some(args.reject(field.name, finding, findings));
            }
        }
        // A misspelt field is not reported as missing too.
        for field in known().filter(|f| f.required && !fields.contains_key(f.name) && !meant.contains(&f.name)) {
            let finding = Finding::new(
                "jsonnet/missing-field",
                format!("{} lacks the field '{}'", args.what, field.name),
            )
            .help(format!("add '{}': {}", field.name, field.meaning));
            args.reported = Some(findings.push(finding.of(fields, None)));
        }
        Ok(args)
    }

    /// The owner of the arguments, as messages call it.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// The file that tunes `field`, if one does.
    pub(crate) fn file_of(&self, field: &str) -> Option<String> {
        self.tunes(field).map(|tuned| tuned.file.to_owned())
    }

    /// The declaration that tunes `field`, if one does.
    pub(crate) fn tunes(&self, field: &str) -> Option<Tuned<'a>> {
        self.tuned.filter(|tuned| tuned.fields.contains_key(field))
    }

    /// Reports a finding about `field`, in the file that sets it.
    pub(crate) fn reject(&self, field: &str, finding: Finding, findings: &mut Findings) -> Reported {
        let finding = finding.of(self.writes(field), Some(field));
        findings.within(self.file_of(field), |findings| findings.push(finding))
    }

    /// Runs `work` on the value of `field`: what it finds is about that field.
    pub(crate) fn within<T>(&self, field: &str, findings: &mut Findings, work: impl FnOnce(&mut Findings) -> T) -> T {
        let object = self.writes(field);
        findings.within(self.file_of(field), |findings| findings.about(object, field, work))
    }

    /// The object that writes `field`: what a declaration tunes, or the arguments.
    fn writes(&self, field: &str) -> &'a Map<String, Value> {
        self.tunes(field).map_or(self.fields, |tuned| tuned.fields)
    }

    /// The same about the object as a whole, which lacks a field.
    pub(crate) fn reject_whole(&self, finding: Finding, findings: &mut Findings) -> Reported {
        findings.push(finding.of(self.fields, None))
    }

    /// The value of a field; `None` where it is not set or null.
    pub(crate) fn get(&self, field: &str) -> Option<&'a Value> {
        self.fields.get(field).filter(|value| !value.is_null())
    }

    /// The value of a required field.
    pub(crate) fn value(&self, field: &'static str, findings: &mut Findings) -> Built<&'a Value> {
        match (self.fields.get(field), self.reported) {
            (Some(value), _) => Ok(value),
            (None, Some(reported)) => Err(reported),
            (None, None) => {
                let message = format!("{} lacks the field '{field}'", self.what);
                Err(findings.push(Finding::new("jsonnet/missing-field", message).of(self.fields, None)))
            }
        }
    }

    /// Reports that `name`, the value of `field`, is not a `what` among `known`.
    pub(crate) fn unknown<'k>(
        &self,
        field: &str,
        rule: &'static str,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
        findings: &mut Findings,
    ) -> Reported {
        let finding = Finding::new(rule, format!("unknown {what} '{name}'"))
            .at(name)
            .help(suggestion(name, known));
        self.reject(field, finding, findings)
    }
}

/// The JSON type of a value, with its article.
pub(crate) fn a(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
