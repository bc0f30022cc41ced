//! Game days: staged failures that must alert the right people in time, and the evidence of it.
//!
//! No I/O and no clock: the binary `gameday` runs a scenario against a double of Datadog, and this crate says what to run and what the result means.
//!
//! 1. [`Scenario`]: a file of `gamedays/`; [`check()`] finds what is wrong with it, and returns its [`Plan`]: the same with times in seconds
//! 2. [`Observed`]: what the double showed while it ran
//! 3. [`judge`]: whether each expectation was met, and how long detection took
//! 4. [`timeline`], [`pagerduty`], [`evidence`], [`page`]: what is kept and published; [`Detection`]: how long detection took; [`Recording`]: the telemetry

mod check;
mod detection;
pub mod evidence;
mod observed;
pub mod page;
pub mod pagerduty;
mod plan;
mod recording;
mod scenario;
pub mod timeline;
mod verdict;

pub use check::{Known, check, not_in_cluster};
pub use detection::{DETECTIONS, Detection, Goal, clock, minutes};
pub use observed::{Change, Notification, Observed, SeenDashboard, SeenGraph};
pub use plan::{GOAL_S, Plan, Staged};
pub use recording::{RECORDING, RecordedMonitor, Recording};
pub use scenario::{
    CutOff, Expect, ExpectedAlert, ExpectedDashboard, ExpectedNotification, Faults, Injection, Maintenance, Part,
    Platform, Publish, Scenario, Source, State,
};
pub use verdict::{Expectation, Facts, Verdict, judge};
