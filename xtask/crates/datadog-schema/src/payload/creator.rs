//! The user who created an object. Datadog sets it.

use crate::payload::declare::object;

object! {
    pub(crate) CREATOR = "creator" {
        email: Text,
        handle: Text,
        id: Integer,
        name: nullable Text,
    }
}
