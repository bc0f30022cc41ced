//! The endpoints, one file per resource.

mod composites;
mod dashboards;
mod downtimes;
mod fields;
mod monitors;
mod notebooks;
mod notification_rules;
pub(crate) mod paths;
mod people;
mod references;
mod slo_corrections;
mod slos;
mod synthetics;
mod validate;
mod validation;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;

use crate::answer::Refusal;
use crate::shared::Shared;
use crate::{control, gate};

/// Everything that the server answers.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let datadog = Router::new()
        .merge(monitors::routes())
        .merge(dashboards::routes())
        .merge(slos::routes())
        .merge(slo_corrections::routes())
        .merge(downtimes::routes())
        .merge(notification_rules::routes())
        .merge(synthetics::routes())
        .merge(notebooks::routes())
        .merge(validate::routes())
        .fallback(async || Refusal::not_found("Not found"))
        .method_not_allowed_fallback(async || {
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, ["Method not allowed".to_owned()])
        })
        .layer(from_fn_with_state(Arc::clone(&shared), gate::gate));
    let control = control::routes().layer(axum::middleware::map_response(async |response| gate::signed(response)));
    Router::new().merge(datadog).merge(control).with_state(shared)
}
