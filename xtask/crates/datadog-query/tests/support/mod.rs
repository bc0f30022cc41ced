//! Trees of every form, at random.

pub(crate) mod expressions;
pub(crate) mod metrics;
pub(crate) mod monitors;
