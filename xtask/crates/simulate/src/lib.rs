//! Datadog monitors, evaluated offline: a monitor's payload and a world of telemetry give states, transitions and notifications over time.
//!
//! Pure: no I/O, no clock. Compile a monitor once, run it over as many worlds as there are tests.

pub mod composite;
mod definition;
mod error;
mod functions;
mod metric;
mod outcome;
mod run;
pub mod semantics;
pub mod series;
pub mod slo;
pub mod state;
pub mod time;
pub mod world;

pub use definition::{Definition, EvaluationWindow, Options, PayloadThresholds, SchedulingOptions};
pub use error::{Cause, Refusal, Result};
pub use outcome::{Evaluation, GroupOutcome, Notification, NotificationKind, Outcome, Transition};
pub use semantics::Semantics;
