//! The world a monitor is evaluated in: telemetry, and what stands around the monitor.

mod check;
mod event;
mod given;
mod series;
mod tags;

pub use check::{CheckRun, CheckStatus};
pub use event::Event;
pub use given::GivenVerdict;
pub(crate) use series::Points;
pub use series::{MetricKind, Series};
pub use tags::{Tags, group_name};
