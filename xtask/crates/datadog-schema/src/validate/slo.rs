//! SLOs, and corrections of them.

mod queries;
mod sli_type;
mod tags;
mod thresholds;

use crate::payload::{Problem, Slo};
use serde_json::Value;

use crate::validate::rrule;

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
    if let Some((message, span)) = attributes["rrule"].as_str().and_then(rrule::error) {
        out.push(Problem::error("slo/correction", at("rrule"), message).at(span));
    }
}
