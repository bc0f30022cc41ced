//! Parses arguments that are not expressions.

use crate::scan::Cursor;
use crate::{Result, Word};

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
        None => Literal::Number(cursor.signed_number(format_args!("a text or a number for '{}'", name.text))?),
    };
    Ok(Some(Named {
        name,
        value,
        span: cursor.span_from(start),
    }))
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
