//! Datadog's languages: metric queries, formulas, monitor queries, searches, scopes of downtimes and message templates. Each has a
//! parser from text to a tree with spans, and prints trees as canonical text. No I/O, no panics, linear time.

pub mod downtime_scope;
mod error;
pub mod expression;
pub mod formula;
pub mod function;
pub mod message;
pub mod metric;
mod mistake;
pub mod monitor;
pub mod recurrence;
mod scan;
pub mod search;
mod span;
#[cfg(test)]
mod testing;
pub mod wildcard;

pub use error::{ParseError, Result};
pub use scan::{Number, Quoted};
pub use span::{Span, Word};
