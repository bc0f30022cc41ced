//! What Datadog's API refuses in a payload whose form is right, and what it takes though it is surely a mistake: thresholds that are not the query's, messages
//! that name what the query does not group by, variables that no dashboard has. One small file a theme. Pure: JSON in, problems out; it never stops at the first.

mod dashboard;
mod downtime;
mod lower_case_operators;
mod monitor;
mod parentheses;
mod parse_error;
mod query_names;
mod rrule;
mod slo;
mod tag;

use crate::payload::{PayloadKind, Problem};
use serde_json::Value;

pub use dashboard::dashboard;
pub use downtime::downtime;
pub use monitor::monitor;
pub use slo::slo;

/// Everything that is wrong with a payload: its form ([`PayloadKind::check`]) and what it says.
#[must_use]
pub fn payload(kind: PayloadKind, payload: &Value) -> Vec<Problem> {
    let mut problems = kind.check_schema(payload);
    problems.extend(match kind {
        PayloadKind::Monitor => monitor(payload),
        PayloadKind::Dashboard => dashboard(payload),
        PayloadKind::Slo => slo(payload),
        PayloadKind::Downtime => downtime(payload),
        // Of these only the fields are checked.
        PayloadKind::NotificationRule
        | PayloadKind::Notebook
        | PayloadKind::SyntheticTest
        | PayloadKind::LogArchive
        | PayloadKind::LogMetric
        | PayloadKind::RestrictionQuery => Vec::new(),
    });
    problems
}
