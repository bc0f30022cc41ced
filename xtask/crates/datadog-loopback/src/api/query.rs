//! Queries of metrics, version 1, and the names of metrics.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use datadog_simulator::time::Frame;
use datadog_simulator::world::group_name;
use datadog_simulator::{Graph, GraphQuery, Semantics, SimulationError};
use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/query", get(query))
        .route("/api/v1/metrics", get(names))
}

/// A query that cannot be evaluated.
pub(super) fn refused(error: SimulationError) -> Refusal {
    Refusal::invalid(match error.help {
        Some(help) => format!("{}; {help}", error.message),
        None => error.message,
    })
}

/// The longest range that is answered: 15 months, as Datadog keeps metrics.
const RANGE_MAX_S: i64 = 460 * 86_400;

/// A time range that can be evaluated.
pub(super) fn frame(from: i64, to: i64) -> Result<Frame, Refusal> {
    if to <= from || to.saturating_sub(from) > RANGE_MAX_S || from < 0 {
        return Err(Refusal::invalid(format!(
            "The time range from {from} to {to} is not valid"
        )));
    }
    Ok(Frame { from, to })
}

/// The queries of a text, which commas outside of brackets separate.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

async fn query(call: Call) -> Reply {
    let text = call
        .parameter("query")
        .ok_or_else(|| Refusal::invalid("The parameter 'query' is required"))?;
    let second = |name: &str| {
        let value = call.parameter(name).and_then(|value| value.parse::<i64>().ok());
        value.ok_or_else(|| Refusal::invalid(format!("The parameter '{name}' must be a time in seconds")))
    };
    let frame = frame(second("from")?, second("to")?)?;
    let queries: Vec<(&str, GraphQuery)> = parts(text)
        .into_iter()
        .map(|part| Ok((part, GraphQuery::metric(part).map_err(refused)?)))
        .collect::<Result<_, Refusal>>()?;
    let step_s = Graph::step_s(frame);
    let series: Vec<Value> = call.with(|data| {
        let world = data.world();
        let mut series = Vec::new();
        for (index, (text, query)) in queries.iter().enumerate() {
            let graph = query
                .graph(world, frame, step_s, &Semantics::default())
                .map_err(refused)?;
            series.extend(shown(text, index, &graph));
        }
        Ok::<_, Refusal>(series)
    })?;
    let mut keys: Vec<&str> = series
        .iter()
        .flat_map(|one| one["tag_set"].as_array().into_iter().flatten())
        .filter_map(|tag| Some(tag.as_str()?.split_once(':')?.0))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    Ok(Answer::ok(json!({
        "status": "ok",
        "res_type": "time_series",
        "resp_version": 1,
        "query": text,
        "from_date": frame.from * 1000,
        "to_date": frame.to * 1000,
        "group_by": keys,
        "series": series,
        "values": [],
        "times": [],
        "message": "",
    })))
}

fn shown(text: &str, index: usize, graph: &Graph) -> Vec<Value> {
    let groups = graph.groups.iter().filter_map(|(tags, values)| {
        let points: Vec<Value> = graph
            .times
            .iter()
            .zip(values)
            .filter_map(|(at, value)| Some(json!([at * 1000, (*value)?])))
            .collect();
        let (first, last) = (points.first()?[0].clone(), points.last()?[0].as_i64()?);
        Some(json!({
            "metric": text,
            "display_name": text,
            "expression": text,
            "query_index": index,
            "aggr": null,
            "scope": group_name(tags),
            "tag_set": tags.iter().collect::<Vec<_>>(),
            "interval": graph.step_s,
            "length": points.len(),
            "start": first,
            "end": last + graph.step_s * 1000 - 1,
            "pointlist": points,
            "unit": [],
        }))
    });
    groups.collect()
}

async fn names(call: Call) -> Reply {
    let from = call.number("from", 0)?;
    let since = i64::try_from(from).unwrap_or(i64::MAX);
    let metrics: Vec<String> = call.with(|data| {
        data.telemetry
            .metrics_since(since)
            .into_iter()
            .map(str::to_owned)
            .collect()
    });
    Ok(Answer::ok(json!({ "from": from.to_string(), "metrics": metrics })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_outside_of_brackets_separate_queries() {
        assert_eq!(
            parts("avg:a{b:c,d:e} by {x,y}, top(avg:b{*}, 5, 'mean', 'desc')"),
            ["avg:a{b:c,d:e} by {x,y}", "top(avg:b{*}, 5, 'mean', 'desc')",]
        );
        assert!(parts(" , ").is_empty());
    }
}
