//! Traces as agents send them to Datadog.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;

use super::protobuf::{AgentPayload, ProtobufSpan};
use super::span::{Sender, Span};
use super::{accepted, protobuf, traces};
use crate::answer::Reply;
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/api/v0.2/traces", post(take))
}

async fn take(call: Call) -> Reply {
    let payload: AgentPayload = protobuf(&call)?;
    for tracer in payload.tracer_payloads {
        let or = |own: String, agent: &str| if own.is_empty() { agent.to_owned() } else { own };
        let sender = Sender {
            env: or(tracer.env, &payload.env),
            host: or(tracer.hostname, &payload.host_name),
            version: tracer.app_version,
        };
        let chunks = tracer.chunks.into_iter().filter(|chunk| !chunk.dropped_trace);
        traces::store(&call, &sender, chunks.flat_map(|chunk| chunk.spans).map(span));
    }
    Ok(accepted())
}

pub(super) fn span(span: ProtobufSpan) -> Span {
    Span {
        service: span.service,
        name: span.name,
        resource: span.resource,
        kind: span.kind,
        trace_id: span.trace_id,
        span_id: span.span_id,
        parent_id: span.parent_id,
        start_ns: span.start,
        duration_ns: span.duration,
        error: span.error != 0,
        meta: span.meta.into_iter().collect(),
        metrics: span.metrics.into_iter().collect(),
    }
}
