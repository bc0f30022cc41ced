//! Events along time.

use crate::payload::declare::object;
use crate::payload::part::{time, title};

object! {
    pub(crate) WIDGET = "event timeline widget" with [title::TITLE] {
        type: required Only("event_timeline"),
        query: required Text,
        tags_execution: Text,
        time: Choice(time::TIME),
    }
}
