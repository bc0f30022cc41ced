//! A monitor, compiled from its payload.

mod compile;
mod event;
mod explain;
mod formula;
mod metric;
mod notifications;
mod options;
mod reads;
mod results;
mod run;
mod span;
mod transitions;
mod window;
mod world;

use datadog_query::monitor::Condition;
use serde_json::Value;

use crate::definition::Definition;
use crate::error::{Result, SimulationError};
use crate::event::EventQuery;
use crate::metric::Plan;
use crate::notify::Template;
use crate::semantics::Semantics;
use crate::service_check::ServiceCheckQuery;
use crate::state::{Comparator, OnMissingData, Thresholds};
use crate::time::{HOUR_S, Window};
use crate::world::Tags;

pub use explain::{Explanation, Input};
pub use results::MetricQuery;
pub use span::Span;
pub use world::World;

/// A compiled monitor that can be run over any number of worlds.
#[derive(Clone, Debug)]
pub struct Monitor {
    pub(crate) definition: Definition,
    pub(crate) id: Option<u64>,
    pub(crate) query: CompiledQuery,
    pub(crate) template: Template,
    pub(crate) window: Window,
    pub(crate) comparator: Comparator,
    pub(crate) thresholds: Thresholds,
    pub(crate) on_missing_data: OnMissingData,
    /// The keys it is grouped by.
    pub(crate) keys: Vec<String>,
    /// Whether it can have groups. A composite can, without keys of its own.
    pub(crate) grouped: bool,
    /// The tags that all data it reads has.
    pub(crate) scope_tags: Tags,
    pub(crate) delay_s: i64,
    pub(crate) auto_resolve_s: Option<i64>,
    pub(crate) retention_s: Option<i64>,
}

/// The compiled query of a monitor.
#[derive(Clone, Debug)]
pub(crate) enum CompiledQuery {
    Plan {
        plan: Plan,
        events: Vec<EventQuery>,
    },
    Check(ServiceCheckQuery),
    Composite(Condition),
    ErrorBudget {
        slo: String,
        over: String,
        over_s: i64,
    },
    BurnRate {
        slo: String,
        over: String,
        long_s: i64,
        short_s: i64,
    },
    /// The monitor cannot be evaluated, for this reason, and runs only on supplied verdicts.
    NotEvaluated(SimulationError),
}

impl Monitor {
    /// Compiles a monitor from its payload.
    ///
    /// A monitor that Datadog evaluates by models that are not public compiles too, but runs only on supplied verdicts: see
    /// [`Monitor::unsupported_reason`].
    ///
    /// # Errors
    /// The payload or its query is invalid.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        Self::compile(Definition::from_payload(payload)?)
    }

    /// Sets the id by which composites, downtimes and SLOs refer to it.
    #[must_use]
    pub fn with_id(mut self, id: u64) -> Self {
        self.id = Some(id);
        self
    }

    /// The payload it was compiled from.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// After how many seconds without data a group is dropped.
    #[must_use]
    pub fn retention_s(&self, semantics: &Semantics) -> i64 {
        let default_h = if self.keys.iter().any(|key| key == "host") {
            semantics.retention_host_h
        } else {
            semantics.retention_default_h
        };
        self.retention_s.unwrap_or(i64::from(default_h) * HOUR_S)
    }

    /// The keys it is grouped by.
    #[must_use]
    pub fn group_keys(&self) -> &[String] {
        &self.keys
    }

    /// The evaluation window; one minute for service checks and composites.
    #[must_use]
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// How values are compared with the thresholds.
    #[must_use]
    pub fn comparator(&self) -> Comparator {
        self.comparator
    }

    /// The thresholds.
    #[must_use]
    pub fn thresholds(&self) -> &Thresholds {
        &self.thresholds
    }

    /// What it does on no data.
    #[must_use]
    pub fn on_missing_data(&self) -> OnMissingData {
        self.on_missing_data
    }

    /// Why it cannot be evaluated and runs only on supplied verdicts; `None` if it can be evaluated.
    #[must_use]
    pub fn unsupported_reason(&self) -> Option<&SimulationError> {
        match &self.query {
            CompiledQuery::NotEvaluated(reason) => Some(reason),
            _ => None,
        }
    }

    /// The names of the metrics it reads, each once, in the order of its query.
    #[must_use]
    pub fn metrics(&self) -> Vec<&str> {
        let CompiledQuery::Plan { plan, events } = &self.query else {
            return Vec::new();
        };
        let mut names: Vec<&str> = Vec::new();
        for leaf in &plan.leaves {
            let metric = leaf.metric.as_str();
            if !names.contains(&metric) && !events.iter().any(|e| e.name == metric) {
                names.push(metric);
            }
        }
        names
    }

    /// How many seconds before an evaluation its data can start, including interpolation and one more evaluation before the first.
    #[must_use]
    pub fn lookback_s(&self, semantics: &Semantics) -> i64 {
        let before = match &self.query {
            CompiledQuery::Plan { plan, .. } => plan.lookback_s(semantics),
            _ => 0,
        };
        self.window.length_max_s() + self.delay_s + before + self.window.cadence_s()
    }
}
