//! Units.

use crate::payload::declare::{choice, object};

object! {
    pub(crate) NUMBER_FORMAT = "number format" {
        precision: Any,
        unit: Choice(UNIT),
        unit_scale: nullable Object(SCALE),
    }
}

choice! {
    UNIT = "unit of a number" by "/type" {
        is("canonical_unit") => Object(CANONICAL),
        is("custom_unit_label") => Object(CUSTOM),
        has("label") => Object(CUSTOM),
        absent => Object(CANONICAL),
    }
}

object! {
    CANONICAL = "unit of a number" {
        per_unit_name: Text,
        type: Only("canonical_unit"),
        unit_name: Text,
    }
}

object! {
    CUSTOM = "custom unit" {
        label: Text(1..=12),
        type: Only("custom_unit_label"),
    }
}

object! {
    SCALE = "unit scale" {
        type: Only("canonical_unit"),
        unit_name: Text,
    }
}
