//! Whether a key is valid.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use serde_json::json;

use crate::answer::{Answer, Reply};
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    // A key that is not valid does not come this far.
    Router::new()
        .route(
            "/api/v1/validate",
            get(async || Reply::Ok(Answer::ok(json!({ "valid": true })))),
        )
        .route(
            "/api/v2/validate",
            get(async || {
                Reply::Ok(Answer::ok(json!({ "data": {
                    "id": super::people::ID,
                    "type": "validate_v2",
                    "attributes": { "api_key_id": super::people::ID, "api_key_scopes": [], "valid": true },
                } })))
            }),
        )
}
