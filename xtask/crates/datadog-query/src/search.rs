//! Searches for logs, spans, events and RUM events: one language in monitors, dashboards, indexes, archives and pipelines.
//!
//! Sources, pages of Datadog's documentation: `logs/explorer/search_syntax`, `tracing/trace_explorer/query_syntax`,
//! `real_user_monitoring/explorer/search_syntax`, `service_management/events/explorer/searching`, `dashboards/template_variables`. Where they say nothing,
//! the grammar of Datadog's own parser decides (`vrl`, module `datadog::search`): `AND` binds tighter than `OR`, terms side by side are joined by `AND`.
//!
//! Where that parser takes what is always a mistake, this one refuses: two negations in a row, brackets of two kinds around a range, an attribute without a
//! value, a comparison without a number.

mod ast;
mod bound;
mod clause;
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
pub use network::{Block, Network};
pub use pattern::{Pattern, Piece, Variable};

use crate::Result;

/// Where a search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A monitor, a widget, the explorer.
    Query,
    /// The filter of an index, an exclusion, an archive, a pipeline or a rehydration, where full-text search (`*:term`) does not work.
    Filter,
}

/// What a search may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where it stands.
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

/// Parentheses inside each other that a search may have.
pub const DEPTH_MAX: usize = 64;

/// The search `text` as a dashboard may hold it. Blank text is the search that finds everything.
///
/// # Errors
/// Where it is no search.
pub fn parse(text: &str) -> Result<Search> {
    parse_with(text, Options::DASHBOARD)
}

/// The search `text` of a given use.
///
/// # Errors
/// Where it is no search, or holds what that use does not allow.
pub fn parse_with(text: &str, options: Options) -> Result<Search> {
    parse::Parser::new(text, options).search()
}

/// The canonical text of a search: two that differ in spaces, quotes or the case of `and` have one. The text itself where it is no search.
#[must_use]
pub fn canonical(text: &str, options: Options) -> String {
    parse_with(text, options).map_or_else(|_| text.trim().to_owned(), |search| search.to_string())
}
