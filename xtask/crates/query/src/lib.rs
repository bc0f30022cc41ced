//! Datadog's languages: metric queries, formulas, monitor queries, searches and message templates. Each is a text that is parsed into a tree with spans and
//! printed back as canonical text. No I/O, no panics, linear time.

mod error;
pub mod message;
pub mod search;

pub use error::{ParseError, Result};
