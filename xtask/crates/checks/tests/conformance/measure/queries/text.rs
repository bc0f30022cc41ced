//! Positions of brackets, quotes and words of a query, found without the parsers: mutations must not depend on what they test.

use std::ops::Range;

/// What a byte of a query is.
pub(super) struct Layout {
    /// For each byte, whether it is within quotes, these included.
    pub(super) quoted: Vec<bool>,
    /// For each byte, how many brackets are open before it, quotes left out.
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

    /// The bytes outside of quotes that `wanted` picks.
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

/// A misspelt `word`: its letters 2 and 3 swapped, or one doubled where they are the same.
pub(super) fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [_, a, b, ..] if a != b => letters.swap(1, 2),
        [.., last] => letters.push(*last),
        [] => letters.push('x'),
    }
    letters.into_iter().collect()
}
