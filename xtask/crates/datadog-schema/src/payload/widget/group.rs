//! Widgets under one heading.

use crate::payload::declare::object;
use crate::payload::part::align;
use crate::payload::widget;

object! {
    pub(crate) WIDGET = "group widget" {
        type: required Only("group"),
        layout_type: required Only("ordered"),
        widgets: required List(Object(widget::WIDGET)),
        background_color: Text,
        banner_img: Text,
        reflow_type: Exactly("auto", "fixed"),
        show_title: Bool,
        template_variables: nullable List(Any),
        title: Text,
        title_align: ExactlyIn(align::TEXT),
    }
}
