//! Queries of requests of widgets, variables of monitors, and SLIs. The fields around a query decide its language.

use serde_json::{Map, Value};

use super::Located;
use crate::payload::pointer::{self, Step};

/// Deeper values are not read; `check` rejects them.
const DEPTH_MAX: usize = 128;

/// The language that a query is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Metrics: `avg:system.cpu.user{*} by {host}`.
    Metric,
    /// Logs, spans, RUM, events: `service:web @http.status_code:500`.
    Search,
    /// Anything else that is searched: monitors, SLOs, processes.
    Other,
}

/// A query.
#[derive(Clone, Debug)]
pub struct Query<'v> {
    /// JSON pointer to its text, or to the query where it has none.
    pub path: String,
    /// JSON pointer to the query.
    pub base: String,
    /// Whether another query is made of it, so that no formula can call it.
    pub inner: bool,
    /// Its name, by which formulas call it.
    pub name: Option<Located<'v>>,
    /// What it asks: `metrics`, `logs`, `apm_metrics`; nothing in requests without formulas.
    pub source: Option<&'v str>,
    /// The language of its text.
    pub language: Language,
    /// Its text, where it has one.
    pub text: Option<&'v str>,
    /// The facets or tags that it is grouped by, if they have fields of their own.
    pub groups: Vec<&'v str>,
    /// How many groups each of these may have, if given.
    pub limits: Vec<Option<i64>>,
}

/// Queries and the formulas that call them.
#[derive(Clone, Debug, Default)]
pub struct Request<'v> {
    /// JSON pointer to the request.
    pub path: String,
    /// Its queries.
    pub queries: Vec<Query<'v>>,
    /// Its formulas.
    pub formulas: Vec<Located<'v>>,
}

/// All queries and formulas below a value, as one request.
pub(crate) fn below<'v>(value: &'v Value, path: &str) -> Request<'v> {
    let mut request = Request {
        path: path.to_owned(),
        ..Request::default()
    };
    let mut walk = Walk {
        base: path,
        steps: Vec::new(),
        request: &mut request,
    };
    walk.value(value, false);
    request
}

/// The way to a value. Paths are written for what is found alone.
struct Walk<'w, 'v> {
    base: &'w str,
    steps: Vec<Step<'v>>,
    request: &'w mut Request<'v>,
}

impl<'v> Walk<'_, 'v> {
    fn path(&self) -> String {
        format!("{}{}", self.base, pointer::render(&self.steps))
    }

    fn within(&mut self, step: Step<'v>, value: &'v Value, inner: bool) {
        if self.steps.len() < DEPTH_MAX {
            self.steps.push(step);
            self.value(value, inner);
            self.steps.pop();
        }
    }

    fn value(&mut self, value: &'v Value, inner: bool) {
        match value {
            Value::Object(map) => self.object(map, value, inner),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate().filter(|(_, item)| is_nested(item)) {
                    self.within(Step::Index(index), item, inner);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, map: &'v Map<String, Value>, value: &'v Value, inner: bool) {
        if map.contains_key("formula") {
            self.request
                .formulas
                .extend(Located::field(value, &self.path(), "formula"));
        }
        let asks = |field: &str| map.contains_key(field);
        let named = if asks("data_source") || asks("jobs_query") {
            named(value, &self.path(), inner)
        } else {
            None
        };
        // The search within a named query is that query's.
        let inner = inner || named.is_some();
        let unnamed = if !inner && (asks("q") || asks("search")) {
            unnamed(value, &self.path())
        } else {
            None
        };
        self.request.queries.extend(named.or(unnamed));
        for (key, value) in map.iter().filter(|(_, value)| is_nested(value)) {
            self.within(Step::Key(key), value, inner);
        }
    }
}

fn is_nested(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// A query with a data source, or of job runs, which has none.
fn named<'v>(value: &'v Value, path: &str, inner: bool) -> Option<Query<'v>> {
    let jobs = value.get("jobs_query").map(|_| "jobs");
    let source = value.get("data_source").and_then(Value::as_str).or(jobs)?;
    let field = |name: &str| value.get(name)?.as_str().map(|text| (pointer::field(path, name), text));
    let search = || {
        Some((
            format!("{path}/search/query"),
            value.get("search")?.get("query")?.as_str()?,
        ))
    };
    let metrics = matches!(source, "metrics" | "cloud_cost" | "datadog_usage");
    let found = if metrics {
        field("query")
    } else {
        search().or_else(|| field("query_string"))
    };
    let language = match source {
        _ if metrics => Language::Metric,
        "service_map" | "data_streams" | "dataset" | "reference_table" | "profiling_aggregated_profile" => {
            Language::Other
        }
        _ if found.is_some() => Language::Search,
        _ => Language::Other,
    };
    let name = Located::field(value, path, "name");
    let base = path.to_owned();
    let (path, text) = found.map_or_else(|| (base.clone(), None), |(path, text)| (path, Some(text)));
    Some(Query {
        name,
        path,
        base,
        inner,
        source: Some(source),
        language,
        text,
        groups: groups(value)
            .iter()
            .filter_map(|item| item.as_str().or_else(|| item.get("facet")?.as_str()))
            .collect(),
        limits: groups(value).iter().map(|item| item.get("limit")?.as_i64()).collect(),
    })
}

/// A query of a request without formulas: `q`, or the search within `log_query` and its like.
fn unnamed<'v>(value: &'v Value, path: &str) -> Option<Query<'v>> {
    let query = |at: String, language, text| Query {
        path: at,
        base: path.to_owned(),
        inner: false,
        name: None,
        source: None,
        language,
        text: Some(text),
        groups: groups(value)
            .iter()
            .filter_map(|item| item.as_str().or_else(|| item.get("facet")?.as_str()))
            .collect(),
        limits: groups(value).iter().map(|item| item.get("limit")?.as_i64()).collect(),
    };
    if let Some(q) = value.get("q").and_then(Value::as_str) {
        let language = if path.contains("/events/") {
            Language::Search
        } else {
            Language::Metric
        };
        return Some(query(pointer::field(path, "q"), language, q));
    }
    let text = value.get("search")?.get("query")?.as_str()?;
    Some(query(format!("{path}/search/query"), Language::Search, text))
}

fn groups(value: &Value) -> &[Value] {
    match value.get("group_by") {
        Some(Value::Array(items)) => items,
        Some(Value::Object(flat)) => flat.get("fields").and_then(Value::as_array).map_or(&[], Vec::as_slice),
        _ => &[],
    }
}
