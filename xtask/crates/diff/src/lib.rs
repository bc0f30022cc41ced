//! What a change means: two states of the rendered files and of the policy, compared object by object and told in the words of an approver. Each fact
//! carries its risk, the same fact is told once for all environments and objects it holds for, and the cost of the change comes with it. No I/O.
//!
//! Whatever differs is told: a facet that has words of its own by these, all the rest by its path.

mod compare;
mod cost;
mod dashboard;
mod fact;
mod merge;
mod monitor;
mod moved;
mod object;
mod payload;
mod policy;
mod print;
mod report;
mod shown;
mod slo;
mod snapshot;
mod structure;
mod tags;
mod texts;
mod wording;

pub use compare::compare;
pub use cost::{Cost, Kept, LogLine, MetricLine, Money, Side, Totals};
pub use model::Risk;
pub use object::{Sort, Subject};
pub use policy::{Environment, Logs, Metric, Policy, Prices, Urgency};
pub use print::{Sides, json, markdown, text};
pub use report::{Action, Change, Counts, Detail, Report, Value};
pub use snapshot::Snapshot;
