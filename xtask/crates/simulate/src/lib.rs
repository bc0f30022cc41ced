//! Datadog monitors, evaluated offline: a monitor's payload and a world of telemetry give states, transitions and notifications over time.
//!
//! Pure: no I/O, no clock. Compile a monitor once, run it over as many worlds as there are tests.

mod check;
pub mod composite;
mod definition;
mod error;
mod event;
mod functions;
mod metric;
mod monitor;
mod notify;
mod outcome;
mod run;
pub mod semantics;
pub mod series;
pub mod slo;
mod source;
pub mod state;
pub mod time;
pub mod world;

pub use definition::{Definition, EvaluationWindow, Options, PayloadThresholds, SchedulingOptions};
pub use error::{Cause, Refusal, Result};
pub use monitor::{Explanation, Input, Monitor, Span};
pub use outcome::{Evaluation, GroupOutcome, Notification, NotificationKind, Outcome, Transition};
pub use semantics::Semantics;
pub use world::World;
