//! The highest or lowest groups.

use crate::payload::declare::{choice, object};
use crate::payload::part::{conditional_format, formula, link, sort, style, time, title};
use crate::payload::query::legacy;

object! {
    pub(crate) WIDGET = "top list widget" with [title::TITLE] {
        type: required Only("toplist"),
        requests: required List(Object(REQUEST)),
        custom_links: List(Object(link::LINK)),
        style: Object(STYLE),
        time: Choice(time::TIME),
    }
}

choice! {
    DISPLAY = "display of a top list" by "/type" {
        is("stacked") => Object(STACKED),
        is("flat") => Object(FLAT),
    }
}

object! {
    REQUEST = "request of a top list" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        audit_query: Object(legacy::SEARCH_QUERY),
        conditional_formats: List(Choice(conditional_format::FORMAT), 1..),
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
        sort: Object(sort::SORT),
        style: Object(style::REQUEST),
    }
}

object! {
    STYLE = "style of a top list" {
        display: Choice(DISPLAY),
        palette: Text,
        scaling: Only("absolute", "relative"),
    }
}

object! {
    FLAT = "flat display of a top list" {
        type: required Only("flat"),
    }
}

object! {
    STACKED = "stacked display of a top list" {
        type: required Only("stacked"),
        legend: Only("automatic", "inline", "none"),
    }
}
