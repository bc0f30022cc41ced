//! The intakes of agents and tracers. What they take is in the store at once, for queries and monitors to read.

mod agent;
mod agent_sketch;
mod check_runs;
mod ddsketch;
mod distribution_points;
pub mod dogstatsd;
mod dogstatsd_store;
mod housekeeping;
mod logs;
mod msgpack;
mod protobuf;
pub mod read;
mod series;
mod sketches;
mod span;
mod stats;
mod traces;
pub(crate) mod udp;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use prost::Message;
use serde_json::json;

use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::shared::Shared;

pub use msgpack::decode as decode_msgpack;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .merge(series::routes())
        .merge(sketches::routes())
        .merge(distribution_points::routes())
        .merge(check_runs::routes())
        .merge(logs::routes())
        .merge(traces::routes())
        .merge(agent::routes())
        .merge(stats::routes())
        .merge(housekeeping::routes())
}

/// The answer of an intake that took what it got.
pub(crate) fn accepted() -> Answer {
    Answer::with(StatusCode::ACCEPTED, json!({ "status": "ok", "errors": [] }))
}

/// A body as protobuf.
pub(crate) fn protobuf<M: Message + Default>(call: &Call) -> Result<M, Refusal> {
    M::decode(call.body.clone()).map_err(|error| Refusal::invalid(format!("Invalid protobuf: {error}")))
}

/// Whether the body says that it is protobuf.
pub(crate) fn is_protobuf(call: &Call) -> bool {
    call.content_type().contains("protobuf")
}
