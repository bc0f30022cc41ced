//! A picture.

use crate::payload::declare::object;
use crate::payload::part::align;

object! {
    pub(crate) WIDGET = "image widget" {
        type: required Only("image"),
        url: required Text,
        has_background: Bool,
        has_border: Bool,
        horizontal_align: Exactly("center", "left", "right"),
        margin: Only("sm", "md", "lg", "small", "large"),
        sizing: Only("fill", "contain", "cover", "none", "scale-down", "zoom", "fit", "center"),
        url_dark_theme: Text,
        vertical_align: ExactlyIn(align::VERTICAL),
    }
}
