//! What a service depends on.

use crate::payload::declare::object;
use crate::payload::part::{link, title};

object! {
    pub(crate) WIDGET = "service map widget" with [title::TITLE] {
        type: required Only("servicemap"),
        filters: required List(Text, 1..),
        service: required Text,
        custom_links: List(Object(link::LINK)),
    }
}
