//! Searches for logs, spans, events and RUM events: one language in monitors, dashboards, indexes, archives and pipelines.
//!
//! Sources (pages of Datadog's documentation): `logs/explorer/search_syntax`, `tracing/trace_explorer/query_syntax`,
//! `real_user_monitoring/explorer/search_syntax`, `service_management/events/explorer/searching`, `dashboards/template_variables`. Where they say nothing,
//! the grammar follows Datadog's own parser (`vrl`, module `datadog::search`): `AND` binds tighter than `OR`, adjacent terms are joined by `AND`.
//!
//! Some things that parser accepts are always mistakes, and errors here: two negations in a row, two kinds of brackets around a range, an attribute without a
//! value, a comparison without a number.

mod ast;
mod bound;
mod clause;
mod foreign;
mod matching;
mod network;
mod parse;
mod pattern;
mod print;
mod span;
mod term;
mod text;
mod value;
mod variables;
mod word;

#[cfg(test)]
mod tests;

pub use ast::{Clause, Expr, Key, KeyKind, Node, Search, Test};
pub use bound::{Amount, Bound, Comparator, Unit};
pub use matching::{Event, Scalar};
pub use network::{Network, NetworkBlock};
pub use pattern::{Pattern, Piece, Variable};

use crate::Result;

/// The use of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A monitor, a widget, the explorer.
    Query,
    /// The filter of an index, an exclusion, an archive, a pipeline or a rehydration, where full-text search (`*:term`) does not work.
    Filter,
}

/// What a search may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The use of the search.
    pub usage: Use,
    /// Whether a dashboard's template variables (`$env`, `$env.value`) are filled in.
    pub templates: bool,
}

impl Options {
    /// A widget of a dashboard.
    pub const DASHBOARD: Self = Self {
        usage: Use::Query,
        templates: true,
    };
    /// A monitor, an SLO, the explorer.
    pub const MONITOR: Self = Self {
        usage: Use::Query,
        templates: false,
    };
    /// The filter of an index, an archive or a pipeline.
    pub const FILTER: Self = Self {
        usage: Use::Filter,
        templates: false,
    };
}

/// The deepest nesting of parentheses in a search.
pub const DEPTH_MAX: usize = 64;

/// Parses a search with the rules of dashboards. A blank search matches everything.
///
/// # Errors
/// The text is not a search.
pub fn parse(text: &str) -> Result<Search> {
    parse_with(text, Options::DASHBOARD)
}

/// Parses a search with the rules of `options`.
///
/// # Errors
/// The text is not a search, or contains something that `options` do not allow.
pub fn parse_with(text: &str, options: Options) -> Result<Search> {
    parse::Parser::new(text, options).search()
}

/// The canonical text of a search: searches that differ only in spaces, quotes or the case of `and` have the same. The text itself if it is not a search.
#[must_use]
pub fn canonical(text: &str, options: Options) -> String {
    parse_with(text, options).map_or_else(|_| text.trim().to_owned(), |search| search.to_string())
}
