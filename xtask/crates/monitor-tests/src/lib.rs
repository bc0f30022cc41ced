//! Tests of monitors: `<name>_test.yaml` beside a monitor says what is sent, which states come of it and who is told. No I/O.
//!
//! [`Suite::new`] brings test files and rendered monitors together: every test becomes a [`Case`] for every service and environment that gets the monitor,
//! with its world built and its expectations written out in the monitor's own thresholds. [`Case::judge`] runs it, against that monitor or against a changed
//! one: nothing of a case depends on the monitor it is judged with.

mod build;
mod case;
pub mod coverage;
pub mod file;
pub mod mutation;
pub mod notation;
pub mod replay;
mod report;
mod run;
mod suite;
mod tested_monitor;

pub use case::{Case, Expected, ExpectedNotification, ExpectedText, TestLocation};
pub use file::TestFile;
pub use report::{Entry, TestReport};
pub use run::{CaseResult, Failure};
pub use suite::{Suite, TestSource};
pub use tested_monitor::{RenderedMonitor, TestedMonitor};
