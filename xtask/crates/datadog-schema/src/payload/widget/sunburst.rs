//! Shares, in rings.

use crate::payload::declare::{choice, object};
use crate::payload::part::{formula, link, sort, style, time, title};
use crate::payload::query::legacy;

object! {
    pub(crate) WIDGET = "sunburst widget" with [title::TITLE] {
        type: required Only("sunburst"),
        requests: required List(Object(REQUEST), 1..),
        custom_links: List(Object(link::LINK)),
        hide_total: Bool,
        legend: Choice(LEGEND),
        time: Choice(time::TIME),
    }
}

choice! {
    LEGEND = "legend of a sunburst" by "/type" {
        is("table", "none") => Object(LEGEND_TABLE),
        is("inline", "automatic") => Object(LEGEND_INLINE),
    }
}

object! {
    REQUEST = "request of a sunburst" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        audit_query: Object(legacy::SEARCH_QUERY),
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
        sort: Object(sort::SORT),
        style: Object(style::PALETTE),
    }
}

object! {
    LEGEND_INLINE = "inline legend" {
        type: required Only("inline", "automatic"),
        hide_percent: Bool,
        hide_value: Bool,
    }
}

object! {
    LEGEND_TABLE = "table legend" {
        type: required Only("table", "none"),
    }
}
