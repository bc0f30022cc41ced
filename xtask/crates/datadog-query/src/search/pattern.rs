//! What a value or a text looks like.

use std::ops::Range;

/// A word, a phrase or a wildcard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// In order. Two [`Piece::Text`] never stand side by side; only a phrase may have none.
    pub pieces: Vec<Piece>,
    /// Whether it stands in double quotes, where `*` and `?` are themselves.
    pub quoted: bool,
    /// Where it stands, with its quotes.
    pub span: Range<usize>,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// This text, escapes resolved.
    Text(String),
    /// `*`: any text.
    AnyText,
    /// `?`: any one character.
    AnyCharacter,
    /// What a dashboard fills in.
    Variable(Variable),
}

/// A dashboard's template variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name, without `$` and `.value`.
    pub name: String,
    /// Whether only the value is filled in (`$env.value`), rather than `key:value` (`$env`).
    pub value: bool,
    /// Where it stands, with `$`.
    pub span: Range<usize>,
}

impl Pattern {
    /// The text, where it is one and no wildcard or variable.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether `*` or `?` stands in it.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::AnyText | Piece::AnyCharacter))
    }
}

impl Variable {
    /// The variable at the start of `text`, which begins with `$`, and its length; `None` where no name follows. `start` is where `text` stands.
    ///
    /// Names hold letters, digits, `_`, `-` and `.`, as those of dashboards do; a full stop at the end belongs to the sentence.
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

/// Whether `c` belongs to the name of a variable.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
