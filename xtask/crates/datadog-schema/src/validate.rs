//! What Datadog's API refuses in a payload whose form is right, and what it takes though it is surely a mistake: thresholds that are not the query's, messages
//! that name what the query does not group by, variables that no dashboard has. One small file a theme. Pure: JSON in, problems out; it never stops at the first.

mod balance;
mod dashboard;
mod downtime;
mod monitor;
mod names;
mod refusal;
mod rrule;
mod search_words;
mod slo;
mod tag;

use crate::payload::{Kind, Problem};
use serde_json::Value;

pub use dashboard::dashboard;
pub use downtime::downtime;
pub use monitor::monitor;
pub use slo::slo;

/// Everything that is wrong with a payload: its form ([`Kind::check`]) and what it says.
#[must_use]
pub fn payload(kind: Kind, payload: &Value) -> Vec<Problem> {
    let mut problems = kind.check(payload);
    problems.extend(match kind {
        Kind::Monitor => monitor(payload),
        Kind::Dashboard => dashboard(payload),
        Kind::Slo => slo(payload),
        Kind::Downtime => downtime(payload),
    });
    problems
}
