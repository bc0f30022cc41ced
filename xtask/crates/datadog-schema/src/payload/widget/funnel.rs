//! How many users reach which step, by RUM.

use crate::payload::declare::object;
use crate::payload::part::{time, title};

object! {
    pub(crate) WIDGET = "funnel widget" with [title::TITLE] {
        type: required Only("funnel"),
        requests: required List(Object(REQUEST), 1..),
        grouped_display: Only("stacked", "side_by_side"),
        time: Choice(time::TIME),
    }
}

object! {
    QUERY = "query of a funnel" {
        data_source: required Only("rum"),
        query_string: required Text,
        steps: required List(Object(STEP)),
    }
}

object! {
    REQUEST = "request of a funnel" {
        request_type: required Only("funnel"),
        query: required Object(QUERY),
    }
}

object! {
    STEP = "step of a funnel" {
        facet: required Text,
        value: required Text,
    }
}
