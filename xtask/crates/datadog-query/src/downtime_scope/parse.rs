//! Reads a scope from left to right.

use crate::scan::Cursor;
use crate::{ParseError, Result};

use super::{Condition, DEPTH_MAX, Scope, Tag, Values};

const EXAMPLE: &str = "write tags with AND between them: service:web-store AND env:(dev OR staging)";
const VALUES_EXAMPLE: &str = "write values with OR between them: env:(dev OR staging)";

pub(super) fn scope(text: &str) -> Result<Scope> {
    let mut cursor = Cursor::new(text);
    if cursor.peek_past_space().is_none() {
        return Err(cursor
            .error_here("the scope is empty")
            .help("write '*' to match everything"));
    }
    if text.trim() == "*" {
        return Ok(Scope::Everything);
    }
    let condition = joined(&mut cursor, 0)?;
    cursor.end().map_err(|error| error.help(EXAMPLE))?;
    match condition {
        Condition::Any(_) => Err(ParseError::new("a scope of alternatives is not supported", outer(text))
            .help("write 'key:(a OR b)' for values of one key, or a downtime for each alternative")),
        condition => Ok(Scope::Condition(condition)),
    }
}

/// Conditions up to a closing parenthesis or the end.
fn joined(cursor: &mut Cursor<'_>, depth: usize) -> Result<Condition> {
    let (mut all, mut any, mut conditions) = (false, false, vec![one(cursor, depth)?]);
    while let Some(next) = cursor.peek_past_space().filter(|c| *c != ')') {
        let start = cursor.at();
        match operator(cursor) {
            Some("OR") if depth == 0 => {
                return Err(cursor
                    .error_since("OR between tags is not supported", start)
                    .help("write 'key:(a OR b)' for values of one key, or a downtime for each alternative"));
            }
            Some("OR") => any = true,
            // Tags without an operator between them must all match.
            Some(_) => all = true,
            None if next == ',' => {
                return Err(cursor
                    .error_here("a comma does not join tags")
                    .help("write AND between them"));
            }
            None => all = true,
        }
        if all && any {
            return Err(cursor
                .error_since("AND and OR are mixed", start)
                .help("put what belongs together in parentheses"));
        }
        conditions.push(one(cursor, depth)?);
    }
    Ok(match (conditions.len(), any) {
        (1, _) => conditions.remove(0),
        (_, true) => Condition::Any(flat(conditions, true)),
        (_, false) => Condition::All(flat(conditions, false)),
    })
}

/// Conditions that are joined in the same way as those around them need no parentheses.
fn flat(conditions: Vec<Condition>, any: bool) -> Vec<Condition> {
    let mut out = Vec::new();
    for condition in conditions {
        match (condition, any) {
            (Condition::Any(inner), true) | (Condition::All(inner), false) => out.extend(inner),
            (condition, _) => out.push(condition),
        }
    }
    out
}

/// The operator that is next, if one is; it is read.
fn operator<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let start = cursor.at();
    let word = cursor.take_while(char::is_alphanumeric);
    if matches!(word, "AND" | "OR") && !matches!(cursor.peek(), Some(':')) {
        return Some(word);
    }
    cursor.rewind(start);
    None
}

/// A tag, or conditions in parentheses.
fn one(cursor: &mut Cursor<'_>, depth: usize) -> Result<Condition> {
    cursor.space();
    let start = cursor.at();
    let negated = negation(cursor);
    if cursor.peek() != Some('(') {
        return tag(cursor, start, negated, depth).map(Condition::Tag);
    }
    if negated {
        return Err(cursor
            .error_here("a group of tags cannot be negated")
            .help("negate each tag: -env:prod AND -service:web-store"));
    }
    cursor.eat("(");
    deeper(cursor, depth, start)?;
    let inner = joined(cursor, depth + 1)?;
    cursor.expect(")", "to close the parentheses")?;
    Ok(inner)
}

/// `-`, `!` or `NOT`.
fn negation(cursor: &mut Cursor<'_>) -> bool {
    let start = cursor.at();
    if cursor.eat("-") || cursor.eat("!") {
        return true;
    }
    if cursor.take_while(char::is_alphanumeric) == "NOT" && cursor.peek().is_some_and(|c| c.is_whitespace() || c == '(')
    {
        cursor.space();
        return true;
    }
    cursor.rewind(start);
    false
}

fn deeper(cursor: &Cursor<'_>, depth: usize, start: usize) -> Result<()> {
    if depth < DEPTH_MAX {
        return Ok(());
    }
    Err(cursor
        .error_since(
            format!("parentheses are nested more than {DEPTH_MAX} levels deep"),
            start,
        )
        .help("split the scope into several downtimes"))
}

fn tag(cursor: &mut Cursor<'_>, start: usize, negated: bool, depth: usize) -> Result<Tag> {
    let key = key(cursor)?;
    let values = if cursor.peek() == Some('(') {
        values(cursor, &key, negated, depth)?
    } else {
        Values::One(value(cursor, &key)?)
    };
    let span = cursor.span_from(start);
    Ok(Tag {
        negated,
        key,
        values,
        span,
    })
}

/// The key of a tag; its colon is read too. The documentation writes alternatives without a colon as well: `-key(A OR B)`.
fn key(cursor: &mut Cursor<'_>) -> Result<String> {
    let start = cursor.at();
    let key = cursor.take_while(|c| !c.is_whitespace() && !matches!(c, ':' | '(' | ')'));
    if key.is_empty() {
        let error = cursor.error_here(format!("expected a tag, found {}", cursor.found()));
        return Err(error.help(EXAMPLE));
    }
    if matches!(key, "AND" | "OR" | "NOT") {
        let error = cursor.error_since(format!("expected a tag, found the operator {key}"), start);
        return Err(error.help(EXAMPLE));
    }
    if !matches!(cursor.peek(), Some(':' | '(')) {
        let error = cursor.error_since(format!("'{key}' has no key"), start);
        let lower = matches!(key, "and" | "or" | "not");
        return Err(error.help(match lower {
            true => format!("operators are in upper case: {}", key.to_uppercase()),
            false => format!("write the tag's key, such as env:{key}"),
        }));
    }
    if let Some((at, odd)) = key.char_indices().find(|(_, c)| !is_key(*c)) {
        let range = start + at..start + at + odd.len_utf8();
        let error = cursor.error(format!("'{}' cannot be in the key of a tag", odd.escape_debug()), range);
        return Err(error.help("keys have letters, digits and _ - . /"));
    }
    let key = key.to_owned();
    if cursor.peek() == Some(':') {
        cursor.eat(":");
    }
    Ok(key)
}

fn is_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@')
}

/// `prod`, `"us east"`, `host-*`
fn value(cursor: &mut Cursor<'_>, key: &str) -> Result<String> {
    let start = cursor.at();
    if cursor.peek() == Some('"') {
        cursor.eat("\"");
        let inner = cursor.take_while(|c| c != '"').to_owned();
        if cursor.peek().is_none() {
            return Err(cursor
                .error_since("unclosed quotation mark", start)
                .help("close it with '\"'"));
        }
        cursor.eat("\"");
        return checked(cursor, key, inner, start);
    }
    let value = cursor
        .take_while(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '"'))
        .to_owned();
    checked(cursor, key, value, start)
}

fn checked(cursor: &Cursor<'_>, key: &str, value: String, start: usize) -> Result<String> {
    if value.trim().is_empty() {
        let error = cursor.error(format!("'{key}' has no value"), start..cursor.at());
        return Err(error.help(format!("write {key}:* to match every value")));
    }
    if value.contains('?') {
        return Err(cursor
            .error_since("'?' is not a wildcard in the scope of a downtime", start)
            .help("write '*' instead"));
    }
    Ok(value)
}

/// `(dev OR staging)`
fn values(cursor: &mut Cursor<'_>, key: &str, negated: bool, depth: usize) -> Result<Values> {
    let open = cursor.at();
    cursor.eat("(");
    deeper(cursor, depth, open)?;
    let mut operator_of_all = None;
    let mut values = Vec::new();
    loop {
        cursor.space();
        let start = cursor.at();
        if negation(cursor) {
            return Err(cursor
                .error_since("a value in parentheses cannot be negated", start)
                .help("negate the tag: -service:(A OR B)"));
        }
        if cursor.peek() == Some('(') {
            return Err(cursor
                .error_here("values of a tag cannot be grouped")
                .help("write the values with OR between them: env:(dev OR staging)"));
        }
        if matches!(cursor.peek(), None | Some(')')) {
            let error = cursor.error_here(format!("expected a value, found {}", cursor.found()));
            return Err(error.help(VALUES_EXAMPLE));
        }
        let read = value(cursor, key)?;
        if matches!(read.as_str(), "AND" | "OR" | "NOT") {
            let error = cursor.error_since(format!("expected a value, found the operator {read}"), start);
            return Err(error.help(VALUES_EXAMPLE));
        }
        values.push(read);
        if cursor.peek_past_space() == Some(')') {
            break;
        }
        let at = cursor.at();
        let Some(operator) = operator(cursor) else {
            let error = cursor.error_here(format!("expected OR or ')', found {}", cursor.found()));
            return Err(error.help(VALUES_EXAMPLE));
        };
        if *operator_of_all.get_or_insert(operator) != operator {
            let error = cursor.error_since("AND and OR are mixed", at);
            return Err(error.help(VALUES_EXAMPLE));
        }
        if operator == "AND" && negated {
            let error = cursor.error_since("values joined by AND cannot be negated", at);
            return Err(error.help("write -service:(A OR B), or negate each tag: -service:A AND -service:B"));
        }
    }
    cursor.eat(")");
    Ok(match (values.len(), operator_of_all) {
        (1, _) => Values::One(values.remove(0)),
        (_, Some("AND")) => Values::All(values),
        _ => Values::Any(values),
    })
}

/// The text without the spaces around it.
fn outer(text: &str) -> std::ops::Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
