//! Shared by the parsers of queries: a cursor over the text, quoted texts, numbers.

mod cursor;
mod number;
mod quoted;
mod suggest;

pub(crate) use cursor::{Cursor, DEPTH_MAX};
pub use number::Number;
pub use quoted::Quoted;
pub(crate) use suggest::{choice, near};
