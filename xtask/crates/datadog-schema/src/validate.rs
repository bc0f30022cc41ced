//! Rules beyond the fields: what Datadog's API rejects in a payload with valid fields, and what it accepts although it is almost certainly a mistake, such as a
//! threshold that differs from the query's, or a variable that the dashboard does not have. A file per topic. All problems are returned, not only the first.

mod dashboard;
mod downtime;
mod integration;
mod lower_case_operators;
mod monitor;
mod parse_error;
mod query_names;
mod slo;
mod tag;
mod time;
mod type_modifiers;

use crate::payload::{Origin, PayloadKind, Problem};
use serde_json::Value;

pub use dashboard::dashboard;
pub use downtime::downtime;
pub use monitor::monitor;
pub use slo::slo;

/// Validates a payload that is written to be sent: its fields ([`PayloadKind::check_schema`]) and the rules of its kind. Returns all problems.
#[must_use]
pub fn payload(kind: PayloadKind, payload: &Value) -> Vec<Problem> {
    problems(kind, payload, Origin::Written)
}

/// Validates a payload that Datadog returned, in the same way. What the tables do not know is a warning, because Datadog may have added it.
#[must_use]
pub fn exported(kind: PayloadKind, payload: &Value) -> Vec<Problem> {
    problems(kind, payload, Origin::Exported)
}

fn problems(kind: PayloadKind, payload: &Value, origin: Origin) -> Vec<Problem> {
    let mut problems = kind.check_schema(payload, origin);
    if kind == PayloadKind::Dashboard {
        dashboard::rejected_nulls(payload, &mut problems);
    }
    problems.extend(match kind {
        PayloadKind::Monitor => monitor(payload, origin),
        PayloadKind::Dashboard => dashboard(payload),
        PayloadKind::Slo => slo(payload, origin),
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
