//! How many users come back over time.

use crate::payload::declare::object;
use crate::payload::part::{time, title};
use crate::payload::query::retention;

object! {
    pub(crate) WIDGET = closed "retention curve widget" with [title::TITLE] {
        type: required Only("retention_curve"),
        requests: required List(Object(REQUEST), 1..),
        time: Choice(time::TIME),
    }
}

object! {
    STYLE = closed "style of a retention curve" {
        palette: Text,
    }
}

object! {
    REQUEST = closed "request of a retention curve" {
        request_type: required Only("retention_curve"),
        query: required Object(retention::WIDGET_QUERY),
        style: Object(STYLE),
    }
}
