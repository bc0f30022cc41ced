//! Bars, one a group.

use crate::payload::declare::{choice, object};
use crate::payload::part::{conditional_format, formula, link, sort, style, time, title};
use crate::payload::query::legacy;

object! {
    pub(crate) WIDGET = "bar chart widget" with [title::TITLE] {
        type: required Only("bar_chart"),
        requests: required List(Object(REQUEST), 1..=1),
        custom_links: List(Object(link::LINK)),
        style: Object(STYLE),
        time: Choice(time::TIME),
    }
}

choice! {
    DISPLAY = "display of a bar chart" by "/type" {
        is("stacked") => Object(STACKED),
        is("flat") => Object(FLAT),
    }
}

object! {
    REQUEST = "request of a bar chart" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        audit_query: Object(legacy::SEARCH_QUERY),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
        sort: Object(sort::SORT),
        style: Object(style::REQUEST),
    }
}

object! {
    STYLE = "style of a bar chart" {
        display: Choice(DISPLAY),
        palette: Text,
        scaling: In(style::SCALINGS),
    }
}

object! {
    FLAT = "flat display of a bar chart" {
        type: required Only("flat"),
    }
}

object! {
    STACKED = "stacked display of a bar chart" {
        type: required Only("stacked"),
        legend: Only("automatic", "inline", "none"),
    }
}
