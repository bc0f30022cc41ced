//! How values are spread.

use crate::payload::declare::object;
use crate::payload::part::{formula, histogram, link, marker, style, time, title};
use crate::payload::query::legacy;

object! {
    pub(crate) WIDGET = "distribution widget" with [title::TITLE] {
        type: required Only("distribution"),
        requests: required List(Object(REQUEST), 1..=1),
        custom_links: List(Object(link::LINK)),
        legend_size: Text,
        markers: List(Object(marker::MARKER)),
        show_legend: Bool,
        time: Choice(time::TIME),
        xaxis: Object(XAXIS),
        yaxis: Object(YAXIS),
    }
}

object! {
    XAXIS = "x axis of a distribution" {
        include_zero: Bool,
        max: Text,
        min: Text,
        num_buckets: Integer(1..),
        scale: Text,
    }
}

object! {
    YAXIS = "y axis of a distribution" {
        include_zero: Bool,
        label: Text,
        max: Text,
        min: Text,
        scale: Text,
    }
}

object! {
    pub(crate) REQUEST = "request of a distribution" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        apm_stats_query: Object(legacy::APM_STATS),
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
        query: Choice(histogram::QUERY),
        request_type: Only("histogram"),
        style: Object(style::PALETTE),
    }
}
