//! Events, one below the other.

use crate::payload::declare::object;
use crate::payload::part::{time, title};

object! {
    pub(crate) WIDGET = "event stream widget" with [title::TITLE] {
        type: required Only("event_stream"),
        query: required Text,
        event_size: Only("s", "l"),
        tags_execution: Text,
        time: Choice(time::TIME),
    }
}
