//! The words of a tag: its name and its arguments.

use std::ops::Range;

use crate::{ParseError, Result};

/// One word of a tag.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Word<'a> {
    pub(super) kind: WordKind,
    /// Without quotes or parentheses.
    pub(super) text: &'a str,
    /// The span of `text`.
    pub(super) inner: Range<usize>,
    /// With quotes or parentheses.
    pub(super) span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) enum WordKind {
    Bare,
    Quoted,
    Parenthesised,
}

/// The words of `text`, which starts at `start` of the message.
pub(super) fn words(text: &str, start: usize) -> Result<Vec<Word<'_>>> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return Ok(out);
        };
        let (kind, edge, length) = match first {
            '"' | '\'' => (
                WordKind::Quoted,
                1,
                quoted(rest, first).map_err(|message| unclosed(message, start + at..start + text.len()))?,
            ),
            '(' => (
                WordKind::Parenthesised,
                1,
                parenthesised(rest).map_err(|message| unclosed(message, start + at..start + text.len()))?,
            ),
            '“' | '”' | '‘' | '’' => {
                return Err(unclosed(
                    "curly quotation marks do not quote text",
                    start + at..start + at + first.len_utf8(),
                )
                .help("use straight quotation marks: \""));
            }
            _ => (WordKind::Bare, 0, bare(rest)),
        };
        out.push(Word {
            kind,
            text: &rest[edge..length - edge],
            inner: start + at + edge..start + at + length - edge,
            span: start + at..start + at + length,
        });
        at += length;
    }
}

fn unclosed(message: &str, span: Range<usize>) -> ParseError {
    ParseError::new(message, span).help("close it before '}}'")
}

/// The length of the quoted text at the start of `rest`.
fn quoted(rest: &str, quote: char) -> std::result::Result<usize, &'static str> {
    rest[1..]
        .find(quote)
        .map(|length| length + 2)
        .ok_or("unclosed quotation mark")
}

/// The length of the parenthesised text at the start of `rest`; parentheses in quotes do not count.
fn parenthesised(rest: &str) -> std::result::Result<usize, &'static str> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') => {
                depth -= 1;
                if depth == 0 {
                    return Ok(at + 1);
                }
            }
            (None, _) => {}
        }
    }
    Err("unclosed '('")
}

/// The length of the bare word at the start of `rest`. Names in brackets may contain spaces and quotes.
fn bare(rest: &str) -> usize {
    // The last closing bracket; a bracket that opens after it is never closed.
    let last_bracket = rest.rfind(']').unwrap_or_default();
    let mut bracket = false;
    for (at, c) in rest.char_indices() {
        match c {
            '[' => bracket = at < last_bracket,
            ']' => bracket = false,
            _ if bracket => {}
            c if c.is_whitespace() => return at,
            '"' | '\'' if at > 0 => return at,
            _ => {}
        }
    }
    rest.len()
}
