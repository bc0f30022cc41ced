//! A value of any shape that knows where each part is, and decoding of types from it: an error points at the part that is wrong, also in enums that are
//! tagged by a field, for which serde forgets positions.

mod decode;

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Located, ParseError};

/// A YAML value whose parts know their spans.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`, or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Located<Tree>>),
    /// A mapping, in the order of the text.
    Map(Vec<(Located<String>, Located<Tree>)>),
}

/// Parses a text as a tree.
///
/// # Errors
/// The text is not valid YAML.
pub fn tree(text: &str) -> Result<Located<Tree>, ParseError> {
    super::parse(text)
}

impl Located<Tree> {
    /// Decodes a value. An enum may be written as a mapping whose field `type` names the variant.
    ///
    /// # Errors
    /// The tree is not a `T`; the error points at the part that is wrong.
    pub fn decode<'a, T: Deserialize<'a>>(&'a self) -> Result<T, ParseError> {
        T::deserialize(decode::Node::new(self)).map_err(|error| error.into_parse_error(self))
    }

    /// Decodes a value without the fields that it does not know: each of these is an error, and so is whatever keeps the rest from being decoded.
    #[must_use]
    pub fn decode_known<T: DeserializeOwned>(&self) -> (Option<T>, Vec<ParseError>) {
        /// The most unknown fields that are reported.
        const ERRORS_MAX: usize = 50;
        let mut tree = self.clone();
        let mut errors = Vec::new();
        loop {
            match tree.decode() {
                Ok(value) => return (Some(value), errors),
                Err(error) => {
                    let removed = tree.remove_field(&error.span);
                    errors.push(error);
                    if !removed || errors.len() == ERRORS_MAX {
                        return (None, errors);
                    }
                }
            }
        }
    }

    /// Removes the field whose name has this span.
    fn remove_field(&mut self, span: &Range<usize>) -> bool {
        match &mut self.value {
            Tree::List(items) => items.iter_mut().any(|item| item.remove_field(span)),
            Tree::Map(fields) => {
                let count = fields.len();
                fields.retain(|(key, _)| key.span != *span);
                fields.len() < count || fields.iter_mut().any(|(_, value)| value.remove_field(span))
            }
            _ => false,
        }
    }

    /// The part at a path of field names and indices, or the deepest part on the way to it.
    #[must_use]
    pub fn at<'a>(&'a self, path: impl IntoIterator<Item = &'a str>) -> &'a Self {
        let mut part = self;
        for step in path {
            let next = match &part.value {
                Tree::List(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
                Tree::Map(fields) => fields.iter().find(|(key, _)| key.value == step).map(|(_, value)| value),
                _ => None,
            };
            match next {
                Some(next) => part = next,
                None => return part,
            }
        }
        part
    }

    /// The value of a field of a mapping.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Self> {
        match &self.value {
            Tree::Map(fields) => fields
                .iter()
                .find(|(key, _)| key.value == field)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}

/// The bytes of `yaml` that hold line `line` (from 0) of a text that was read at `span`, and within it `word`, if it is there.
#[must_use]
pub fn line_of(yaml: &str, span: &Range<usize>, line: usize, word: &str) -> Range<usize> {
    let rest = yaml.get(span.start..).unwrap_or_default();
    let inside = rest.get(..span.len()).unwrap_or(rest);
    // the header of a block scalar (`|`) is a line of its own
    let skip = line + usize::from(inside.starts_with(['|', '>']));
    let mut start = span.start;
    for text in rest.split_inclusive('\n').take(skip) {
        start += text.len();
    }
    let text = yaml
        .get(start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    match text.find(word).filter(|_| !word.is_empty()) {
        Some(at) => start + at..start + at + word.len(),
        None => {
            let indent = text.len() - text.trim_start().len();
            start + indent..start + text.trim_end().len().max(indent)
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Integer(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON has no larger integers either")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        Ok(i64::try_from(value).map_or(Tree::Float(value as f64), Tree::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element()? {
            out.push(item);
        }
        Ok(Tree::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Tree, A::Error> {
        let mut out = Vec::new();
        while let Some(field) = fields.next_entry()? {
            out.push(field);
        }
        Ok(Tree::Map(out))
    }
}

#[cfg(test)]
mod tests;
