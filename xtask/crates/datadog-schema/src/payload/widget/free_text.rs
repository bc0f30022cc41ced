//! Text without a frame.

use crate::payload::declare::object;
use crate::payload::part::align;

object! {
    pub(crate) WIDGET = "free text widget" {
        type: required Only("free_text"),
        text: required Text,
        background_color: Text,
        color: Text,
        font_size: Text,
        text_align: ExactlyIn(align::TEXT),
    }
}
