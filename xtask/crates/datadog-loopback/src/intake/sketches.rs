//! Sketches of distributions, as agents send them.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use datadog_simulator::world::MetricKind;

use super::protobuf::{Sketch, SketchPayload};
use super::series::{interval, store, tags};
use super::{accepted, agent_sketch, protobuf};
use crate::answer::Reply;
use crate::call::Call;
use crate::shared::Shared;
use crate::store::Sample;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/api/beta/sketches", post(take))
}

async fn take(call: Call) -> Reply {
    let payload: SketchPayload = protobuf(&call)?;
    store(&call, payload.sketches.into_iter().map(sample));
    Ok(accepted())
}

/// A sketch as points of a distribution.
pub(super) fn sample(sketch: Sketch) -> Sample {
    let flushes = sketch.dogsketches.iter();
    Sample {
        tags: tags(&sketch.tags, Some(&sketch.host)),
        metric: sketch.metric,
        kind: MetricKind::Distribution,
        interval_s: interval(None),
        points: flushes
            .flat_map(|flush| agent_sketch::values(flush).into_iter().map(|value| (flush.ts, value)))
            .collect(),
    }
}
