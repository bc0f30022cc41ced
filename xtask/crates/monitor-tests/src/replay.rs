//! A monitor over exported history: what would have paged, when, how often, and at which thresholds.
//!
//! No I/O, no clock. [`history`] parses responses of Datadog's API, or CSV; [`Replay`] matches the series with the monitor's queries and runs the monitor
//! over them with the crate `datadog-simulator`; [`Sweep`] varies its thresholds; [`print`] formats the result as a table, as JSON or as SVG.
//!
//! # What history contains
//! The results of the monitor's own queries: filtered, grouped, aggregated in space and rolled up in time. Detail that an export lost cannot be restored, so a
//! replay that needs it is rejected: buckets longer than those of the evaluation, another aggregation, a percentile over a whole window.

mod episode;
pub mod history;
mod holes;
mod matching;
pub mod print;
mod run;
mod signature;
mod sweep;
mod thresholds;

pub use episode::Episode;
pub use history::Export;
pub use run::{Replay, ReplayTarget};
pub use sweep::{Sweep, SweepError, SweepRow, Threshold};
