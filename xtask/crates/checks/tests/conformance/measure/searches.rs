//! Searches that others ship, what of them the parser accepts, and which faults it notices.

mod collect;
mod figures;
mod mutations;
mod syntax;

pub(crate) use collect::searches;
pub(crate) use figures::figures;
pub(crate) use mutations::{Kind, mutations};
