//! Metric queries, and expressions over them (doc: metrics/#anatomy-of-a-metric-query, metrics/advanced-filtering, dashboards/functions).
//!
//! ```
//! use datadog_query::metric::{Context, parse};
//!
//! let expression = parse("sum:checkout.errors{env:prod} by {host}.as_count()", Context::Monitor)?;
//! assert_eq!(expression.leaves()[0].metric.text, "checkout.errors");
//! # Ok::<(), datadog_query::ParseError>(())
//! ```

mod aggregator;
mod calendar;
mod filter;
mod grammar;
mod modifier;
mod modifier_parse;
mod print;
mod scope;
mod term;

pub use aggregator::{Aggregation, Aggregator, ValueFilter, ValueOperator};
pub use filter::{Filter, Form, Membership, Negated, Scope, Tag, TagValue, Term, Variable};
pub use modifier::{CalendarUnit, Fill, FillMethod, Interval, Modifier, ModifierKind, Rollup, RollupAggregator};

use crate::expression::{Expr, Groups, Parser};
use crate::function::CallSite;
use crate::scan::Cursor;
use crate::{Result, Span, Word, mistake};
use grammar::MetricGrammar;

/// Where a query is used, which decides on template variables and on some functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In a dashboard: `$env` and `$env.value` are template variables.
    Dashboard,
    /// In a monitor: it has no template variables.
    Monitor,
}

/// An expression over metric queries.
pub type Expression = Expr<MetricQuery>;

/// `sum:checkout.errors{env:prod} by {host}.as_count()`
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct MetricQuery {
    /// How series are combined; without it, Datadog uses the average.
    pub aggregator: Option<Aggregator>,
    /// The metric's name.
    pub metric: Word,
    /// Which series are selected.
    pub scope: Scope,
    /// The tag keys to group by.
    pub by: Option<Groups>,
    /// The modifiers, in order.
    pub modifiers: Vec<Modifier>,
    /// From the aggregator to the last modifier.
    pub span: Span,
}

impl MetricQuery {
    /// Whether its values are totals: `.as_count()`, which no `.as_rate()` follows.
    #[must_use]
    pub fn is_count(&self) -> bool {
        self.type_modifiers()
            .last()
            .is_some_and(|modifier| modifier.kind == ModifierKind::AsCount)
    }

    /// Its `.as_count()` and `.as_rate()`; the last one counts.
    pub fn type_modifiers(&self) -> impl Iterator<Item = &Modifier> {
        self.modifiers.iter().filter(|modifier| modifier.kind.is_type())
    }

    /// The tag keys that it groups by.
    #[must_use]
    pub fn group_keys(&self) -> Vec<&str> {
        self.by
            .iter()
            .flat_map(|groups| &groups.keys)
            .map(|key| key.text.as_str())
            .collect()
    }
}

/// Parses one expression.
///
/// # Errors
/// The text is not a metric query.
pub fn parse(text: &str, context: Context) -> Result<Expression> {
    mistake::metric(text, |text| {
        let mut cursor = Cursor::new(text);
        let expression = expression(&mut cursor, context)?;
        cursor.end()?;
        Ok(expression)
    })
}

/// Parses one expression whose metrics may have no scope, as in queries of SLOs.
///
/// # Errors
/// The text is not such an expression.
pub fn parse_unscoped(text: &str, context: Context) -> Result<Expression> {
    let grammar = MetricGrammar {
        context,
        scope_is_optional: true,
    };
    let mut cursor = Cursor::new(text);
    let expression = Parser::new(&grammar).expression(&mut cursor)?;
    cursor.end()?;
    Ok(expression)
}

/// Parses comma-separated expressions, as in the field `q` of older widgets.
///
/// # Errors
/// The text is not a metric query.
pub fn parse_list(text: &str, context: Context) -> Result<Vec<Expression>> {
    mistake::metric(text, |text| {
        let mut cursor = Cursor::new(text);
        let mut expressions = vec![expression(&mut cursor, context)?];
        while cursor.eat(",") {
            expressions.push(expression(&mut cursor, context)?);
        }
        cursor.end()?;
        Ok(expressions)
    })
}

/// Parses an expression and stops at the first character that does not belong to it.
pub(crate) fn expression(cursor: &mut Cursor<'_>, context: Context) -> Result<Expression> {
    let grammar = MetricGrammar {
        context,
        scope_is_optional: false,
    };
    Parser::new(&grammar).expression(cursor)
}

impl Context {
    pub(crate) fn call_site(self, on_a_dashboard: CallSite) -> CallSite {
        match self {
            Self::Dashboard => on_a_dashboard,
            Self::Monitor => CallSite::Monitor,
        }
    }
}

#[cfg(test)]
mod tests;
