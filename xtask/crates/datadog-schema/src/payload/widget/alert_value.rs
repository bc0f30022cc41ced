//! The value of a monitor.

use crate::payload::declare::object;
use crate::payload::part::{align, title};

object! {
    pub(crate) WIDGET = "alert value widget" with [title::TITLE] {
        type: required Only("alert_value"),
        alert_id: required Text,
        precision: Integer,
        text_align: ExactlyIn(align::TEXT),
        unit: Text,
    }
}
