//! Parses a scope in either notation.

use std::ops::Range;

use crate::scan::Cursor;
use crate::{ParseError, Result, Word};

use super::term;
use super::{Context, Filter, Form, Membership, Negated, Scope, Term};

/// Parses a scope and records which notation it uses, to report a mixture at its first sign.
struct ScopeParser {
    context: Context,
    symbolic: bool,
    functional: bool,
}

/// The keywords of the functional notation, in upper case or lower case.
fn keyword(word: &str) -> Option<&'static str> {
    [("AND", "and"), ("OR", "or"), ("NOT", "not"), ("IN", "in")]
        .into_iter()
        .find(|(upper, lower)| word == *upper || word == *lower)
        .map(|(upper, _)| upper)
}

/// `{...}`
pub(super) fn scope(cursor: &mut Cursor<'_>, context: Context) -> Result<Scope> {
    let start = cursor.at();
    cursor.expect("{", "before the scope")?;
    if cursor.eat("}") {
        return Err(cursor
            .error_since("empty scope", start)
            .help("write '{*}' for everything"));
    }
    let mut parser = ScopeParser {
        context,
        symbolic: false,
        functional: false,
    };
    let mut filters = vec![parser.any(cursor)?];
    while cursor.peek_past_space() == Some(',') {
        let comma = cursor.at()..cursor.at() + 1;
        parser.symbolic(cursor, comma)?;
        cursor.eat(",");
        filters.push(parser.any(cursor)?);
    }
    cursor.expect("}", "to close the scope")?;
    let filter = single_or(filters, Filter::And);
    // Parentheses around one tag have no effect.
    let functional = parser.functional && !matches!(filter, Filter::Term(_));
    Ok(Scope {
        filter,
        form: if functional { Form::Functional } else { Form::Symbolic },
        span: cursor.span_from(start),
    })
}

fn single_or(mut filters: Vec<Filter>, many: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.pop() {
        Some(only) if filters.is_empty() => only,
        Some(last) => {
            filters.push(last);
            many(filters)
        }
        None => many(filters),
    }
}

impl ScopeParser {
    fn symbolic(&mut self, cursor: &Cursor<'_>, range: Range<usize>) -> Result<()> {
        self.symbolic = true;
        if self.functional {
            Err(mixed(cursor, range))
        } else {
            Ok(())
        }
    }

    fn functional(&mut self, cursor: &Cursor<'_>, range: Range<usize>) -> Result<()> {
        self.functional = true;
        if self.symbolic {
            Err(mixed(cursor, range))
        } else {
            Ok(())
        }
    }

    fn any(&mut self, cursor: &mut Cursor<'_>) -> Result<Filter> {
        self.joined(cursor, "OR", Filter::Or, Self::all)
    }

    fn all(&mut self, cursor: &mut Cursor<'_>) -> Result<Filter> {
        self.joined(cursor, "AND", Filter::And, Self::one)
    }

    /// Filters with `word` between them. Filters joined by the same word stay flat, with or without parentheses.
    fn joined(
        &mut self,
        cursor: &mut Cursor<'_>,
        word: &str,
        join: fn(Vec<Filter>) -> Filter,
        read: fn(&mut Self, &mut Cursor<'_>) -> Result<Filter>,
    ) -> Result<Filter> {
        let mut filters = Vec::new();
        loop {
            match (read(self, cursor)?, word) {
                (Filter::Or(inner), "OR") | (Filter::And(inner), "AND") => filters.extend(inner),
                (filter, _) => filters.push(filter),
            }
            cursor.space();
            let start = cursor.at();
            if keyword(term::key_text(cursor)) != Some(word) {
                cursor.rewind(start);
                return Ok(single_or(filters, join));
            }
            self.functional(cursor, start..cursor.at())?;
        }
    }

    fn one(&mut self, cursor: &mut Cursor<'_>) -> Result<Filter> {
        cursor.space();
        let start = cursor.at();
        match cursor.peek() {
            Some('(') => {
                self.functional(cursor, start..start + 1)?;
                cursor.eat("(");
                let inner = cursor.nested(|cursor| self.any(cursor))?;
                cursor.expect(")", "to close the parentheses")?;
                Ok(inner)
            }
            Some('!') => {
                self.symbolic(cursor, start..start + 1)?;
                cursor.eat("!");
                let term = self.term(cursor)?;
                Ok(not(cursor, term, start))
            }
            Some('$') => term::variable(cursor, self.context).map(|variable| Filter::Term(Term::Variable(variable))),
            _ => self.word(cursor, start),
        }
    }

    /// A filter that starts with a word: `NOT ...`, `key IN (...)`, or a tag.
    fn word(&mut self, cursor: &mut Cursor<'_>, start: usize) -> Result<Filter> {
        let key = term::key(cursor);
        let end = cursor.at();
        match keyword(&key.text) {
            Some("NOT") if cursor.peek() != Some(':') => {
                self.functional(cursor, start..end)?;
                let filter = cursor.nested(|cursor| self.one(cursor))?;
                return Ok(not(cursor, filter, start));
            }
            Some(keyword) if cursor.peek() != Some(':') => {
                return Err(cursor.error_since(format!("expected a tag before '{keyword}'"), start));
            }
            _ => {}
        }
        if key.text.is_empty() {
            return Err(cursor.error_here(format!("expected a tag, found {}", cursor.found())));
        }
        if key.text.starts_with('-') {
            return Err(cursor
                .error_since("a tag cannot start with '-'", start)
                .help("write '!' to exclude a tag"));
        }
        if let Some((negated, range)) = membership(cursor) {
            self.functional(cursor, range)?;
            return self.members(cursor, key, negated, start);
        }
        term::tag(cursor, key, start, self.context).map(Filter::Term)
    }

    fn term(&mut self, cursor: &mut Cursor<'_>) -> Result<Filter> {
        cursor.space();
        let start = cursor.at();
        if cursor.peek() == Some('$') {
            return term::variable(cursor, self.context).map(|variable| Filter::Term(Term::Variable(variable)));
        }
        let key = term::key(cursor);
        if key.text.is_empty() {
            return Err(cursor.error_here(format!("expected a tag after '!', found {}", cursor.found())));
        }
        term::tag(cursor, key, start, self.context).map(Filter::Term)
    }

    fn members(&self, cursor: &mut Cursor<'_>, key: Word, negated: bool, start: usize) -> Result<Filter> {
        cursor.expect("(", "after IN")?;
        let mut values = Vec::new();
        loop {
            values.push(term::value(
                cursor,
                format_args!("a value of '{}'", key.text),
                self.context,
            )?);
            if cursor.eat(")") {
                break;
            }
            cursor.expect(",", "or ')' after the value")?;
        }
        Ok(Filter::In(Membership {
            key,
            negated,
            values,
            span: cursor.span_from(start),
        }))
    }
}

/// Reads `IN` or `NOT IN`, if it is next; whether it is negated, and its range.
fn membership(cursor: &mut Cursor<'_>) -> Option<(bool, Range<usize>)> {
    let end = cursor.at();
    cursor.space();
    let start = cursor.at();
    let mut next = || {
        cursor.space();
        keyword(cursor.take_while(char::is_alphabetic))
    };
    let negated = match next() {
        Some("IN") => Some(false),
        Some("NOT") if next() == Some("IN") => Some(true),
        _ => None,
    };
    // `a in:b` is two tags, which is an error later.
    let negated = negated.filter(|_| cursor.peek_past_space() == Some('('));
    match negated {
        Some(negated) => Some((negated, start..cursor.at())),
        None => {
            cursor.rewind(end);
            None
        }
    }
}

fn not(cursor: &Cursor<'_>, filter: Filter, start: usize) -> Filter {
    Filter::Not(Negated {
        filter: Box::new(filter),
        span: cursor.span_from(start),
    })
}

fn mixed(cursor: &Cursor<'_>, range: Range<usize>) -> ParseError {
    cursor
        .error("scope mixes ',' or '!' with AND, OR, NOT or IN", range)
        .help("use either ',' and '!', or AND, OR, NOT and IN")
}
