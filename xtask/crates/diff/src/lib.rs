//! Shows what a change means: compares two states of the rendered files and of the policy object by object, for a reviewer. Each difference has a risk; a
//! difference that is the same in several environments or objects is reported once; the report includes the cost of the change. No I/O.
//!
//! Every difference is reported: well-known fields in words, all others by their path.

mod compare;
mod cost;
mod dashboard;
mod display;
mod fact;
mod merge;
mod monitor;
mod moved;
mod object;
mod payload;
mod policy;
mod print;
mod report;
mod slo;
mod snapshot;
mod structure;
mod tags;
mod texts;
mod wording;

pub use compare::compare;
pub use cost::{BaseAndHead, Cost, LogLine, LogVolume, MetricLine, Money, Totals};
pub use model::Risk;
pub use object::{DiffKind, ObjectId};
pub use policy::{Environment, Logs, Metric, Policy, Prices, Urgency};
pub use print::{Sides, json, markdown, text};
pub use report::{Action, Change, Counts, Detail, Report, Value};
pub use snapshot::Snapshot;
