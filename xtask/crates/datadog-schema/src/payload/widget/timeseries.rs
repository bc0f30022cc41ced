//! Values over time.

use crate::payload::declare::object;
use crate::payload::part::{axis, formula, link, marker, style, time, title};
use crate::payload::query::legacy;

object! {
    pub(crate) WIDGET = "time series widget" with [title::TITLE] {
        type: required Only("timeseries"),
        requests: required List(Object(REQUEST), 1..),
        custom_links: List(Object(link::LINK)),
        events: List(Object(marker::EVENT)),
        legend_columns: List(Only("value", "avg", "sum", "min", "max")),
        legend_layout: Only("auto", "horizontal", "vertical"),
        legend_size: Text,
        markers: List(Object(marker::MARKER)),
        right_yaxis: Object(axis::AXIS),
        show_legend: Bool,
        time: Choice(time::TIME),
        yaxis: Object(axis::AXIS),
    }
}

object! {
    REQUEST_STYLE = "style of a request of a time series" {
        color_order: Only("shuffled", "monotonic"),
        has_value_labels: Bool,
        line_type: In(style::LINE_TYPES),
        line_width: In(style::LINE_WIDTHS),
        order_by: In(style::ORDERS),
        order_reverse: Bool,
        palette: Text,
    }
}

object! {
    ALIAS = "alias of an expression" {
        expression: required Text,
        alias_name: Text,
    }
}

object! {
    pub(crate) REQUEST = "request of a time series" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        audit_query: Object(legacy::SEARCH_QUERY),
        display_type: Only("area", "bars", "line", "overlay"),
        event_query: Object(legacy::SEARCH_QUERY),
        metadata: List(Object(ALIAS)),
        on_right_yaxis: Bool,
        q: Text,
        style: Object(REQUEST_STYLE),
    }
}
