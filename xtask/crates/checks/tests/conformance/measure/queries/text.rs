//! Positions of brackets, quotes and words in a query. Found without the parsers, because mutations must not depend on the code that they test.

use std::ops::Range;

/// The structure of a query, byte by byte.
pub(super) struct Layout {
    /// For each byte, whether it is quoted; the quotes are included.
    pub(super) quoted: Vec<bool>,
    /// For each byte, the number of open brackets before it, not counting quoted ones.
    pub(super) depth: Vec<usize>,
}

impl Layout {
    pub(super) fn of(text: &str) -> Self {
        let (mut quoted, mut depth) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
        let (mut quote, mut open, mut escaped) = (None, 0_usize, false);
        for byte in text.bytes() {
            let within = quote.is_some();
            depth.push(open);
            match (quote, byte) {
                (Some(_), _) if escaped => escaped = false,
                (Some(_), b'\\') => escaped = true,
                (Some(q), _) if q == byte => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'(' | b'{') => open += 1,
                (None, b')' | b'}') => open = open.saturating_sub(1),
                _ => {}
            }
            quoted.push(within || quote.is_some());
        }
        Self { quoted, depth }
    }

    /// The unquoted bytes that `wanted` selects.
    pub(super) fn plain(&self, text: &str, wanted: impl Fn(u8) -> bool) -> Vec<usize> {
        let bytes = text.as_bytes();
        (0..text.len())
            .filter(|at| !self.quoted[*at] && wanted(bytes[*at]))
            .collect()
    }
}

/// The word that ends before byte `end`.
pub(super) fn word_before(text: &str, end: usize) -> Range<usize> {
    let head = text[..end].trim_end();
    let start = head
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .map_or(0, |at| at + 1);
    start..head.len()
}

/// A misspelt `word`: its second and third letter are swapped, or if they are equal, one is doubled.
pub(super) fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [_, a, b, ..] if a != b => letters.swap(1, 2),
        [.., last] => letters.push(*last),
        [] => letters.push('x'),
    }
    letters.into_iter().collect()
}
