//! Statistics of traces, of which Datadog makes the metrics `trace.<operation>.hits`, `.errors`, `.duration` and the distribution `trace.<operation>`.

use std::sync::Arc;

use axum::Router;
use axum::routing::put;
use datadog_simulator::world::{MetricKind, Tags};
use serde_json::{Value, json};

use super::{accepted, ddsketch, msgpack};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::Sample;

const NS: u64 = 1_000_000_000;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/v0.6/stats", put(from_tracer).post(from_tracer))
        .route("/api/v0.2/stats", put(from_agent).post(from_agent))
}

fn read(call: &Call) -> Result<Value, Refusal> {
    if call.content_type().starts_with("application/json") {
        return call.json();
    }
    msgpack::decode(&call.body).map_err(|error| Refusal::invalid(format!("Invalid msgpack: {error}")))
}

async fn from_tracer(call: Call) -> Reply {
    let payload = read(&call)?;
    store(&call, &payload, "");
    Ok(Answer::ok(json!({})))
}

async fn from_agent(call: Call) -> Reply {
    let payload = read(&call)?;
    let env = payload["AgentEnv"].as_str().unwrap_or_default();
    for client in payload["Stats"].as_array().into_iter().flatten() {
        store(&call, client, env);
    }
    Ok(accepted())
}

/// The metrics of a client's statistics.
pub(super) fn samples(client: &Value, agent_env: &str) -> Vec<Sample> {
    let buckets = client["Stats"].as_array().into_iter().flatten();
    buckets
        .flat_map(|bucket| {
            let at = bucket["Start"].as_u64().unwrap_or_default() / NS;
            let length = (bucket["Duration"].as_u64().unwrap_or_default() / NS).max(1);
            let groups = bucket["Stats"].as_array().into_iter().flatten();
            groups.flat_map(move |group| metrics(client, agent_env, group, at, length))
        })
        .collect()
}

fn store(call: &Call, client: &Value, agent_env: &str) {
    let samples = samples(client, agent_env);
    call.with(|data| {
        for mut sample in samples {
            sample.points.iter_mut().for_each(|(at, _)| *at = call.received(*at));
            match sample.kind {
                MetricKind::Distribution => data.telemetry.add(sample),
                _ => data.telemetry.increase(sample),
            }
        }
    });
}

fn metrics(client: &Value, agent_env: &str, group: &Value, at: u64, length_s: u64) -> Vec<Sample> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |name: &str| group[name].as_u64().unwrap_or_default() as f64;
    let own_env = text(&client["Env"]);
    let status = group["HTTPStatusCode"].as_u64().filter(|code| *code > 0);
    let tags = [
        ("service", text(&group["Service"])),
        (
            "env",
            if own_env.is_empty() {
                agent_env.to_owned()
            } else {
                own_env
            },
        ),
        ("version", text(&client["Version"])),
        (
            "resource_name",
            text(&group["Resource"]).to_lowercase().replace(' ', "_"),
        ),
        ("span.kind", text(&group["SpanKind"])),
        (
            "http.status_code",
            status.map(|code| code.to_string()).unwrap_or_default(),
        ),
    ];
    let peers = group["PeerTags"].as_array().into_iter().flatten().map(text);
    let tags = tags
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{key}:{value}"))
        .chain(peers);
    let tags = Tags::new(tags);
    let at = i64::try_from(at).unwrap_or(i64::MAX);
    let metric = format!("trace.{}", text(&group["Name"]));
    let sample = |suffix: &str, kind, points| Sample {
        metric: format!("{metric}{suffix}"),
        tags: tags.clone(),
        kind,
        interval_s: u32::try_from(length_s).unwrap_or(10),
        points,
    };
    let count = |suffix: &str, value: f64| sample(suffix, MetricKind::Count, vec![(at, value)]);
    let latencies = ["OkSummary", "ErrorSummary"].into_iter().flat_map(|name| {
        let bytes = group[name].as_array().into_iter().flatten();
        let bytes: Vec<u8> = bytes.filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
        ddsketch::values(&bytes)
    });
    let seconds = |ns: f64| ns / NS as f64;
    vec![
        count(".hits", number("Hits")),
        count(".errors", number("Errors")),
        count(".duration", seconds(number("Duration"))),
        sample(
            "",
            MetricKind::Distribution,
            latencies.map(|ns| (at, seconds(ns))).collect(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_becomes_four_metrics() {
        let client = json!({ "Env": "prod", "Version": "1.2" });
        let group = json!({ "Service": "notes", "Name": "web.request", "Resource": "GET /notes", "HTTPStatusCode": 500, "Hits": 4, "Errors": 1, "Duration": 2_000_000_000_u64 });
        let samples = metrics(&client, "", &group, 60, 10);
        let shown: Vec<_> = samples
            .iter()
            .map(|sample| (sample.metric.as_str(), sample.points.first().copied()))
            .collect();
        assert_eq!(
            shown,
            [
                ("trace.web.request.hits", Some((60, 4.0))),
                ("trace.web.request.errors", Some((60, 1.0))),
                ("trace.web.request.duration", Some((60, 2.0))),
                ("trace.web.request", None),
            ]
        );
        assert_eq!(
            samples[0].tags.to_string(),
            "env:prod,http.status_code:500,resource_name:get_/notes,service:notes,version:1.2"
        );
    }
}
