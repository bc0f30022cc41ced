//! The leaves of metric expressions.

use crate::expression::{Grammar, groups};
use crate::function::CallSite;
use crate::scan::Cursor;
use crate::{Result, Word};

use super::aggregator::value_filter;
use super::modifier_parse::modifiers;
use super::{Aggregation, Aggregator, Context, Filter, Form, MetricQuery, Scope, Term, scope, term};

pub(super) struct MetricGrammar {
    pub(super) context: Context,
    /// Whether a metric may have no scope.
    pub(super) scope_is_optional: bool,
}

impl Grammar for MetricGrammar {
    type Leaf = MetricQuery;

    fn call_site(&self) -> CallSite {
        self.context.call_site(CallSite::MetricQuery)
    }

    /// Whether a metric's name may contain `c`. Datadog keeps letters, digits, `_` and `.`; names with `-` and `/` come from integrations.
    fn in_word(&self, c: char) -> bool {
        c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/')
    }

    fn leaf_with_parenthesis(&self, cursor: &mut Cursor<'_>, word: &Word) -> Result<Option<MetricQuery>> {
        if word.text != "count" {
            return Ok(None);
        }
        // The cursor is at the parenthesis, past the word and spaces.
        let end = cursor.at();
        let Some(filter) = value_filter(cursor)? else {
            return Ok(None);
        };
        let aggregator = Aggregator {
            kind: Aggregation::CountOf(filter),
            span: (word.span.start..cursor.span(end..cursor.at()).end).into(),
        };
        cursor.expect(":", "after the aggregator")?;
        self.query(cursor, Some(aggregator), None).map(Some)
    }

    fn leaf(&self, cursor: &mut Cursor<'_>, word: Word) -> Result<MetricQuery> {
        let start = cursor.at() - word.text.len();
        let end = cursor.at();
        if !cursor.eat(":") {
            cursor.rewind(end);
            return self.query(cursor, None, Some(word));
        }
        let kind = Aggregation::named(cursor, &word.text, start)?;
        self.query(cursor, Some(Aggregator { kind, span: word.span }), None)
    }

    fn group(&self, cursor: &mut Cursor<'_>) -> Result<Word> {
        term::group(cursor, self.context)
    }
}

impl MetricGrammar {
    /// The query from its metric's name on. The name may already have been read.
    fn query(
        &self,
        cursor: &mut Cursor<'_>,
        aggregator: Option<Aggregator>,
        metric: Option<Word>,
    ) -> Result<MetricQuery> {
        let metric = match metric {
            Some(metric) => metric,
            None => self.metric(cursor)?,
        };
        let start = aggregator
            .as_ref()
            .map_or(metric.span.start, |aggregator| aggregator.span.start);
        if !metric.text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let error = cursor.error_since(
                format!("invalid metric name '{}'", metric.text),
                cursor.at() - metric.text.len(),
            );
            return Err(error.help("a metric's name starts with a letter"));
        }
        if self.scope_is_optional && cursor.peek_past_space() != Some('{') {
            return unscoped(cursor, aggregator, metric, start);
        }
        if cursor.peek_past_space() != Some('{') {
            let message = format!(
                "missing scope: expected '{{' after metric name '{}', found {}",
                metric.text,
                cursor.found()
            );
            return Err(cursor.error_here(message).help("write '{*}' for everything"));
        }
        let scope = scope::scope(cursor, self.context)?;
        let by = self.by(cursor)?;
        let modifiers = modifiers(cursor)?;
        let end = cursor.span(cursor.at()..cursor.at()).end;
        Ok(MetricQuery {
            aggregator,
            metric,
            scope,
            by,
            modifiers,
            span: (start..end).into(),
        })
    }

    fn metric(&self, cursor: &mut Cursor<'_>) -> Result<Word> {
        cursor.space();
        let start = cursor.at();
        let text = cursor.take_while(|c| self.in_word(c)).to_owned();
        if text.is_empty() {
            return Err(cursor.error_here(format!("expected a metric name, found {}", cursor.found())));
        }
        Ok(Word {
            text,
            span: cursor.span_from(start),
        })
    }

    /// `by {key,key}`, if it is next.
    fn by(&self, cursor: &mut Cursor<'_>) -> Result<Option<crate::expression::Groups>> {
        let end = cursor.at();
        cursor.space();
        let start = cursor.at();
        if cursor.take_while(char::is_alphanumeric) != "by" {
            cursor.rewind(end);
            return Ok(None);
        }
        if cursor.peek_past_space() != Some('{') {
            let error = cursor.error(
                format!("expected '{{' after 'by', found {}", cursor.found()),
                start..cursor.at(),
            );
            return Err(error.help("write 'by {host}'"));
        }
        groups(cursor, |cursor| term::group(cursor, self.context)).map(Some)
    }
}

/// A query of everything, whose scope is not written. The name of its first modifier was read as part of the metric's name.
fn unscoped(
    cursor: &mut Cursor<'_>,
    aggregator: Option<Aggregator>,
    mut metric: Word,
    start: usize,
) -> Result<MetricQuery> {
    if cursor.peek() == Some('(')
        && let Some((name, modifier)) = metric.text.rsplit_once('.')
    {
        let end = cursor.at() - modifier.len() - 1;
        cursor.rewind(end);
        let span = metric.span.start..metric.span.start + name.len();
        metric = Word {
            text: name.to_owned(),
            span: span.into(),
        };
    }
    let here = cursor.span(cursor.at()..cursor.at());
    let modifiers = modifiers(cursor)?;
    let end = cursor.span(cursor.at()..cursor.at()).end;
    Ok(MetricQuery {
        aggregator,
        metric,
        scope: Scope {
            filter: Filter::Term(Term::Everything(here)),
            form: Form::Symbolic,
            span: here,
        },
        by: None,
        modifiers,
        span: (start..end).into(),
    })
}
