//! Text in a frame.

use crate::payload::declare::object;
use crate::payload::part::align;

object! {
    pub(crate) WIDGET = "note widget" {
        type: required Only("note"),
        content: required Text,
        background_color: Text,
        font_size: Text,
        has_padding: Bool,
        show_tick: Bool,
        text_align: ExactlyIn(align::TEXT),
        tick_edge: Only("bottom", "left", "right", "top"),
        tick_pos: Text,
        title: ignored Text,
        vertical_align: ExactlyIn(align::VERTICAL),
    }
}
