//! Axes.

use crate::payload::declare::object;

object! {
    pub(crate) AXIS = "axis" {
        include_zero: Bool,
        label: Text,
        max: Text,
        min: Text,
        scale: Text,
    }
}
