//! Single tags of a scope, and keys to group by.

use std::fmt::Display;

use crate::scan::Cursor;
use crate::{Result, Word};

use super::{Context, Tag, TagValue, Term, Variable};

/// Whether a template variable's name may contain `c`.
pub(super) fn in_variable(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Whether a tag key may contain `c`. `*` is for bare tags with a wildcard.
fn in_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | '*' | '#')
}

/// Whether an unquoted value may contain `c`.
fn in_value(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, ',' | '{' | '}' | '(' | ')' | '"')
}

/// The key at the cursor; empty if there is none.
pub(super) fn key(cursor: &mut Cursor<'_>) -> Word {
    cursor.space();
    let start = cursor.at();
    let text = key_text(cursor).to_owned();
    Word {
        text,
        span: cursor.span_from(start),
    }
}

/// The characters of a key at the cursor.
pub(super) fn key_text<'t>(cursor: &mut Cursor<'t>) -> &'t str {
    cursor.take_while(in_key)
}

/// The tag whose key was just read.
pub(super) fn tag(cursor: &mut Cursor<'_>, key: Word, start: usize, context: Context) -> Result<Term> {
    let end = cursor.at();
    if !cursor.eat(":") {
        cursor.rewind(end);
        let span = cursor.span_from(start);
        return Ok(if key.text == "*" {
            Term::Everything(span)
        } else {
            Term::Tag(Tag { key, value: None, span })
        });
    }
    let value = Some(match cursor.peek_past_space() {
        // `key:` is the tag without a value, which `!key:` excludes.
        Some(',' | '}' | ')') => TagValue {
            text: String::new(),
            quoted: false,
            span: cursor.span_from(cursor.at()),
        },
        _ => value(cursor, format_args!("a value after '{}:'", key.text), context)?,
    });
    Ok(Term::Tag(Tag {
        key,
        value,
        span: cursor.span_from(start),
    }))
}

/// The value of a tag; `what` describes it in messages.
pub(super) fn value(cursor: &mut Cursor<'_>, what: impl Display, context: Context) -> Result<TagValue> {
    if cursor.peek_past_space() == Some('"')
        && let Some(quoted) = cursor.quoted()?
    {
        return Ok(TagValue {
            text: quoted.value,
            quoted: true,
            span: quoted.span,
        });
    }
    let start = cursor.at();
    let text = cursor.take_while(in_value).to_owned();
    if text.is_empty() {
        return Err(cursor.error_here(format!("expected {what}, found {}", cursor.found())));
    }
    let value = TagValue {
        text,
        quoted: false,
        span: cursor.span_from(start),
    };
    if let (Context::Monitor, Some(name)) = (context, value.variables().next()) {
        return Err(variable_error(cursor, name, start));
    }
    Ok(value)
}

/// `$name` or `$name.value`.
pub(super) fn variable(cursor: &mut Cursor<'_>, context: Context) -> Result<Variable> {
    let start = cursor.at();
    cursor.expect("$", "before the name of a template variable")?;
    let name_start = cursor.at();
    let full = cursor.take_while(in_variable);
    let text = full.strip_suffix(".value").unwrap_or(full);
    if !text.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return Err(cursor.error_since("expected the name of a template variable after '$'", start));
    }
    if context == Context::Monitor {
        return Err(variable_error(cursor, text, start));
    }
    Ok(Variable {
        name: Word {
            text: text.to_owned(),
            span: cursor.span(name_start..name_start + text.len()),
        },
        value_only: text.len() < full.len(),
    })
}

fn variable_error(cursor: &Cursor<'_>, name: &str, start: usize) -> crate::ParseError {
    cursor
        .error_since(format!("template variable '${name}' outside of a dashboard"), start)
        .help("write the tag itself: monitors have no template variables")
}

/// A tag key to group by; on dashboards it may be a template variable.
pub(super) fn group(cursor: &mut Cursor<'_>, context: Context) -> Result<Word> {
    cursor.space();
    let start = cursor.at();
    if cursor.peek() == Some('$') {
        variable(cursor, context)?;
    } else {
        cursor.take_while(|c| in_key(c) && c != '*' || c == ':');
    }
    if cursor.at() == start {
        return Err(cursor.error_here(format!("expected a tag key to group by, found {}", cursor.found())));
    }
    Ok(Word {
        text: cursor.since(start).to_owned(),
        span: cursor.span_from(start),
    })
}
