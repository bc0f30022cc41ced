//! Dashboards.

mod checks;
mod layout;
mod list_streams;
mod nulls;
mod presets;
mod queries;
mod tags;
mod unused_variables;
mod variables;

use crate::payload::{Dashboard, Problem};
use serde_json::Value;

pub(crate) use nulls::rejected as rejected_nulls;

/// Returns what the API would reject in a dashboard with valid fields, and what is almost certainly a mistake.
#[must_use]
pub fn dashboard(payload: &Value) -> Vec<Problem> {
    let dashboard = Dashboard::read(payload);
    let mut out = Vec::new();
    for check in [
        variables::check,
        presets::check,
        tags::check,
        layout::check,
        list_streams::check,
        queries::check,
        checks::check,
        unused_variables::check,
    ] {
        check(&dashboard, &mut out);
    }
    out
}
