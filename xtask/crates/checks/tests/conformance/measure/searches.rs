//! Published searches: which of them the parser accepts, and which added faults it detects.

mod collect;
mod figures;
mod mutations;
mod syntax;

pub(crate) use collect::searches;
pub(crate) use figures::figures;
pub(crate) use mutations::{Kind, mutations};
