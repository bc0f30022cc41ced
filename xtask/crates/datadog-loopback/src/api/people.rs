//! Who did something. The double has one user.

use serde_json::{Value, json};

/// The user's id.
pub(crate) const ID: &str = "10ca1b0c-0000-4000-8000-000000000001";
/// The user's handle.
pub(crate) const HANDLE: &str = "loopback@datadog.invalid";
/// The user's name.
pub(crate) const NAME: &str = "Loopback Datadog";

/// The creator of a monitor, an SLO or a synthetic test.
pub(crate) fn creator() -> Value {
    json!({ "email": HANDLE, "handle": HANDLE, "name": NAME })
}

/// The relationship of objects of version 2 to their creator.
pub(crate) fn created_by() -> Value {
    json!({ "data": { "type": "users", "id": ID } })
}

/// The user, as answers of version 2 include the creator of an object.
pub(crate) fn included() -> Value {
    json!({ "type": "users", "id": ID, "attributes": { "email": HANDLE, "handle": HANDLE, "name": NAME } })
}
