//! Datadog monitors, evaluated offline: a monitor's payload and a world of telemetry give states, transitions and notifications over time.
//!
//! Pure: no I/O, no clock. Compile a monitor once, run it over as many worlds as there are tests.

pub mod composite;
mod error;
mod functions;
mod metric;
pub mod semantics;
pub mod series;
pub mod slo;
pub mod state;
pub mod time;
pub mod world;

pub use error::{Cause, Refusal, Result};
pub use semantics::Semantics;
pub use world::{MetricKind, Series, Tags};
