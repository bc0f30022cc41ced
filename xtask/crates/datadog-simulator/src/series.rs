//! Turns points into one value per group and bucket: rollup, interpolation, space aggregation.

pub(crate) mod aggregate;
pub(crate) mod interpolate;
pub(crate) mod rollup;

pub use aggregate::Aggregator;
pub use interpolate::{Fill, FillMethod};
