//! Parses words and phrases, and rejects characters that they cannot contain.

use std::ops::Range;

use super::parse::Parser;
use super::word::{self, Word};
use super::{Pattern, Variable};
use crate::{ParseError, Result};

impl Parser<'_> {
    /// A word of free text or a value; it ends at a space or a closing parenthesis.
    pub(super) fn word(&mut self) -> Result<Pattern> {
        let word = word::scan(self.text, self.at, false);
        let raw = &self.text[word.span.clone()];
        self.check_word(&word, raw)?;
        self.check_no_variable(&word.span)?;
        self.at = word.span.end;
        Ok(Pattern {
            pieces: word::pieces(raw, word.span.start, true, self.options.templates),
            quoted: false,
            span: word.span,
        })
    }

    /// An error if `raw` contains or ends with something that a word cannot have.
    pub(super) fn check_word(&self, word: &Word, raw: &str) -> Result<()> {
        let end = word.span.end;
        if word.open_escape {
            return Err(ParseError::new("'\\' at the end escapes nothing", end - 1..end)
                .help("write '\\\\' for the character itself"));
        }
        if let Some((at, _)) = raw
            .match_indices(['“', '”'])
            .find(|(at, _)| !raw[..*at].ends_with('\\'))
        {
            let at = word.span.start + at;
            return Err(
                ParseError::new("curly quotation marks do not quote a phrase", at..at + '“'.len_utf8())
                    .help("write straight double quotes: \"\""),
            );
        }
        match self.text.as_bytes().get(end) {
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b')') => Ok(()),
            Some(b'(') => Err(
                ParseError::new(format!("unknown function '{raw}('"), word.span.start..end + 1).help(
                    "the only function is 'CIDR(@attribute, network)'; add a space before a group, or write '\\(' in a word",
                ),
            ),
            Some(b'<' | b'>') if !raw.is_empty() => Err(ParseError::new("unexpected comparison in a word", end..end + 1)
                .help(format!(
                    "write '{raw}:>5' to compare an attribute; in a word write '\\' before the sign"
                ))),
            Some(&other) => {
                let c = char::from(other);
                Err(ParseError::new(format!("unexpected '{c}' in a word"), end..end + 1)
                    .help(format!("put the whole value in double quotes, or write '\\{c}'")))
            }
        }
    }

    /// An error if the next character has a special meaning at the start of a word. `dash` is the help for `-`.
    pub(super) fn check_start(&self, dash: &str) -> Result<()> {
        let here = self.here();
        let c = &self.text[here.clone()];
        let advice = match c {
            "-" => dash,
            "!" => "to exclude, write '-' before the attribute; for the character itself, write '\\!'",
            "+" | "~" | "^" | "=" | "]" | "}" => "put the value in double quotes, or write '\\' before the character",
            _ => return Ok(()),
        };
        Err(ParseError::new(format!("'{c}' cannot start a word"), here).help(advice))
    }

    /// An error if the word starts with a template variable and `options` do not allow any.
    pub(super) fn check_no_variable(&self, span: &Range<usize>) -> Result<()> {
        if self.options.templates {
            return Ok(());
        }
        match Variable::at(&self.text[span.clone()], span.start) {
            Some((variable, _)) => Err(ParseError::new(
                format!(
                    "'{}' is a template variable, which only dashboards have",
                    &self.text[variable.span.clone()]
                ),
                variable.span,
            )
            .help("write the value itself")),
            None => Ok(()),
        }
    }

    /// The phrase whose opening quote is next.
    pub(super) fn phrase(&mut self) -> Result<Pattern> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => end += 1,
                None => {
                    return Err(ParseError::new("unclosed '\"'", start..start + 1)
                        .help("add '\"' at the end of the phrase; for the character itself, write '\\\"'"));
                }
            }
        }
        self.at = end + 1;
        match self.peek() {
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b')' | b'(') => {}
            Some(b':') => {
                return Err(
                    ParseError::new("a phrase in quotes cannot be an attribute", start..self.at)
                        .help("write the attribute without quotes, with '\\' before each space"),
                );
            }
            Some(_) => {
                return Err(ParseError::new("missing space after a phrase", self.here())
                    .help("add a space between them, or '\\\"' for a quote in the phrase"));
            }
        }
        Ok(Pattern {
            pieces: word::pieces(&self.text[start + 1..end], start + 1, false, self.options.templates),
            quoted: true,
            span: start..self.at,
        })
    }
}
