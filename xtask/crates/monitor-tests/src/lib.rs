//! Tests of monitors, their coverage and mutation score, and replays over exported history. No I/O.
//!
//! A test file `<name>_test.yaml` next to a monitor states telemetry, the expected states and the expected notifications. [`Suite::new`] combines test files
//! with rendered monitors: each test becomes one [`Case`] for every service and environment that has the monitor, with its telemetry generated and its
//! expectations computed from that monitor's thresholds. [`Case::run`] runs a case against that monitor or against a mutant of it: a case does not depend on
//! the monitor it runs against.

mod build;
mod case;
pub mod coverage;
pub mod file;
mod message_kind;
pub mod mutation;
pub mod notation;
pub mod replay;
mod report;
mod run;
mod sli;
mod suite;
mod tested_monitor;
mod xml;

pub use case::{Case, Expected, ExpectedNotification, ExpectedText, TestLocation};
pub use file::TestFile;
pub use message_kind::{MessageKind, PolicyTexts};
pub use report::{Entry, TestReport};
pub use run::{CaseResult, Failure};
pub use suite::{Known, Suite, TestSource};
pub use tested_monitor::{RenderedMonitor, TestedMonitor, test_file};
pub use xml::escape as escape_xml;
