//! The parts of SLOs that SLO alerts depend on (doc: `service_level_objectives`).

use std::collections::BTreeMap;

use datadog_query::metric::Context;
use serde_json::Value;

use crate::error::{Result, SimulationError};
use crate::metric::{Formula, Leaf, MetricLeaves, Node, Operator, Variable, expression};
use crate::state::Comparator;

/// An SLO.
#[derive(Clone, Debug)]
pub struct Slo {
    pub(crate) name: String,
    pub(crate) kind: SloKind,
    /// The target in percent by time window (`7d`).
    pub(crate) targets: BTreeMap<String, f64>,
    /// `target_threshold`: the target for a window that `targets` does not have.
    pub(crate) target: Option<f64>,
}

#[derive(Clone, Debug)]
pub(crate) enum SloKind {
    /// Good events out of all events.
    Count { leaves: Vec<Leaf>, good: Node, total: Node },
    /// The time during which none of these monitors alerts.
    Monitors(Vec<u64>),
    /// The time slices in which the condition is true.
    TimeSlice {
        leaves: Vec<Leaf>,
        value: Node,
        comparator: Comparator,
        threshold: f64,
        interval_s: i64,
    },
}

impl Slo {
    /// Reads a payload of the API.
    ///
    /// # Errors
    /// The payload is invalid, or one of its queries is not evaluated.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        let name = text(payload, "/name").unwrap_or("(unnamed)").to_owned();
        let wrong = |what: &str| SimulationError::invalid(format!("SLO '{name}': {what}"));
        let thresholds = payload
            .get("thresholds")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let targets = thresholds
            .iter()
            .filter_map(|t| Some((t.get("timeframe")?.as_str()?.to_owned(), t.get("target")?.as_f64()?)))
            .collect();
        let kind = match text(payload, "/type") {
            Some("metric") => count(payload).map_err(|r| named(&name, r))?,
            Some("monitor") => {
                let ids = payload
                    .get("monitor_ids")
                    .and_then(Value::as_array)
                    .ok_or_else(|| wrong("a monitor SLO needs monitor_ids"))?;
                SloKind::Monitors(ids.iter().filter_map(Value::as_u64).collect())
            }
            Some("time_slice") => time_slice(payload).map_err(|r| named(&name, r))?,
            other => return Err(wrong(&format!("unknown type '{}'", other.unwrap_or_default()))),
        };
        Ok(Self {
            kind,
            targets,
            target: payload.get("target_threshold").and_then(Value::as_f64),
            name,
        })
    }

    pub(crate) fn leaves(&self) -> &[Leaf] {
        match &self.kind {
            SloKind::Count { leaves, .. } | SloKind::TimeSlice { leaves, .. } => leaves,
            SloKind::Monitors(_) => &[],
        }
    }

    /// The metric queries of its SLI, each once.
    #[must_use]
    pub fn queries(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for leaf in self.leaves() {
            if !found.contains(&leaf.text.as_str()) {
                found.push(&leaf.text);
            }
        }
        found
    }

    /// The ids of the monitors of a monitor SLO.
    #[must_use]
    pub fn monitors(&self) -> &[u64] {
        match &self.kind {
            SloKind::Monitors(ids) => ids,
            _ => &[],
        }
    }

    /// The target in percent for a time window.
    pub(crate) fn target_percent(&self, over: &str) -> Result<f64> {
        let target = self.targets.get(over).copied().or(self.target).ok_or_else(|| {
            SimulationError::invalid(format!("SLO '{}' has no target over {over}", self.name)).help(format!(
                "it has targets over {}",
                self.targets.keys().cloned().collect::<Vec<_>>().join(", ")
            ))
        })?;
        if target > 0.0 && target < 100.0 {
            return Ok(target);
        }
        Err(SimulationError::invalid(format!(
            "SLO '{}' has the target {target}: it must be above 0 and below 100",
            self.name
        )))
    }
}

fn named(name: &str, refusal: SimulationError) -> SimulationError {
    SimulationError {
        message: format!("SLO '{name}': {}", refusal.message),
        ..refusal
    }
}

fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

fn count(payload: &Value) -> Result<SloKind> {
    if let Some(query) = payload.get("query") {
        let mut leaves = MetricLeaves::default();
        let mut side = |key: &str| -> Result<Node> {
            let written = query
                .get(key)
                .and_then(Value::as_str)
                .ok_or_else(|| SimulationError::invalid(format!("its query has no {key}")))?;
            let parsed = datadog_query::metric::parse(written, Context::Monitor)
                .map_err(|e| SimulationError::invalid(format!("{key} '{written}': {e}")))?;
            expression(&parsed, &mut leaves)
        };
        let (good, total) = (side("numerator")?, side("denominator")?);
        return Ok(SloKind::Count {
            leaves: leaves.0,
            good,
            total,
        });
    }
    let spec = payload
        .pointer("/sli_specification/count")
        .ok_or_else(|| SimulationError::invalid("it has neither query nor sli_specification"))?;
    let mut formula = formula(spec.get("queries"))?;
    let mut side = |key: &str| -> Result<Option<Node>> {
        text(spec, &format!("/{key}/formula"))
            .map(|f| formula.compile(f))
            .transpose()
    };
    let good = side("good_events_formula")?.ok_or_else(|| SimulationError::invalid("it has no good_events_formula"))?;
    let total = match (side("total_events_formula")?, side("bad_events_formula")?) {
        (Some(total), _) => total,
        (None, Some(bad)) => Node::Binary(Operator::Add, Box::new(good.clone()), Box::new(bad)),
        (None, None) => {
            return Err(SimulationError::invalid(
                "it has neither total_events_formula nor bad_events_formula",
            ));
        }
    };
    Ok(SloKind::Count {
        leaves: formula.leaves.0,
        good,
        total,
    })
}

fn time_slice(payload: &Value) -> Result<SloKind> {
    let spec = payload
        .pointer("/sli_specification/time_slice")
        .ok_or_else(|| SimulationError::invalid("a time slice SLO needs sli_specification.time_slice"))?;
    let mut formula = formula(spec.pointer("/query/queries"))?;
    let written =
        text(spec, "/query/formulas/0/formula").ok_or_else(|| SimulationError::invalid("its query has no formula"))?;
    let value = formula.compile(written)?;
    let comparator = match text(spec, "/comparator") {
        Some(">") => Comparator::Above,
        Some(">=") => Comparator::AboveOrEqual,
        Some("<") => Comparator::Below,
        Some("<=") => Comparator::BelowOrEqual,
        other => {
            return Err(SimulationError::invalid(format!(
                "unknown comparator '{}'",
                other.unwrap_or_default()
            )));
        }
    };
    Ok(SloKind::TimeSlice {
        leaves: formula.leaves.0,
        value,
        comparator,
        threshold: spec
            .get("threshold")
            .and_then(Value::as_f64)
            .ok_or_else(|| SimulationError::invalid("it has no threshold"))?,
        interval_s: spec
            .get("query_interval_seconds")
            .and_then(Value::as_i64)
            .filter(|s| *s > 0)
            .unwrap_or(300),
    })
}

fn formula(queries: Option<&Value>) -> Result<Formula> {
    let queries = queries.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Formula::new(queries.iter().map(Variable::from_payload).collect::<Result<_>>()?)
}
