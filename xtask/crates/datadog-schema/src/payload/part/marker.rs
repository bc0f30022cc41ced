//! Lines and events over a graph.

use crate::payload::declare::object;

object! {
    pub(crate) MARKER = "marker" {
        value: required Text,
        display_type: Text,
        label: Text,
        time: Text,
    }
}

object! {
    pub(crate) EVENT = "event overlay" {
        q: required Text,
        tags_execution: Text,
    }
}
