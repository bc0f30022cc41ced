//! Chained calls: `.index("*").rollup("count").last("5m")`.

use std::ops::Range;

use crate::scan::{Cursor, choice};
use crate::{Number, ParseError, Quoted, Result, Word};

/// An argument of a chained call.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(Quoted),
    Number(Number),
    /// A word without quotes, as in monitors of data jobs.
    Bare(Word),
    /// `direction="both"`
    Named(Word, Box<Value>),
}

/// A chained call.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) name: String,
    pub(super) arguments: Vec<Value>,
    /// From the name to the closing parenthesis.
    pub(super) range: Range<usize>,
}

/// The calls that follow; each is one of `known` and occurs once.
pub(super) fn chain(cursor: &mut Cursor<'_>, known: &[&str]) -> Result<Vec<Link>> {
    let mut links: Vec<Link> = Vec::new();
    while cursor.eat(".") {
        cursor.space();
        let start = cursor.at();
        let name = cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
        if !known.contains(&name) {
            let message = if name.is_empty() {
                format!("expected a name after '.', found {}", cursor.found())
            } else {
                format!("unknown call '.{name}'")
            };
            return Err(cursor.error_since(message, start).help(choice(name, known)));
        }
        // There are at most as many as in `known`, so the search is not quadratic.
        if links.iter().any(|link| link.name == name) {
            return Err(cursor.error_since(format!("duplicate '.{name}'"), start));
        }
        let arguments = arguments(cursor, name)?;
        links.push(Link {
            name: name.to_owned(),
            arguments,
            range: start..cursor.at(),
        });
    }
    Ok(links)
}

/// `(a, b)` after `name`.
pub(super) fn arguments(cursor: &mut Cursor<'_>, name: &str) -> Result<Vec<Value>> {
    cursor.expect("(", &format!("after '{name}'"))?;
    let mut arguments = Vec::new();
    if cursor.eat(")") {
        return Ok(arguments);
    }
    loop {
        arguments.push(value(cursor)?);
        if cursor.eat(")") {
            return Ok(arguments);
        }
        cursor.expect(",", "or ')' after the argument")?;
    }
}

fn value(cursor: &mut Cursor<'_>) -> Result<Value> {
    if let Some(text) = cursor.quoted()? {
        return Ok(Value::Text(text));
    }
    let start = cursor.at();
    let text = cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '/'));
    let word = Word {
        text: text.to_owned(),
        span: cursor.span_from(start),
    };
    if !text.is_empty() && cursor.eat("=") {
        let value = match cursor.quoted()? {
            Some(text) => Value::Text(text),
            None => Value::Number(cursor.signed_number(format_args!("a text or a number for '{text}'"))?),
        };
        return Ok(Value::Named(word, Box::new(value)));
    }
    if text.is_empty() || text.parse::<f64>().is_ok() {
        cursor.rewind(start);
        return cursor.signed_number("a text in quotes").map(Value::Number);
    }
    Ok(Value::Bare(word))
}

/// The chained calls, to be taken by name.
pub(super) struct Links<'c, 't> {
    pub(super) cursor: &'c Cursor<'t>,
    links: Vec<Link>,
    /// The position at which to report a missing call.
    end: usize,
}

impl<'c, 't> Links<'c, 't> {
    pub(super) fn new(cursor: &'c Cursor<'t>, links: Vec<Link>) -> Self {
        Self {
            cursor,
            end: cursor.at(),
            links,
        }
    }

    /// Removes and returns the call `name`, if any.
    pub(super) fn take(&mut self, name: &str) -> Option<Link> {
        let index = self.links.iter().position(|link| link.name == name)?;
        Some(self.links.swap_remove(index))
    }

    /// Removes and returns the call `name`; an error if it is missing.
    pub(super) fn require(&mut self, name: &str, usage: &str) -> Result<Link> {
        let end = self.end;
        self.take(name).ok_or_else(|| {
            self.cursor
                .error(format!("missing '.{name}'"), end..end)
                .help(format!("write '{usage}'"))
        })
    }

    pub(super) fn usage_error(&self, link: &Link, usage: &str) -> ParseError {
        self.cursor
            .error(format!("invalid arguments of '.{}'", link.name), link.range.clone())
            .help(format!("write '{usage}'"))
    }

    /// The texts of a call with one or more.
    pub(super) fn texts(&self, link: &Link, usage: &str) -> Result<Vec<Quoted>> {
        let mut texts = Vec::new();
        for argument in &link.arguments {
            match argument {
                Value::Text(text) if !text.value.trim().is_empty() => texts.push(text.clone()),
                _ => return Err(self.usage_error(link, usage)),
            }
        }
        if texts.is_empty() {
            Err(self.usage_error(link, usage))
        } else {
            Ok(texts)
        }
    }

    /// The text of a call with exactly one.
    pub(super) fn text(&self, link: &Link, usage: &str) -> Result<Quoted> {
        match link.arguments.as_slice() {
            [Value::Text(text)] if !text.value.trim().is_empty() => Ok(text.clone()),
            _ => Err(self.usage_error(link, usage)),
        }
    }

    /// The keys of `.by("a,b")`, `.by("a","b")` or `.by(a,b)`.
    pub(super) fn keys(&self, link: &Link) -> Result<Vec<Word>> {
        let usage = ".by(\"key\")";
        let mut keys = Vec::new();
        for argument in &link.arguments {
            match argument {
                Value::Bare(word) => keys.push(word.clone()),
                Value::Text(text) => split_keys(text, &mut keys),
                _ => return Err(self.usage_error(link, usage)),
            }
        }
        if keys.is_empty() || keys.iter().any(|key| key.text.is_empty()) {
            return Err(self.usage_error(link, usage));
        }
        Ok(keys)
    }
}

fn split_keys(text: &Quoted, keys: &mut Vec<Word>) {
    let mut start = 0;
    for part in text.value.split(',') {
        let from = start + (part.len() - part.trim_start().len());
        let key = part.trim();
        keys.push(Word {
            text: key.to_owned(),
            span: (text.position(from)..text.position(from + key.len())).into(),
        });
        start += part.len() + 1;
    }
}
