//! Random trees of every form.

pub(crate) mod expressions;
pub(crate) mod metrics;
pub(crate) mod monitors;
