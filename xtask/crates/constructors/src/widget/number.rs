//! How numbers are shown: the unit of a signal as Datadog knows it, or a label where Datadog has no such unit.

use serde_json::{Map, Value};

use crate::object::object;

/// The format of a number in `unit`. A fraction is read as a percentage.
pub(super) fn format(unit: &str) -> Map<String, Value> {
    let unit = if unit == "fraction" { "percent" } else { unit };
    if model::units().any(|known| known == unit) {
        object!({ "unit": object!({ "type": "canonical_unit", "unit_name": unit }) })
    } else {
        object!({ "unit": object!({ "type": "custom_unit_label", "label": format!("{unit}s") }) })
    }
}

/// The formula in the unit that is shown.
pub(super) fn scaled(unit: &str, formula: String) -> String {
    if unit == "fraction" {
        format!("100 * {formula}")
    } else {
        formula
    }
}
