//! Values on a map.

use crate::payload::declare::object;
use crate::payload::part::{conditional_format, formula, link, sort, text_format, time, title};
use crate::payload::query::legacy;
use crate::payload::widget::list_stream;

object! {
    pub(crate) WIDGET = "geomap widget" with [title::TITLE] {
        type: required Only("geomap"),
        requests: required List(Object(REQUEST), 1..=2),
        style: required Object(STYLE),
        view: required Object(VIEW),
        custom_links: List(Object(link::LINK)),
        time: Choice(time::TIME),
    }
}

object! {
    STYLE = "style of a geomap" {
        palette: required Text,
        palette_flip: required Bool,
    }
}

object! {
    VIEW = "view of a geomap" {
        focus: required Text,
    }
}

object! {
    REQUEST = "request of a geomap" with [formula::QUERIES] needs formula::ASKS {
        columns: List(Object(list_stream::COLUMN)),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        log_query: Object(legacy::SEARCH_QUERY),
        q: Text,
        query: Object(list_stream::QUERY),
        rum_query: Object(legacy::SEARCH_QUERY),
        security_query: Object(legacy::SEARCH_QUERY),
        sort: Object(sort::SORT),
        style: Object(REQUEST_STYLE),
        text_formats: List(Object(text_format::RULE)),
    }
}

object! {
    REQUEST_STYLE = "style of a geomap request" {
        color_by: Text,
    }
}
