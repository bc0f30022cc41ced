//! Shares, as areas.

use crate::payload::declare::object;
use crate::payload::part::{align, formula, link, sort, style, time};

object! {
    pub(crate) WIDGET = "tree map widget" {
        type: required Only("treemap"),
        requests: required List(Object(REQUEST), 1..=1),
        color_by: Only("user"),
        custom_links: List(Object(link::LINK)),
        description: Text,
        group_by: Only("user", "family", "process"),
        size_by: Only("pct_cpu", "pct_mem"),
        time: Choice(time::TIME),
        title: Text,
        title_align: ExactlyIn(align::TEXT),
        title_size: Text,
    }
}

object! {
    pub(crate) REQUEST = "request of a tree map" with [formula::QUERIES] needs formula::ASKS {
        q: Text,
        sort: Object(sort::SORT),
        style: Object(style::REQUEST),
    }
}
