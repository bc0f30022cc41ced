//! Parses arguments that are not expressions.

use crate::scan::Cursor;
use crate::{Number, Result, Word};

use super::{Groups, Literal, Named};

/// `name=value`, if it is next.
pub(super) fn named(cursor: &mut Cursor<'_>) -> Result<Option<Named>> {
    let start = cursor.at();
    let text = cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
    let span = cursor.span_from(start);
    if text.is_empty() || !cursor.eat("=") {
        cursor.rewind(start);
        return Ok(None);
    }
    let name = Word {
        text: text.to_owned(),
        span,
    };
    let value = match cursor.quoted()? {
        Some(text) => Literal::Text(text),
        None => Literal::Number(number(cursor, &name)?),
    };
    Ok(Some(Named {
        name,
        value,
        span: cursor.span_from(start),
    }))
}

/// The number of a named argument; a word in its place lacks its quotes.
fn number(cursor: &mut Cursor<'_>, name: &Word) -> Result<Number> {
    let start = cursor.at();
    let word = cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
    cursor.rewind(start);
    let outcome = cursor.signed_number(format_args!("a text or a number for '{name}'"));
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return outcome.map_err(|error| error.help(format!("write {name}='{word}'")));
    }
    outcome
}

/// `{key,key}`, or `{*}` for one group of everything.
pub(super) fn groups_or_all<'t>(
    cursor: &mut Cursor<'t>,
    key: impl Fn(&mut Cursor<'t>) -> Result<Word>,
) -> Result<Groups> {
    cursor.space();
    let start = cursor.at();
    if cursor.eat("{") && cursor.eat("*") && cursor.eat("}") {
        return Ok(Groups {
            keys: Vec::new(),
            span: cursor.span_from(start),
        });
    }
    cursor.rewind(start);
    groups(cursor, key)
}

/// `{key,key}`.
pub(crate) fn groups<'t>(cursor: &mut Cursor<'t>, key: impl Fn(&mut Cursor<'t>) -> Result<Word>) -> Result<Groups> {
    cursor.space();
    let start = cursor.at();
    cursor.expect("{", "before the tag keys to group by")?;
    let mut keys = Vec::new();
    loop {
        cursor.space();
        keys.push(key(cursor)?);
        if cursor.eat("}") {
            return Ok(Groups {
                keys,
                span: cursor.span_from(start),
            });
        }
        cursor.expect(",", "or '}' after the tag key")?;
    }
}
