//! SLOs, and corrections of them.

mod correction;
mod limits;
mod primary;
mod queries;
mod sli_type;
mod tags;
mod thresholds;

use crate::payload::{Origin, Problem, Slo};
use serde_json::Value;

/// Returns what the API would reject in an SLO or a correction with valid fields, and what is almost certainly a mistake.
#[must_use]
pub fn slo(payload: &Value, origin: Origin) -> Vec<Problem> {
    let mut out = Vec::new();
    match (payload.get("data"), payload.get("attributes")) {
        (Some(data), _) => {
            correction::check(&data["attributes"], "/data/attributes", &mut out);
            return out;
        }
        (None, Some(attributes)) => {
            correction::check(attributes, "/attributes", &mut out);
            return out;
        }
        (None, None) => {}
    }
    let slo = Slo::read(payload);
    for check in [sli_type::check, thresholds::check, primary::check, limits::check] {
        check(&slo, &mut out);
    }
    tags::check(&slo, origin, &mut out);
    queries::check(&slo, origin, &mut out);
    out
}
