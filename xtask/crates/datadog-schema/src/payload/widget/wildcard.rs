//! A drawing of its own, in Vega.

use crate::payload::declare::{choice, object};
use crate::payload::part::{align, link, time};
use crate::payload::widget::{distribution, list_stream, timeseries, treemap};

object! {
    pub(crate) WIDGET = "wildcard widget" {
        type: required Only("wildcard"),
        requests: required List(Choice(REQUEST)),
        specification: required Object(SPECIFICATION),
        custom_links: List(Object(link::LINK)),
        time: Choice(time::TIME),
        title: Text,
        title_align: ExactlyIn(align::TEXT),
        title_size: Text,
    }
}

choice! {
    REQUEST = "request of a wildcard" by "" {
        at("/response_format", "event_list") => Object(list_stream::REQUEST),
        at("/response_format", "timeseries") => Object(timeseries::REQUEST),
        at("/request_type", "histogram") => Object(distribution::REQUEST),
        has("apm_stats_query") => Object(distribution::REQUEST),
        otherwise => Object(treemap::REQUEST),
    }
}

object! {
    SPECIFICATION = "specification of a wildcard" {
        type: required Only("vega", "vega-lite"),
        contents: required Any,
    }
}
