//! Which telemetry a monitor reads, so that a test can report data that no monitor reads.

use super::{CompiledQuery, Monitor};
use crate::event::Json;
use crate::world::{CheckRun, Event, Series, Slo};

impl Monitor {
    /// Whether one of its queries selects the series and the series belongs to a group. A series without one of the group keys belongs to no group.
    #[must_use]
    pub fn reads_series(&self, series: &Series) -> bool {
        let CompiledQuery::Plan { plan, events } = &self.query else {
            return false;
        };
        let own = |metric: &str| !events.iter().any(|e| e.name == metric);
        plan.leaves.iter().any(|l| {
            l.metric == series.metric
                && own(&l.metric)
                && l.scope.matches(&series.tags)
                && l.by.iter().all(|key| series.tags.value(key).is_some())
        })
    }

    /// Whether one of its queries finds the event.
    #[must_use]
    pub fn reads_event(&self, event: &Event) -> bool {
        let CompiledQuery::Plan { events, .. } = &self.query else {
            return false;
        };
        events
            .iter()
            .any(|q| q.source == event.source && q.search.matches(&Json(&event.body)))
    }

    /// Whether its query selects the run and the run belongs to a group.
    #[must_use]
    pub fn reads_check(&self, run: &CheckRun) -> bool {
        matches!(&self.query, CompiledQuery::Check(query) if query.selects(run) && query.group(&run.tags).is_some())
    }

    /// The id of the SLO it alerts on; `None` if it is not an SLO alert.
    #[must_use]
    pub fn slo_id(&self) -> Option<&str> {
        match &self.query {
            CompiledQuery::ErrorBudget { slo, .. } | CompiledQuery::BurnRate { slo, .. } => Some(slo),
            _ => None,
        }
    }

    /// The ids of the monitors that a composite combines, each once; empty for other monitors.
    #[must_use]
    pub fn constituents(&self) -> Vec<u64> {
        let mut ids = Vec::new();
        if let CompiledQuery::Composite(condition) = &self.query {
            super::run::collect(condition, &mut ids);
        }
        ids
    }
}

impl Slo {
    /// Whether one of its queries selects the series.
    #[must_use]
    pub fn reads_series(&self, series: &Series) -> bool {
        self.leaves()
            .iter()
            .any(|l| l.metric == series.metric && l.scope.matches(&series.tags))
    }
}
