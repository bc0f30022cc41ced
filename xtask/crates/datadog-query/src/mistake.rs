//! Mistakes that people bring from other tools: PromQL, SQL, Grafana, Datadog's own pages.
//!
//! The parsers report the first character that they cannot read, which is seldom the cause: after `avg:a{b:c}}` they miss a comparison, not a brace. When a
//! parser fails, [`explained`] tries the rules below on the text. The first that recognizes the mistake replaces the message. A repaired text is only
//! suggested if it parses.

mod aggregator;
mod bracket;
mod comparator;
mod editor;
mod foreign;
mod grouping;
mod joined;
mod outline;
mod pasted;
mod promql;
mod quotes;
mod scope;
mod threshold;
mod window;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{ParseError, Result};
use outline::Outline;

/// Recognizes a mistake in a text that does not parse.
type Rule = fn(&Failure<'_>) -> Option<Mistake>;

/// Rules in order: what explains more of the text precedes what explains one character.
type Rules = [&'static [Rule]];

/// What is wrong with the metric, the scope and the groups of a query.
const SELECTION: &[Rule] = &[
    scope::matchers,
    scope::operators,
    scope::missing,
    grouping::after_modifiers,
    grouping::twice,
    grouping::without_braces,
    grouping::without_by,
    aggregator::space,
    aggregator::called,
];

/// What is wrong with an expression of queries.
const EXPRESSION: &[Rule] = &[
    comparator::arithmetic,
    window::rollup,
    aggregator::bare_modifier,
    bracket::unbalanced,
];

/// The rules for a monitor's query.
const MONITOR: &Rules = &[
    &[
        pasted::characters,
        foreign::language,
        foreign::formula,
        editor::formula,
        quotes::missing,
        joined::searches,
        joined::composite,
        joined::queries,
        window::quoted_or_spelled,
        window::of_events,
        window::several,
        aggregator::start,
        aggregator::missing_window,
        aggregator::missing_colon,
    ],
    SELECTION,
    &[
        comparator::unknown,
        threshold::check,
        threshold::metric,
        threshold::duration,
        threshold::unit,
        threshold::end,
    ],
    EXPRESSION,
];

/// The rules for a formula.
const FORMULA: &Rules = &[&[
    pasted::characters,
    foreign::language,
    foreign::metric_query,
    joined::in_a_formula,
    comparator::arithmetic,
    bracket::unbalanced,
]];

/// The rules for a metric query outside of a monitor.
const METRIC: &Rules = &[
    &[pasted::characters, foreign::language, window::in_a_query],
    SELECTION,
    &[comparator::in_a_query],
    EXPRESSION,
];

/// A text that does not parse.
struct Failure<'t> {
    outline: Outline<'t>,
    error: &'t ParseError,
    /// Where the parser stopped.
    at: usize,
}

/// What is wrong with a text.
struct Mistake {
    message: String,
    span: Range<usize>,
    /// Why Datadog does not read it; may be empty.
    why: String,
    /// What to write, where no repaired text parses.
    instead: String,
    /// The text with the mistake corrected; the first that parses is suggested.
    repaired: Vec<String>,
}

/// The longest repaired text that a message quotes, in bytes.
const REPAIRED_LEN_MAX: usize = 400;

/// The most mistakes of one text that a repair corrects.
const MISTAKES_MAX: usize = 3;

impl Mistake {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            message: message.into(),
            span,
            why: String::new(),
            instead: String::new(),
            repaired: Vec::new(),
        }
    }

    fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = instead.into();
        self
    }

    fn repaired(mut self, text: impl Into<String>) -> Self {
        self.repaired.push(text.into());
        self
    }

    fn into_error(self, repaired: Option<&str>) -> ParseError {
        let advice = match repaired {
            Some(text) => format!("write '{}'", text.trim()),
            None => self.instead,
        };
        let help = [self.why, advice];
        let help: Vec<_> = help.into_iter().filter(|part| !part.is_empty()).collect();
        let error = ParseError::new(self.message, self.span);
        if help.is_empty() {
            error
        } else {
            error.help(help.join("; "))
        }
    }
}

/// The outcome of parsing a monitor's query, with its error explained.
pub(crate) fn monitor<T>(text: &str, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
    explained(text, MONITOR, parse)
}

/// The outcome of parsing a metric query, with its error explained.
pub(crate) fn metric<T>(text: &str, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
    explained(text, METRIC, parse)
}

/// The outcome of parsing a formula, with its error explained.
pub(crate) fn formula<T>(text: &str, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
    explained(text, FORMULA, parse)
}

fn explained<T>(text: &str, rules: &Rules, parse: impl Fn(&str) -> Result<T>) -> Result<T> {
    parse(text).map_err(|error| match recognize(text, rules, &error) {
        Some(mistake) => {
            let repaired = repair(&mistake, rules, &|text| parse(text).err(), MISTAKES_MAX);
            mistake.into_error(repaired.as_deref())
        }
        None => error,
    })
}

fn recognize(text: &str, rules: &Rules, error: &ParseError) -> Option<Mistake> {
    let outline = Outline::new(text);
    let failure = Failure {
        at: error.span.start,
        outline,
        error,
    };
    // What is in quotes is another language, whose parser has explained its error, unless it is no search at all.
    if failure.outline.is_quoted(failure.at) {
        return editor::formula(&failure);
    }
    rules.iter().copied().flatten().find_map(|rule| rule(&failure))
}

/// The first repaired text that parses, after more repairs where it has more mistakes.
fn repair(
    mistake: &Mistake,
    rules: &Rules,
    error_of: &impl Fn(&str) -> Option<ParseError>,
    mistakes: usize,
) -> Option<String> {
    for text in mistake.repaired.iter().filter(|text| text.len() <= REPAIRED_LEN_MAX) {
        let Some(error) = error_of(text) else {
            return Some(text.clone());
        };
        if mistakes > 1
            && let Some(next) = recognize(text, rules, &error)
            && let Some(repaired) = repair(&next, rules, error_of, mistakes - 1)
        {
            return Some(repaired);
        }
    }
    None
}

impl<'t> Failure<'t> {
    fn text(&self) -> &'t str {
        self.outline.text
    }

    /// The text with what is in quotes blanked; its bytes are at the same positions.
    fn plain(&self) -> &str {
        &self.outline.plain
    }

    /// From where the parser stopped.
    fn rest(&self) -> &str {
        self.plain().get(self.at..).unwrap_or_default()
    }

    /// The word where the parser stopped.
    fn word(&self) -> &str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        &rest[..end.unwrap_or(rest.len())]
    }

    /// The end of what precedes the place where the parser stopped, without spaces.
    fn end_before(&self) -> usize {
        self.plain().get(..self.at).map_or(0, |before| before.trim_end().len())
    }

    /// The text with `by` at `range`.
    fn with(&self, range: Range<usize>, by: &str) -> String {
        let text = self.text();
        let before = text.get(..range.start).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        format!("{before}{by}{after}")
    }
}
