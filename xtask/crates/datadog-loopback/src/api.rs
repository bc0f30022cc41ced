//! The endpoints, one file per resource.

mod collections;
mod composites;
mod dashboards;
mod downtimes;
mod events;
mod fields;
mod integrations;
mod log_config;
mod monitor_search;
mod monitor_state;
mod monitors;
mod notebooks;
mod notification_rules;
pub(crate) mod paths;
mod people;
mod query;
mod query_v2;
mod references;
mod roles;
mod slo_corrections;
mod slos;
mod synthetics;
mod telemetry_search;
mod time_range;
mod validate;
mod validation;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;

use crate::answer::Refusal;
use crate::shared::Shared;
use crate::{control, gate, intake};

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
        .merge(monitor_search::routes())
        .merge(query::routes())
        .merge(query_v2::routes())
        .merge(telemetry_search::routes())
        .merge(events::routes())
        .merge(log_config::routes())
        .merge(collections::routes())
        .merge(roles::routes())
        .merge(integrations::routes())
        .merge(intake::routes())
        .fallback(async || Refusal::not_found("Not found"))
        .method_not_allowed_fallback(async || {
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, ["Method not allowed".to_owned()])
        })
        .layer(from_fn_with_state(Arc::clone(&shared), gate::gate));
    let control = control::routes().layer(axum::middleware::map_response(async |response| gate::signed(response)));
    Router::new().merge(datadog).merge(control).with_state(shared)
}
