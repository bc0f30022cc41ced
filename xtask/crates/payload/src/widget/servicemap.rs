//! What a service depends on.

use crate::declare::object;
use crate::part::{link, title};

object! {
    pub(crate) WIDGET = "service map widget" with [title::TITLE] {
        type: required Only("servicemap"),
        filters: required List(Text, 1..),
        service: required Text,
        custom_links: List(Object(link::LINK)),
    }
}
