//! SLOs, and corrections of them.

mod queries;
mod sli_type;
mod tags;
mod thresholds;

use crate::payload::{Problem, Slo};
use datadog_query::recurrence;
use serde_json::Value;

use crate::validate::parse_error;

/// Returns what the API would reject in an SLO or a correction with valid fields, and what is almost certainly a mistake.
#[must_use]
pub fn slo(payload: &Value) -> Vec<Problem> {
    let mut out = Vec::new();
    if payload.get("data").is_some() {
        correction(&payload["data"]["attributes"], &mut out);
        return out;
    }
    let slo = Slo::read(payload);
    for check in [sli_type::check, thresholds::check, tags::check, queries::check] {
        check(&slo, &mut out);
    }
    out
}

fn correction(attributes: &Value, out: &mut Vec<Problem>) {
    let at = |field: &str| format!("/data/attributes/{field}");
    if let (Some(start), Some(end)) = (attributes["start"].as_i64(), attributes["end"].as_i64())
        && end <= start
    {
        out.push(Problem::error(
            "slo/correction",
            at("end"),
            format!("the correction ends at {end}, before it starts at {start}"),
        ));
    }
    if let Some(Err(error)) = attributes["rrule"].as_str().map(recurrence::parse) {
        out.push(parse_error::problem("slo/correction", &at("rrule"), error));
    }
}
