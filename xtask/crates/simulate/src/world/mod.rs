//! The world a monitor is evaluated in: telemetry, and what stands around the monitor.

mod series;
mod tags;

pub(crate) use series::Points;
pub use series::{MetricKind, Series};
pub use tags::{Tags, group_name};
