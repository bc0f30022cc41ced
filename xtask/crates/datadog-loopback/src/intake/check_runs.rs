//! Results of service checks.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use datadog_simulator::world::{CheckRun, CheckStatus};
use serde::Deserialize;

use super::accepted;
use super::series::tags;
use crate::answer::{Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/api/v1/check_run", post(take))
}

/// One result or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Payload {
    Many(Vec<Run>),
    One(Run),
}

#[derive(Deserialize)]
struct Run {
    check: String,
    #[serde(default)]
    host_name: String,
    status: u8,
    #[serde(default)]
    timestamp: Option<i64>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    tags: Option<Vec<String>>,
}

/// The status with this number.
pub(super) fn status(number: u8) -> Option<CheckStatus> {
    Some(match number {
        0 => CheckStatus::Ok,
        1 => CheckStatus::Warning,
        2 => CheckStatus::Critical,
        3 => CheckStatus::Unknown,
        _ => return None,
    })
}

async fn take(call: Call) -> Reply {
    let payload: Payload = serde_json::from_slice(&call.body)
        .map_err(|error| Refusal::invalid(format!("Payload is not in the expected format: {error}")))?;
    let runs = match payload {
        Payload::Many(runs) => runs,
        Payload::One(run) => vec![run],
    };
    let now = call.now().as_second();
    let checks: Vec<CheckRun> = runs
        .into_iter()
        .map(|run| {
            Ok(CheckRun {
                status: status(run.status).ok_or_else(|| {
                    Refusal::invalid(format!("Invalid status {} of check '{}'", run.status, run.check))
                })?,
                tags: tags(run.tags.iter().flatten(), Some(&run.host_name)),
                check: run.check,
                at: run.timestamp.unwrap_or(now),
                message: run.message.unwrap_or_default(),
            })
        })
        .collect::<Result<_, Refusal>>()?;
    call.with(|data| checks.into_iter().for_each(|check| data.telemetry.add_check(check)));
    Ok(accepted())
}
