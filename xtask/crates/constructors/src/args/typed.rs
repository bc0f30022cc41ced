//! The values of fields, as the types they must have.

use std::borrow::Cow;

use serde_json::Value;

use super::{Args, a};
use crate::finding::{Built, Finding, Findings, Reported, each};

impl<'a> Args<'a> {
    fn mistyped(&self, field: &str, expected: &str, value: &Value, findings: &mut Findings) -> Reported {
        let message = format!("{}: {field} must be {expected}, not {}", self.what, a(value));
        let finding = Finding::new("jsonnet/type", message).at(written(field, value));
        self.reject(field, finding, findings)
    }

    /// A required text.
    pub(crate) fn text(&self, field: &'static str, findings: &mut Findings) -> Built<&'a str> {
        let value = self.value(field, findings)?;
        value
            .as_str()
            .ok_or_else(|| self.mistyped(field, "a string", value, findings))
    }

    pub(crate) fn text_or_none(&self, field: &'static str, findings: &mut Findings) -> Built<Option<&'a str>> {
        let as_text = |value: &'a Value| {
            value
                .as_str()
                .ok_or_else(|| self.mistyped(field, "a string", value, findings))
        };
        self.get(field).map(as_text).transpose()
    }

    /// A required number.
    pub(crate) fn number(&self, field: &'static str, findings: &mut Findings) -> Built<f64> {
        let value = self.value(field, findings)?;
        value
            .as_f64()
            .ok_or_else(|| self.mistyped(field, "a number", value, findings))
    }

    pub(crate) fn number_or_none(&self, field: &'static str, findings: &mut Findings) -> Built<Option<f64>> {
        let as_number = |value: &'a Value| {
            value
                .as_f64()
                .ok_or_else(|| self.mistyped(field, "a number", value, findings))
        };
        self.get(field).map(as_number).transpose()
    }

    /// A required whole number from 1 to `max`.
    pub(crate) fn count(&self, field: &'static str, max: u64, findings: &mut Findings) -> Built<u64> {
        let value = self.value(field, findings)?;
        self.as_count(field, max, value, findings)
    }

    /// A whole number from 1 to `max`.
    pub(crate) fn count_or_none(&self, field: &'static str, max: u64, findings: &mut Findings) -> Built<Option<u64>> {
        self.get(field)
            .map(|value| self.as_count(field, max, value, findings))
            .transpose()
    }

    fn as_count(&self, field: &str, max: u64, value: &Value, findings: &mut Findings) -> Built<u64> {
        match value.as_u64() {
            Some(count) if (1..=max).contains(&count) => Ok(count),
            _ => {
                let message = format!(
                    "{}: {field} must be a whole number from 1 to {max}, not {}",
                    self.what,
                    displayed(value)
                );
                let finding = Finding::new("jsonnet/range", message).at(written(field, value));
                Err(self.reject(field, finding, findings))
            }
        }
    }

    /// `otherwise` where it is not set.
    pub(crate) fn flag_or(&self, field: &'static str, otherwise: bool, findings: &mut Findings) -> Built<bool> {
        match self.get(field) {
            None => Ok(otherwise),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(value) => Err(self.mistyped(field, "true or false", value, findings)),
        }
    }

    /// A required list.
    pub(crate) fn list(&self, field: &'static str, findings: &mut Findings) -> Built<&'a [Value]> {
        let value = self.value(field, findings)?;
        self.as_list(field, value, findings)
    }

    pub(crate) fn list_or_none(&self, field: &'static str, findings: &mut Findings) -> Built<Option<&'a [Value]>> {
        self.get(field)
            .map(|value| self.as_list(field, value, findings))
            .transpose()
    }

    fn as_list(&self, field: &str, value: &'a Value, findings: &mut Findings) -> Built<&'a [Value]> {
        match value {
            Value::Array(list) => Ok(list),
            _ => Err(self.mistyped(field, "a list", value, findings)),
        }
    }

    /// A required list of texts.
    pub(crate) fn texts(&self, field: &'static str, findings: &mut Findings) -> Built<Vec<&'a str>> {
        let list = self.list(field, findings)?;
        self.as_texts(field, list, findings)
    }

    pub(crate) fn texts_or_none(&self, field: &'static str, findings: &mut Findings) -> Built<Option<Vec<&'a str>>> {
        match self.list_or_none(field, findings)? {
            Some(list) => self.as_texts(field, list, findings).map(Some),
            None => Ok(None),
        }
    }

    fn as_texts(&self, field: &str, list: &'a [Value], findings: &mut Findings) -> Built<Vec<&'a str>> {
        each(list, |value| {
            value
                .as_str()
                .ok_or_else(|| self.mistyped(field, "a list of strings", value, findings))
        })
    }

    /// The value of the word of `field` in the table `known`; `None` where it is not set.
    pub(crate) fn word_or_none<T: Copy>(
        &self,
        field: &'static str,
        rule: &'static str,
        what: &str,
        known: &[(&str, T)],
        findings: &mut Findings,
    ) -> Built<Option<T>> {
        match self.text_or_none(field, findings)? {
            Some(word) => self.known(field, rule, what, word, known, findings).map(Some),
            None => Ok(None),
        }
    }

    /// The value of the word of a required field in the table `known`.
    pub(crate) fn word<T: Copy>(
        &self,
        field: &'static str,
        rule: &'static str,
        what: &str,
        known: &[(&str, T)],
        findings: &mut Findings,
    ) -> Built<T> {
        let word = self.text(field, findings)?;
        self.known(field, rule, what, word, known, findings)
    }

    fn known<T: Copy>(
        &self,
        field: &str,
        rule: &'static str,
        what: &str,
        word: &str,
        known: &[(&str, T)],
        findings: &mut Findings,
    ) -> Built<T> {
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        found.ok_or_else(|| self.unknown(field, rule, what, word, known.iter().map(|(name, _)| *name), findings))
    }
}

/// The word to underline for a value: the value as it is written, or the name of its field where it is written in several words or lines.
pub(crate) fn written<'v>(field: &'v str, value: &'v Value) -> Cow<'v, str> {
    match value {
        Value::String(text) if !text.trim().is_empty() && !text.contains('\n') => text.into(),
        Value::Number(number) => number.to_string().into(),
        _ => field.into(),
    }
}

/// A value in a message: a number as it is, else its kind.
fn displayed(value: &Value) -> Cow<'static, str> {
    match value {
        Value::Number(number) => Cow::Owned(number.to_string()),
        other => Cow::Borrowed(a(other)),
    }
}
