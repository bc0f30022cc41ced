//! Formulas of widgets and monitors: arithmetic and functions over the names of queries (doc: dashboards/querying, dashboards/functions).
//!
//! ```
//! use datadog_query::{formula, metric::Context};
//!
//! let formula = formula::parse("errors / (errors + hits) * 100", Context::Dashboard)?;
//! assert_eq!(formula::names(&formula).into_iter().collect::<Vec<_>>(), ["errors", "hits"]);
//! # Ok::<(), datadog_query::ParseError>(())
//! ```

use std::collections::BTreeSet;

use crate::expression::{Expr, Grammar, Parser};
use crate::function::CallSite;
use crate::metric::Context;
use crate::scan::Cursor;
use crate::{Result, Word, mistake};

/// A formula; its leaves are names of queries.
pub type Formula = Expr<Word>;

/// Parses a formula.
///
/// # Errors
/// The text is not a formula.
pub fn parse(text: &str, context: Context) -> Result<Formula> {
    let grammar = FormulaGrammar {
        call_site: context.call_site(CallSite::Formula),
        allows_unknown_functions: false,
    };
    mistake::formula(text, |text| read(&mut Cursor::new(text), &grammar))
}

/// The names of the queries that a formula uses.
#[must_use]
pub fn names(formula: &Formula) -> BTreeSet<&str> {
    formula.leaves().into_iter().map(|name| name.text.as_str()).collect()
}

pub(crate) fn read(cursor: &mut Cursor<'_>, grammar: &FormulaGrammar) -> Result<Formula> {
    let formula = Parser::new(grammar).expression(cursor)?;
    cursor.end()?;
    Ok(formula)
}

pub(crate) struct FormulaGrammar {
    pub(crate) call_site: CallSite,
    /// The formulas of job monitors have functions of their own, such as `failed_runs`, which the documentation does not list.
    pub(crate) allows_unknown_functions: bool,
}

impl Grammar for FormulaGrammar {
    type Leaf = Word;

    fn call_site(&self) -> CallSite {
        self.call_site
    }

    fn in_word(&self, c: char) -> bool {
        c.is_alphanumeric() || c == '_'
    }

    fn leaf_with_parenthesis(&self, _: &mut Cursor<'_>, _: &Word) -> Result<Option<Word>> {
        Ok(None)
    }

    fn leaf(&self, _: &mut Cursor<'_>, word: Word) -> Result<Word> {
        Ok(word)
    }

    fn group(&self, cursor: &mut Cursor<'_>) -> Result<Word> {
        cursor.space();
        let start = cursor.at();
        let text = cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@' | ':'));
        if text.is_empty() {
            return Err(cursor.error_here(format!("expected a tag key to group by, found {}", cursor.found())));
        }
        Ok(Word {
            text: text.to_owned(),
            span: cursor.span_from(start),
        })
    }

    fn allows_unknown_functions(&self) -> bool {
        self.allows_unknown_functions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let outcome = match parse(text, Context::Dashboard) {
            Ok(formula) => formula.to_string(),
            Err(error) => crate::testing::describe(text, &error),
        };
        assert_eq!(outcome, expected, "{text}");
    }

    #[test]
    fn formulas() {
        check("query1/(a+b)*100", "query1 / (a + b) * 100");
        check("timeshift(query2, -2592000)", "timeshift(query2, -2592000)");
        check(
            "reduce(rollup(rollup(q, 'max', 10), 'p99', 86400), 'last')",
            "reduce(rollup(rollup(q, 'max', 10), 'p99', 86400), 'last')",
        );
        check("max(query3, query4) - top10(q)", "max(query3, query4) - top10(q)");
        check("month_before( sum(q, {env}) )", "month_before(sum(q, {env}))");
        check(
            "default_zer(a)",
            "unknown function 'default_zer' | default_zer | did you mean 'default_zero' or 'default'?",
        );
        check("query1 query2", "unexpected 'query2' | query2 | ");
        check("a + ", "expected a query, a function or a number, found the end |  | ");
        check(
            "bottom10_min(a, b)",
            "'bottom10_min' takes 1 argument, not 2 | bottom10_min | write 'bottom10_min(query)'",
        );
    }

    #[test]
    fn names_are_the_names_of_queries() -> Result<()> {
        let formula = parse("abs(b) / (a + b) * 100", Context::Dashboard)?;
        assert_eq!(names(&formula).into_iter().collect::<Vec<_>>(), ["a", "b"]);
        Ok(())
    }
}
