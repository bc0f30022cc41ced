//! Parses the value after `key:`.

use std::ops::Range;

use super::parse::Parser;
use super::word;
use super::{Amount, Bound, Comparator, Key, KeyKind, Node, Piece, Test, Unit, Variable};
use crate::{ParseError, Result};

const BRACKETS: &str = "write '[a TO b]', bounds included, or '{a TO b}', bounds excluded";

impl Parser<'_> {
    /// The value of `key`, after its colon.
    pub(super) fn value(&mut self, key: &Key) -> Result<Node<Test>> {
        let after_colon = self.at;
        self.skip_space();
        let spaced = self.at > after_colon;
        if self.value_is_missing(spaced) {
            return Err(self.no_value(key, after_colon));
        }
        self.raw_tags = key.kind == KeyKind::Tag && key.name == "tags";
        if self.peek() == Some(b'(') {
            return self.group(Self::test_in_group);
        }
        let start = self.at;
        let test = self.test()?;
        Ok(self.leaf(start, test))
    }

    /// Whether the next token is the end or the next clause rather than a value.
    fn value_is_missing(&self, spaced: bool) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b'"' | b'(' | b'[' | b'{' | b'<' | b'>') => false,
            Some(b'-' | b'!') => spaced,
            _ if self.is_operator() => true,
            first => {
                let word = word::scan(self.text, self.at, true);
                let prefixed = matches!(first, Some(b'@' | b'#'));
                word.colon.is_some_and(|colon| (spaced || prefixed) && colon > self.at)
                    || (spaced && self.is_whole_variable(&word.span))
            }
        }
    }

    /// Whether the word at `span` is a variable that a dashboard replaces by `key:value`.
    fn is_whole_variable(&self, span: &Range<usize>) -> bool {
        Variable::at(&self.text[span.clone()], span.start)
            .is_some_and(|(variable, length)| !variable.value && length == span.len())
    }

    fn no_value(&self, key: &Key, after_colon: usize) -> ParseError {
        let name = &self.text[key.span.clone()];
        let help = match key.kind {
            KeyKind::Anywhere => "write the word to find in all attributes: '*:word'".to_owned(),
            _ => {
                format!("write the value after ':', '{name}:*' for any value, or '{name}:\"\"' for an empty one")
            }
        };
        ParseError::new(format!("'{name}:' has no value"), key.span.start..after_colon).help(help)
    }

    /// An error if a value runs into the next attribute, as in `service:webstatus:error`.
    fn check_no_colon(&self) -> Result<()> {
        let word = word::scan(self.text, self.at, false);
        let Some(colon) = word.colon.filter(|_| !self.raw_tags) else {
            return Ok(());
        };
        if is_plain_colon(&self.text[word.span.clone()], colon - self.at) {
            return Ok(());
        }
        Err(ParseError::new("unexpected ':' in a value", colon..colon + 1)
            .help("add a space before the next attribute; if the colon belongs to the value, write '\\:' or put the value in double quotes"))
    }

    /// One of several values in parentheses.
    fn test_in_group(&mut self) -> Result<Test> {
        if matches!(self.peek(), Some(b'@' | b'#')) {
            let word = word::scan(self.text, self.at, true);
            if word.colon.is_some() {
                let name = &self.text[word.span.clone()];
                return Err(ParseError::new(
                    format!("attribute '{name}:' inside the values of another attribute"),
                    word.span.clone(),
                )
                .help(format!(
                    "close the group before '{name}'; put a value with a colon in double quotes"
                )));
            }
        }
        self.test()
    }

    fn test(&mut self) -> Result<Test> {
        match self.peek() {
            Some(b'"') => self.phrase().map(Test::Matches),
            Some(b'[' | b'{') => self.range(),
            Some(b'<' | b'>') => self.comparison(),
            Some(b':') => {
                Err(ParseError::new("a value cannot start with ':'", self.here())
                    .help("put the value in double quotes"))
            }
            Some(b'=') => Err(ParseError::new("'=' is not a comparison operator", self.here())
                .help("equality is ':' alone; others are ':>', ':>=', ':<', ':<='")),
            _ => {
                self.check_start("write '\\-' before a negative number; to exclude, write '-' before the attribute")?;
                self.check_no_colon()?;
                let pattern = self.word()?;
                Ok(match pattern.pieces.as_slice() {
                    [Piece::AnyText] => Test::Exists,
                    _ => Test::Matches(pattern),
                })
            }
        }
    }

    fn comparison(&mut self) -> Result<Test> {
        let start = self.at;
        let comparator = match self.rest().as_bytes() {
            [b'<', b'=', ..] => Comparator::LessOrEqual,
            [b'>', b'=', ..] => Comparator::GreaterOrEqual,
            [b'<', ..] => Comparator::Less,
            _ => Comparator::Greater,
        };
        self.at += comparator.as_str().len();
        let sign = comparator.as_str();
        let example = format!("write a number right after it: '{sign}5', '{sign}1.5s', '{sign}10MB'");
        let word = word::scan(self.text, self.at, false);
        if word.span.is_empty() {
            return Err(ParseError::new(format!("missing number after '{sign}'"), start..self.at).help(example));
        }
        let pattern = self.word()?;
        let pattern_is_wildcard = pattern.is_wildcard();
        let raw = &self.text[pattern.span.clone()];
        let bound = self.bound(raw, pattern.span);
        if pattern_is_wildcard {
            return Err(ParseError::new("wildcard in a comparison", bound.span).help(example));
        }
        let starts_with_digit = bound
            .text
            .trim_start_matches('-')
            .starts_with(|c: char| c.is_ascii_digit());
        match bound.amount {
            Amount::Text if !starts_with_digit => {
                Err(ParseError::new(format!("invalid number '{raw}'"), bound.span).help(example))
            }
            Amount::Text if is_unknown_unit(&bound.text) => {
                Err(ParseError::new(format!("'{raw}' has an unknown unit"), bound.span)
                    .help(format!("units are {}", Unit::names().collect::<Vec<_>>().join(", "))))
            }
            _ => Ok(Test::Compare {
                comparator,
                bound: Box::new(bound),
            }),
        }
    }

    /// `[a TO b]` or `{a TO b}`.
    fn range(&mut self) -> Result<Test> {
        let open = self.at;
        let inclusive = self.peek() == Some(b'[');
        self.at += 1;
        let lower = self.range_bound(open)?;
        self.skip_space();
        let to = self.at;
        let rest = self.rest();
        if !rest.starts_with("TO") || !rest[2..].starts_with([' ', '\t', '\n', '\r']) {
            let help = if rest.starts_with("to ") {
                "write 'TO' in capitals"
            } else {
                BRACKETS
            };
            return Err(ParseError::new("range without 'TO'", open..to).help(help));
        }
        self.at += 2;
        let upper = self.range_bound(open)?;
        self.skip_space();
        let (expected, other) = if inclusive { (b']', b'}') } else { (b'}', b']') };
        match self.peek() {
            Some(close) if close == expected => {}
            Some(close) if close == other => {
                return Err(ParseError::new("mismatched brackets of a range", open..self.at + 1).help(BRACKETS));
            }
            _ => return Err(ParseError::new("unclosed range", open..self.at).help(BRACKETS)),
        }
        self.at += 1;
        if !matches!(self.peek(), None | Some(b' ' | b'\t' | b'\n' | b'\r' | b')' | b'(')) {
            return Err(ParseError::new("missing space after a range", self.here()).help("add a space between them"));
        }
        Ok(Test::Range {
            lower,
            upper,
            inclusive,
        })
    }

    /// A bound of the range that opened at `open`; `None` for `*`.
    fn range_bound(&mut self, open: usize) -> Result<Option<Box<Bound>>> {
        self.skip_space();
        let word = word::scan(self.text, self.at, false);
        let raw = &self.text[word.span.clone()];
        if raw.is_empty() || raw == "TO" || word.open_escape {
            return Err(ParseError::new("range without a bound", open..self.at)
                .help(format!("{BRACKETS}; '*' leaves a side open")));
        }
        self.check_no_variable(&word.span)?;
        self.at = word.span.end;
        Ok((raw != "*").then(|| Box::new(self.bound(raw, word.span))))
    }

    fn bound(&self, raw: &str, span: Range<usize>) -> Bound {
        let variable =
            Variable::at(raw, span.start).filter(|(_, length)| self.options.templates && *length == raw.len());
        let text = word::unescape(raw);
        let amount = match variable {
            Some((variable, _)) => Amount::Variable(variable),
            None => Amount::parse(&text),
        };
        Bound { text, amount, span }
    }
}

/// Whether the colon at `at` of a value needs no escape: before the slashes of a URL (doc: real_user_monitoring/explorer/search_syntax,
/// `@http.url:https:\/\/*`), between digits as in times, and in IPv6 addresses.
fn is_plain_colon(value: &str, at: usize) -> bool {
    let (before, after) = (value.as_bytes()[..at].last(), &value[at + 1..]);
    let between_digits = before.is_some_and(u8::is_ascii_digit) && after.starts_with(|c: char| c.is_ascii_digit());
    let is_address = value.matches(':').count() > 1
        && value
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.' | b'*'));
    let is_url = value[..at].bytes().all(|byte| byte.is_ascii_alphabetic())
        && (after.starts_with("//") || after.starts_with("\\/"));
    is_url || between_digits || is_address
}

/// Whether `text` is a number followed only by letters.
fn is_unknown_unit(text: &str) -> bool {
    let rest = &text[super::bound::number_length(text)..];
    !rest.is_empty() && rest.chars().all(char::is_alphabetic)
}
