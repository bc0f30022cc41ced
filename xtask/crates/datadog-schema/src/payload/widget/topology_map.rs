//! What depends on what: services or data streams.

use crate::payload::declare::{choice, object};
use crate::payload::part::{formula, link, time, title};

object! {
    pub(crate) WIDGET = closed "topology map widget" with [title::TITLE] {
        type: required Only("topology_map"),
        requests: required List(Object(REQUEST), 1..),
        custom_links: List(Object(link::LINK)),
        time: Choice(time::TIME),
    }
}

object! {
    REQUEST = "request of a topology map" needs formula::ASKS {
        query: Choice(QUERY),
        request_type: Only("topology"),
    }
}

choice! {
    QUERY = "query of a topology map" by "/data_source" {
        is("data_streams") => Object(DATA_STREAMS),
        is("service_map") => Object(SERVICE_MAP),
    }
}

object! {
    DATA_STREAMS = closed "data streams query" {
        data_source: required Only("data_streams"),
        filters: required List(Text, 1..),
        service: required Text,
        query_string: Text,
    }
}

object! {
    SERVICE_MAP = closed "service map query" {
        data_source: required Only("service_map"),
        filters: required List(Text, 1..),
        service: required Text,
        query_string: Text,
    }
}
