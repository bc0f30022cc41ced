//! Where a program spends its time. Datadog's own dashboards contain it; the public schema does not name it, so its query is not looked into.

use crate::payload::declare::object;
use crate::payload::part::{link, time, title};

object! {
    pub(crate) WIDGET = "flame graph widget" with [title::TITLE] {
        type: required Only("flame_graph"),
        requests: required List(Object(REQUEST), 1..),
        custom_links: List(Object(link::LINK)),
        time: Choice(time::TIME),
    }
}

object! {
    REQUEST = "request of a flame graph" {
        request_type: required Only("flame_graph"),
        query: required Any,
    }
}
