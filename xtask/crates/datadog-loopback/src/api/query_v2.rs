//! Queries of metrics and events, version 2: time series and tables.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use datadog_simulator::series::Aggregator;
use datadog_simulator::time::Frame;
use datadog_simulator::world::Tags;
use datadog_simulator::{Graph, GraphQuery, Semantics};
use serde::Deserialize;
use serde_json::{Value, json};

use super::query::{frame, refused};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v2/query/timeseries", post(timeseries))
        .route("/api/v2/query/scalar", post(scalar))
}

#[derive(Deserialize)]
struct Envelope {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    attributes: Request,
}

#[derive(Deserialize)]
struct Request {
    /// Milliseconds.
    from: i64,
    to: i64,
    #[serde(default)]
    interval: Option<i64>,
    #[serde(default)]
    formulas: Vec<Formula>,
    queries: Vec<Value>,
}

#[derive(Deserialize)]
struct Formula {
    formula: String,
}

impl Request {
    fn read(call: &Call) -> Result<Self, Refusal> {
        let envelope: Envelope =
            serde_json::from_slice(&call.body).map_err(|error| Refusal::invalid(error.to_string()))?;
        let mut request = envelope.data.attributes;
        // A query without a name is called by its place.
        for (query, letter) in request.queries.iter_mut().zip('a'..='z') {
            if let Value::Object(query) = query {
                query.entry("name").or_insert_with(|| json!(letter.to_string()));
            }
        }
        Ok(request)
    }

    fn frame(&self) -> Result<Frame, Refusal> {
        frame(self.from.div_euclid(1000), self.to.div_euclid(1000))
    }

    /// The formulas, or each query as a formula of its own.
    fn compiled(&self) -> Result<Vec<GraphQuery>, Refusal> {
        let own = self
            .queries
            .iter()
            .filter_map(|query| query["name"].as_str().map(str::to_owned));
        let formulas: Vec<String> = if self.formulas.is_empty() {
            own.collect()
        } else {
            self.formulas.iter().map(|formula| formula.formula.clone()).collect()
        };
        formulas
            .iter()
            .map(|formula| GraphQuery::formula(formula, &self.queries).map_err(refused))
            .collect()
    }

    /// How a table aggregates: as its first query says.
    fn aggregator(&self) -> Result<Aggregator, Refusal> {
        let first = self.queries.first();
        let name = first.and_then(|query| query["aggregator"].as_str());
        Ok(match name {
            Some("avg") => Aggregator::Avg,
            Some("sum") => Aggregator::Sum,
            Some("min") => Aggregator::Min,
            Some("max") => Aggregator::Max,
            Some("last") => Aggregator::Last,
            None if first.is_some_and(|query| query["data_source"] != "metrics") => Aggregator::Sum,
            None => Aggregator::Avg,
            Some(other) => return Err(Refusal::invalid(format!("The aggregator '{other}' is not evaluated"))),
        })
    }
}

async fn timeseries(call: Call) -> Reply {
    let request = Request::read(&call)?;
    let (frame, queries) = (request.frame()?, request.compiled()?);
    let step_s = request.interval.map_or_else(
        || Graph::step_s(frame),
        |ms| (ms / 1000).clamp(1, frame.to - frame.from),
    );
    let graphs = call.with(|data| {
        let world = data.world();
        let graph = |query: &GraphQuery| {
            query
                .graph(world, frame, step_s, &Semantics::default())
                .map_err(refused)
        };
        queries.iter().map(graph).collect::<Result<Vec<_>, Refusal>>()
    })?;
    // Queries with rollups of their own have other times.
    let times: BTreeSet<i64> = graphs.iter().flat_map(|graph| graph.times.iter().copied()).collect();
    let (mut series, mut values) = (Vec::new(), Vec::new());
    for (index, graph) in graphs.iter().enumerate() {
        for (tags, own) in &graph.groups {
            let at: BTreeMap<i64, Option<f64>> = graph.times.iter().copied().zip(own.iter().copied()).collect();
            if at.values().all(Option::is_none) {
                continue;
            }
            series.push(json!({ "group_tags": tags.iter().collect::<Vec<_>>(), "query_index": index, "unit": [] }));
            values.push(
                times
                    .iter()
                    .map(|time| at.get(time).copied().flatten())
                    .collect::<Vec<_>>(),
            );
        }
    }
    let times: Vec<i64> = times.into_iter().map(|time| time * 1000).collect();
    Ok(Answer::ok(json!({ "data": {
        "type": "timeseries_response",
        "attributes": { "series": series, "times": times, "values": values },
    } })))
}

async fn scalar(call: Call) -> Reply {
    let request = Request::read(&call)?;
    let (frame, queries, aggregator) = (request.frame()?, request.compiled()?, request.aggregator()?);
    let results = call.with(|data| {
        let world = data.world();
        let value = |query: &GraphQuery| {
            query
                .scalar(world, frame, aggregator, &Semantics::default())
                .map_err(refused)
        };
        queries.iter().map(value).collect::<Result<Vec<_>, Refusal>>()
    })?;
    let groups: BTreeSet<&Tags> = results
        .iter()
        .flatten()
        .filter(|(_, value)| value.is_some())
        .map(|(tags, _)| tags)
        .collect();
    let keys: BTreeSet<&str> = groups
        .iter()
        .flat_map(|tags| tags.pairs().map(|(key, _)| key))
        .collect();
    let mut columns: Vec<Value> = keys
        .into_iter()
        .map(|key| {
            let values: Vec<Vec<&str>> = groups.iter().map(|tags| tags.values(key).collect()).collect();
            json!({ "type": "group", "name": key, "values": values })
        })
        .collect();
    let names = request.formulas.iter().map(|formula| formula.formula.clone());
    let own = request
        .queries
        .iter()
        .filter_map(|query| query["name"].as_str().map(str::to_owned));
    let names: Vec<String> = if request.formulas.is_empty() {
        own.collect()
    } else {
        names.collect()
    };
    for (name, result) in names.iter().zip(&results) {
        let by_group: BTreeMap<&Tags, Option<f64>> = result.iter().map(|(tags, value)| (tags, *value)).collect();
        let values: Vec<Option<f64>> = groups
            .iter()
            .map(|tags| by_group.get(tags).copied().flatten())
            .collect();
        columns.push(json!({ "type": "number", "name": name, "values": values, "meta": { "unit": [] } }));
    }
    Ok(Answer::ok(json!({ "data": {
        "type": "scalar_response",
        "attributes": { "columns": columns },
    } })))
}
