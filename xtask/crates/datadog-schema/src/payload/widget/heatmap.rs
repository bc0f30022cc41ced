//! How values are spread over time.

use crate::payload::declare::object;
use crate::payload::part::{axis, formula, link, marker, style, time, title};
use crate::payload::query::{legacy, metric};

object! {
    pub(crate) WIDGET = "heat map widget" with [title::TITLE] {
        type: required Only("heatmap"),
        requests: required List(Object(REQUEST), 1..=1),
        custom_links: List(Object(link::LINK)),
        events: List(Object(marker::EVENT)),
        legend_size: Text,
        markers: List(Object(marker::MARKER)),
        show_legend: Bool,
        time: Choice(time::TIME),
        xaxis: Object(XAXIS),
        yaxis: Object(axis::AXIS),
    }
}

object! {
    REQUEST = "request of a heat map" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        event_query: Object(legacy::EVENT),
        q: Text,
        query: Object(metric::METRIC),
        request_type: Only("histogram"),
        style: Object(style::PALETTE),
    }
}

object! {
    XAXIS = "x axis of a heat map" {
        num_buckets: Integer,
    }
}
