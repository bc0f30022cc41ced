//! Another page.

use crate::payload::declare::object;

object! {
    pub(crate) WIDGET = "iframe widget" {
        type: required Only("iframe"),
        url: required Text,
    }
}
