//! Template variables and the saved views that set them.

use crate::payload::declare::object;

object! {
    pub(crate) VARIABLE = "template variable" {
        name: required Text,
        available_values: nullable List(Text),
        default: nullable Text,
        defaults: List(Text(1..)),
        prefix: nullable Text,
        type: nullable Text,
    }
}

object! {
    pub(crate) PRESET = "saved view" {
        description: nullable Text,
        name: Text,
        template_variables: List(Object(PRESET_VALUE)),
    }
}

object! {
    PRESET_VALUE = "value of a saved view" {
        name: Text,
        value: Text,
        values: List(Text(1..), 1..),
    }
}
