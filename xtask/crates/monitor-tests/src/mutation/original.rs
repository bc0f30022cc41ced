//! The monitor that mutants are made from, and ways to replace a part of it.

use datadog_query::Quoted;
use datadog_query::metric::{self, Context, Expression, MetricQuery};
use datadog_query::monitor::{self, Monitor as MonitorQuery};
use datadog_query::search::{self, Search};
use datadog_simulator::{Definition, Monitor, SimulationError};
use serde_json::Value;

/// A monitor, its definition and its query.
pub(crate) struct Original<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) monitor: Monitor,
    pub(crate) query: MonitorQuery,
}

impl<'d> Original<'d> {
    pub(crate) fn new(definition: &'d Definition) -> Result<Self, SimulationError> {
        let monitor = Monitor::compile(definition.clone())?;
        // it compiles, so its query parses
        let query = monitor::parse_of_type(&definition.kind, &definition.query)
            .unwrap_or_else(|_| MonitorQuery::Opaque(datadog_query::Word::new(&definition.query)));
        Ok(Self {
            definition,
            monitor,
            query,
        })
    }

    /// Whether tests evaluate the query.
    pub(crate) fn is_evaluated(&self) -> bool {
        self.monitor.unsupported_reason().is_none()
    }

    /// The definition with `change` applied.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Definition)) -> Definition {
        let mut definition = self.definition.clone();
        change(&mut definition);
        definition
    }

    /// The definition with `change` applied to its query.
    pub(crate) fn with_query(&self, change: impl FnOnce(&mut MonitorQuery)) -> Definition {
        let mut query = self.query.clone();
        change(&mut query);
        self.with(|definition| definition.query = query.to_string())
    }

    /// The metric queries of the expression, or of a formula's variables.
    pub(crate) fn metric_queries(&self) -> Vec<MetricQuery> {
        match &self.query {
            MonitorQuery::Metric(monitor) => monitor.expression.leaves().into_iter().cloned().collect(),
            MonitorQuery::Formula(_) => {
                let variables = self.definition.options.variables.iter();
                let expressions: Vec<Expression> = variables.filter_map(metric_expression).collect();
                expressions.iter().flat_map(|e| e.leaves()).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The definition with `change` applied to each metric query and its index in [`Original::metric_queries`].
    pub(crate) fn with_metric_queries(&self, mut change: impl FnMut(usize, &mut MetricQuery)) -> Definition {
        let mut index = 0;
        let mut each = |expression: &mut Expression| {
            for leaf in expression.leaves_mut() {
                change(index, leaf);
                index += 1;
            }
        };
        if let MonitorQuery::Metric(monitor) = &self.query {
            let mut monitor = monitor.clone();
            each(&mut monitor.expression);
            return self.with(|definition| definition.query = MonitorQuery::Metric(monitor).to_string());
        }
        self.with(|definition| {
            for variable in &mut definition.options.variables {
                if let Some(mut expression) = metric_expression(variable) {
                    each(&mut expression);
                    variable["query"] = Value::String(expression.to_string());
                }
            }
        })
    }

    /// The searches of an event monitor, or of a formula's variables.
    pub(crate) fn searches(&self) -> Vec<Search> {
        match &self.query {
            MonitorQuery::Event(monitor) => parsed(&monitor.search.text.value).into_iter().collect(),
            MonitorQuery::Formula(_) => self
                .definition
                .options
                .variables
                .iter()
                .filter_map(variable_search)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The definition with the search at this index of [`Original::searches`] replaced.
    pub(crate) fn with_search(&self, index: usize, search: &Search) -> Definition {
        if let MonitorQuery::Event(monitor) = &self.query {
            let mut monitor = monitor.clone();
            monitor.search.text = Quoted::new(search.to_string());
            return self.with(|definition| definition.query = MonitorQuery::Event(monitor).to_string());
        }
        self.with(|definition| {
            let mut variables = definition
                .options
                .variables
                .iter_mut()
                .filter(|v| variable_search(v).is_some());
            if let Some(variable) = variables.nth(index) {
                variable["search"]["query"] = Value::String(search.to_string());
            }
        })
    }
}

/// The expression of a formula's variable over metrics.
fn metric_expression(variable: &Value) -> Option<Expression> {
    let is_metric = variable.get("data_source").and_then(Value::as_str) == Some("metrics");
    let text = variable.get("query").and_then(Value::as_str).filter(|_| is_metric)?;
    metric::parse(text, Context::Monitor).ok()
}

fn variable_search(variable: &Value) -> Option<Search> {
    parsed(variable.pointer("/search/query")?.as_str()?)
}

/// `processes` has text that is not a search; it is not changed.
fn parsed(text: &str) -> Option<Search> {
    search::parse_with(text, search::Options::MONITOR).ok()
}
