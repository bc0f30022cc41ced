//! Formulas over named queries, of monitors (`options.variables`) and of SLOs.

use std::collections::BTreeMap;

use datadog_query::Word;
use datadog_query::metric::Context;
use datadog_query::search;
use serde_json::Value;

use super::compile::{Leaves, MetricLeaves, expression};
use super::plan::Node;
use crate::error::{Result, SimulationError};
use crate::event::{EventQuery, Method};
use crate::functions::RowFunction;

/// A named query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Variable {
    Metric {
        name: String,
        query: Box<datadog_query::metric::Expression>,
    },
    Event(Box<EventQuery>),
}

/// The named queries that one or more formulas share, and the leaves of the formulas compiled so far.
pub(crate) struct Formula {
    variables: BTreeMap<String, Variable>,
    pub(crate) leaves: MetricLeaves,
}

impl Variable {
    /// Reads an element of a monitor's `options.variables` or of an SLO's `queries`.
    pub(crate) fn from_payload(payload: &Value) -> Result<Self> {
        let text = |pointer: &str| payload.pointer(pointer).and_then(Value::as_str);
        let name = text("/name")
            .ok_or_else(|| SimulationError::invalid("a query of the formula has no name"))?
            .to_owned();
        let wrong = |what: String| SimulationError::invalid(format!("query '{name}' of the formula: {what}"));
        let source = text("/data_source").ok_or_else(|| wrong("it has no data_source".to_owned()))?;
        if source == "metrics" {
            let written = text("/query").ok_or_else(|| wrong("it has no query".to_owned()))?;
            let query = datadog_query::metric::parse(written, Context::Monitor).map_err(|e| wrong(e.to_string()))?;
            return Ok(Self::Metric {
                name,
                query: Box::new(query),
            });
        }
        let Some(source) = event_source(source) else {
            return Err(SimulationError::unsupported(format!(
                "query '{name}' of the formula reads '{source}', which is not evaluated"
            ))
            .supply_states());
        };
        let search = search::parse_with(text("/search/query").unwrap_or_default(), search::Options::MONITOR)
            .map_err(|e| wrong(e.to_string()))?;
        let groups = payload
            .get("group_by")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let method = Method::named(text("/compute/aggregation").unwrap_or("count"))?;
        Ok(Self::Event(Box::new(EventQuery {
            source: source.to_owned(),
            search,
            by: groups
                .iter()
                .filter_map(|g| g.get("facet")?.as_str().map(str::to_owned))
                .collect(),
            measure: text("/compute/metric").filter(|m| *m != "count").map(str::to_owned),
            method,
            name,
        })))
    }

    fn name(&self) -> &str {
        match self {
            Self::Metric { name, .. } => name,
            Self::Event(query) => &query.name,
        }
    }
}

/// The name in monitor queries of the event source that formulas call `name`.
#[must_use]
pub fn event_source(name: &str) -> Option<&'static str> {
    Some(match name {
        "logs" => "logs",
        "rum" => "rum",
        "spans" => "trace-analytics",
        "events" => "events",
        "audit" => "audits",
        "ci_pipelines" => "ci-pipelines",
        "ci_tests" => "ci-tests",
        "database_queries" => "database-monitoring",
        "network" => "network-performance",
        "network_path" => "network-path",
        "llm_observability" => "llm-observability",
        _ => return None,
    })
}

impl Formula {
    pub(crate) fn new(variables: Vec<Variable>) -> Result<Self> {
        let mut by_name = BTreeMap::new();
        for variable in variables {
            let name = variable.name().to_owned();
            if by_name.insert(name.clone(), variable).is_some() {
                return Err(SimulationError::invalid(format!(
                    "two queries of the formula have the name '{name}'"
                )));
            }
        }
        Ok(Self {
            variables: by_name,
            leaves: MetricLeaves::default(),
        })
    }

    /// Parses and compiles a formula.
    pub(crate) fn compile(&mut self, written: &str) -> Result<Node> {
        let parsed = datadog_query::formula::parse(written, Context::Monitor)
            .map_err(|e| SimulationError::invalid(format!("formula '{written}': {e}")))?;
        expression(&parsed, self)
    }

    /// The event queries.
    pub(crate) fn events(self) -> Vec<EventQuery> {
        self.variables
            .into_values()
            .filter_map(|v| {
                if let Variable::Event(query) = v {
                    Some(*query)
                } else {
                    None
                }
            })
            .collect()
    }
}

impl Leaves<Word> for Formula {
    fn leaf(&mut self, name: &Word) -> Result<Node> {
        let Some(variable) = self.variables.get(&name.text) else {
            let known: Vec<&str> = self.variables.keys().map(String::as_str).collect();
            return Err(
                SimulationError::invalid(format!("the formula uses '{name}', but no query has this name"))
                    .help(format!("its queries are {}", known.join(", "))),
            );
        };
        match variable {
            Variable::Metric { query, .. } => expression(query, &mut self.leaves),
            Variable::Event(query) => {
                self.leaves.0.push(query.leaf());
                Ok(Node::Leaf(self.leaves.0.len() - 1))
            }
        }
    }

    fn before_space(&mut self, leaf: usize, function: RowFunction) -> Option<usize> {
        self.leaves.before_space(leaf, function)
    }
}
