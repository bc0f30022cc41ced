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
mod transitions;
mod window;

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
use crate::time::Window;
use crate::world::Tags;

pub use explain::{Explanation, Input};
pub use results::MetricQuery;
pub use run::Span;

/// A monitor that is ready to be run over any number of worlds.
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
    /// What it is grouped by.
    pub(crate) keys: Vec<String>,
    /// Whether there may be groups.
    pub(crate) grouped: bool,
    /// The tags that everything it looks at has.
    pub(crate) scope_tags: Tags,
    pub(crate) delay_s: i64,
    pub(crate) auto_resolve_s: Option<i64>,
    pub(crate) retention_s: Option<i64>,
}

/// What a monitor looks at.
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
    /// It runs on stated verdicts alone, for this reason.
    NotEvaluated(SimulationError),
}

impl Monitor {
    /// Compiles a monitor from its payload.
    ///
    /// A monitor that Datadog evaluates by models that are not public compiles too, but runs on stated verdicts alone: see [`Monitor::unsupported_reason`].
    ///
    /// # Errors
    /// The payload or its query is not valid.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        Self::compile(Definition::from_payload(payload)?)
    }

    /// Gives it the id that composites, downtimes and SLOs know it by.
    #[must_use]
    pub fn with_id(mut self, id: u64) -> Self {
        self.id = Some(id);
        self
    }

    /// Its payload.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// What it is grouped by.
    #[must_use]
    pub fn group_keys(&self) -> &[String] {
        &self.keys
    }

    /// Its window; for checks and composites a minute.
    #[must_use]
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// How its value is compared.
    #[must_use]
    pub fn comparator(&self) -> Comparator {
        self.comparator
    }

    /// Its thresholds.
    #[must_use]
    pub fn thresholds(&self) -> &Thresholds {
        &self.thresholds
    }

    /// How it treats missing data.
    #[must_use]
    pub fn on_missing_data(&self) -> OnMissingData {
        self.on_missing_data
    }

    /// Why it is not evaluated and runs on stated verdicts alone; nothing where it is evaluated.
    #[must_use]
    pub fn unsupported_reason(&self) -> Option<&SimulationError> {
        match &self.query {
            CompiledQuery::NotEvaluated(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The metrics it reads, each once, in the order of its query.
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

    /// How far before an evaluation its data may lie, in seconds.
    #[must_use]
    pub fn lookback_s(&self, semantics: &Semantics) -> i64 {
        let before = match &self.query {
            CompiledQuery::Plan { plan, .. } => plan.lookback_s(semantics),
            _ => 0,
        };
        self.window.length_max_s() + self.delay_s + before + self.window.cadence_s()
    }
}
