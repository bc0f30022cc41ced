//! Patterns of values and texts.

use std::ops::Range;

/// A word, a phrase or a wildcard.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Pattern {
    /// The pieces in order. Two [`Piece::Text`] are never adjacent; only a phrase may be empty.
    pub pieces: Vec<Piece>,
    /// Whether it is in double quotes, where `*` and `?` are literal.
    pub quoted: bool,
    /// Its span, with its quotes.
    pub span: Range<usize>,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Piece {
    /// A text, escapes resolved.
    Text(String),
    /// `*`: any text.
    AnyText,
    /// `?`: any one character.
    AnyCharacter,
    /// A dashboard's variable.
    Variable(Variable),
}

/// A dashboard's template variable.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Variable {
    /// Its name, without `$` and `.value`.
    pub name: String,
    /// Whether it is replaced by the value alone (`$env.value`) rather than by `key:value` (`$env`).
    pub value: bool,
    /// Its span, with `$`.
    pub span: Range<usize>,
}

impl Pattern {
    /// The text; `None` if it has a wildcard or a variable.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether it contains `*` or `?` as a wildcard.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::AnyText | Piece::AnyCharacter))
    }
}

impl Variable {
    /// The variable at the start of `text`, which begins with `$`, and its length; `None` if no name follows. `start` is the position of `text`.
    ///
    /// Names contain letters, digits, `_`, `-` and `.`, as in dashboards; a full stop at the end belongs to the sentence.
    pub(super) fn at(text: &str, start: usize) -> Option<(Self, usize)> {
        let name = text.strip_prefix('$')?;
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let end = name.find(|c: char| !is_name(c)).unwrap_or(name.len());
        let name = name[..end].trim_end_matches('.');
        let length = name.len() + 1;
        let (name, value) = match name.strip_suffix(".value") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let variable = Self {
            name: name.to_owned(),
            value,
            span: start..start + length,
        };
        Some((variable, length))
    }
}

/// Whether the name of a variable may contain `c`.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
