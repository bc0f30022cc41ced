//! Points of a query.

use crate::payload::declare::object;
use crate::payload::part::{axis, link, marker, time, title};

object! {
    pub(crate) WIDGET = "point plot widget" with [title::TITLE] {
        type: required Only("point_plot"),
        requests: required List(Object(REQUEST)),
        custom_links: List(Object(link::LINK)),
        legend: Object(LEGEND),
        markers: List(Object(marker::MARKER)),
        time: Choice(time::TIME),
        yaxis: Object(axis::AXIS),
    }
}

object! {
    QUERY = "query of a point plot" {
        data_source: required Text,
        query_string: required Text,
        indexes: List(Text),
        storage: Text,
    }
}

object! {
    PROJECTION = "projection of a point plot" {
        type: required Only("point_plot"),
        dimensions: required List(Object(PROJECTION_DIMENSION)),
        extra_columns: List(Text),
    }
}

object! {
    LEGEND = "legend of a point plot" {
        type: required Only("automatic", "none"),
    }
}

object! {
    REQUEST = "request of a point plot" {
        request_type: required Only("data_projection"),
        projection: required Object(PROJECTION),
        query: required Object(QUERY),
        limit: Integer,
    }
}

object! {
    PROJECTION_DIMENSION = "dimension of a point plot" {
        column: required Text,
        dimension: required Only("group", "time", "y", "radius"),
        alias: Text,
    }
}
