//! Who made an object; Datadog writes it.

use crate::payload::declare::object;

object! {
    pub(crate) CREATOR = "creator" {
        email: Text,
        handle: Text,
        id: Integer,
        name: nullable Text,
    }
}
