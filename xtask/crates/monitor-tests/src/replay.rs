//! A monitor over exported history: what would have paged, when, how often, and at which thresholds.
//!
//! Pure: no I/O, no clock. [`history`] reads what Datadog's API answered, or CSV; [`Replay`] lines it up with the monitor's queries and runs the monitor
//! over it by the crate `simulate`; [`Sweep`] moves its thresholds; [`print`] tells the result as a table, as JSON, as a picture.
//!
//! # What a history is
//! The results of the monitor's own queries: filtered, grouped, aggregated in space and rolled up in time. What an export does not hold any more cannot be
//! had back, so what needs it is refused: buckets that are longer than those of the evaluation, another aggregation, a percentile over a whole window.

mod episode;
pub mod history;
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
