//! Finds the ends of words, and resolves their escapes and wildcards.

use std::ops::Range;

use super::pattern::{Piece, Variable};

/// A word of the text, not yet interpreted.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its span.
    pub(super) span: Range<usize>,
    /// Its first colon that is not escaped.
    pub(super) colon: Option<usize>,
    /// Whether its last character is a backslash that escapes nothing.
    pub(super) open_escape: bool,
}

/// The word at `start` of `text`: up to a space, a bracket, a quote or a comparison sign that is not escaped. With `key`, it ends at its first colon.
pub(super) fn scan(text: &str, start: usize, key: bool) -> Word {
    let bytes = text.as_bytes();
    let (mut at, mut colon, mut open_escape) = (start, None, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => match text[at + 1..].chars().next() {
                Some(escaped) => at += escaped.len_utf8(),
                None => open_escape = true,
            },
            b':' if colon.is_none() => {
                colon = Some(at);
                if key {
                    break;
                }
            }
            b' ' | b'\t' | b'\n' | b'\r' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'<' | b'>' => break,
            _ => {}
        }
        at += 1;
    }
    Word {
        span: start..at,
        colon,
        open_escape,
    }
}

/// Collects pieces so that no two texts are adjacent.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    text: String,
}

impl Pieces {
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn piece(&mut self, piece: Piece) {
        self.close();
        self.push(piece);
    }

    fn close(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.push(Piece::Text(text));
        }
    }

    fn push(&mut self, piece: Piece) {
        if self.pieces.is_empty() {
            // Most patterns are one piece.
            self.pieces.reserve_exact(1);
        }
        self.pieces.push(piece);
    }

    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.close();
        self.pieces
    }
}

/// The pieces of `raw`, which starts at `start`: escapes resolved; `*` and `?` with `wildcards`; variables with `templates`.
pub(super) fn pieces(raw: &str, start: usize, wildcards: bool, templates: bool) -> Vec<Piece> {
    let mut out = Pieces::default();
    let mut plain = 0;
    let mut at = 0;
    while let Some(&byte) = raw.as_bytes().get(at) {
        let (piece, length) = match byte {
            b'\\' => {
                out.text(&raw[plain..at]);
                plain = at + 1;
                at += 1 + raw[at + 1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            b'*' if wildcards => (Piece::AnyText, 1),
            b'?' if wildcards => (Piece::AnyCharacter, 1),
            b'$' if templates => match Variable::at(&raw[at..], start + at) {
                Some((variable, length)) => (Piece::Variable(variable), length),
                None => {
                    at += 1;
                    continue;
                }
            },
            _ => {
                at += 1;
                continue;
            }
        };
        out.text(&raw[plain..at]);
        out.piece(piece);
        at += length;
        plain = at;
    }
    out.text(&raw[plain.min(raw.len())..]);
    out.finish()
}

/// `raw` without its escapes.
pub(super) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => out.extend(characters.next()),
            c => out.push(c),
        }
    }
    out
}
