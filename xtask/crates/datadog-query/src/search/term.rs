//! Words and phrases, and what may not stand in them.

use std::ops::Range;

use super::parse::Parser;
use super::word::{self, Word};
use super::{Pattern, Variable};
use crate::{ParseError, Result};

impl Parser<'_> {
    /// A word of free text or a value; it ends at a blank or a closing parenthesis.
    pub(super) fn word(&mut self) -> Result<Pattern> {
        let word = word::scan(self.text, self.at, false);
        let raw = &self.text[word.span.clone()];
        self.check_word(&word, raw)?;
        self.refuse_variable(&word.span)?;
        self.at = word.span.end;
        Ok(Pattern {
            pieces: word::pieces(raw, word.span.start, true, self.options.templates),
            quoted: false,
            span: word.span,
        })
    }

    /// Refuses `raw` where its end shows that it is no word.
    pub(super) fn check_word(&self, word: &Word, raw: &str) -> Result<()> {
        let end = word.span.end;
        if word.open_escape {
            return Err(
                ParseError::new("'\\' escapes nothing", end - 1..end).help("write '\\\\' for the character itself")
            );
        }
        if let Some((at, _)) = raw
            .match_indices(['“', '”'])
            .find(|(at, _)| !raw[..*at].ends_with('\\'))
        {
            let at = word.span.start + at;
            return Err(ParseError::new(
                "a curly quotation mark, which is ignored, does not make a phrase",
                at..at + '“'.len_utf8(),
            )
            .help("write straight double quotes: \"\""));
        }
        match self.text.as_bytes().get(end) {
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b')') => Ok(()),
            Some(b'(') => Err(
                ParseError::new(format!("'{raw}(' is no function"), word.span.start..end + 1).help(
                    "'CIDR(@attribute, network)' is the only one; before a group write a blank, in a word write '\\('",
                ),
            ),
            Some(b'<' | b'>') if !raw.is_empty() => Err(ParseError::new("a comparison inside a word", end..end + 1)
                .help(format!(
                    "write '{raw}:>5' to compare an attribute; in a word write '\\' before the sign"
                ))),
            Some(&other) => {
                let c = char::from(other);
                Err(ParseError::new(format!("'{c}' inside a word"), end..end + 1)
                    .help(format!("put the whole value in double quotes, or write '\\{c}'")))
            }
        }
    }

    /// Refuses the characters that mean something at the start of a word and are not read here.
    pub(super) fn refuse_special_start(&self, dash: &str) -> Result<()> {
        let here = self.here();
        let c = &self.text[here.clone()];
        let advice = match c {
            "-" => dash,
            "!" => "to exclude write '-'; for the character itself '\\!'",
            "+" | "~" | "^" | "=" | "]" | "}" => "put the value in double quotes, or write '\\' before the character",
            _ => return Ok(()),
        };
        Err(ParseError::new(format!("'{c}' does not start a word"), here).help(advice))
    }

    /// Refuses a variable at the start of a word where none is filled in.
    pub(super) fn refuse_variable(&self, span: &Range<usize>) -> Result<()> {
        if self.options.templates {
            return Ok(());
        }
        match Variable::at(&self.text[span.clone()], span.start) {
            Some((variable, _)) => Err(ParseError::new(
                format!(
                    "'{}' is a template variable, which only dashboards fill in",
                    &self.text[variable.span.clone()]
                ),
                variable.span,
            )
            .help("write the value itself")),
            None => Ok(()),
        }
    }

    /// The phrase that opens here.
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
                    return Err(ParseError::new("'\"' is never closed", start..start + 1)
                        .help("add '\"' at the end of the phrase; for the character itself write '\\\"'"));
                }
            }
        }
        self.at = end + 1;
        match self.peek() {
            None | Some(b' ' | b'\t' | b'\n' | b'\r' | b')' | b'(') => {}
            Some(b':') => {
                return Err(ParseError::new("a phrase is no attribute", start..self.at)
                    .help("write the attribute without quotes, '\\' before blanks in it"));
            }
            Some(_) => {
                return Err(ParseError::new("a word begins right after a phrase", self.here())
                    .help("write a blank between them, or '\\\"' for a quote in the phrase"));
            }
        }
        Ok(Pattern {
            pieces: word::pieces(&self.text[start + 1..end], start + 1, false, self.options.templates),
            quoted: true,
            span: start..self.at,
        })
    }
}
