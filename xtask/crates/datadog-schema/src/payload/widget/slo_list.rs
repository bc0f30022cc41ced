//! SLOs, as a table.

use crate::payload::declare::object;
use crate::payload::part::{sort, title};

object! {
    pub(crate) WIDGET = "SLO list widget" with [title::TITLE] {
        type: required Only("slo_list"),
        requests: required List(Object(REQUEST), 1..=1),
    }
}

object! {
    QUERY = "query of an SLO list" {
        query_string: required Text,
        limit: Integer(1..=100),
        sort: List(Object(sort::FIELD)),
    }
}

object! {
    REQUEST = "request of an SLO list" {
        request_type: required Only("slo_list"),
        query: required Object(QUERY),
    }
}
