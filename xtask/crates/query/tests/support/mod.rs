//! Trees of every form, at random.

pub mod expressions;
pub mod metrics;
pub mod monitors;
