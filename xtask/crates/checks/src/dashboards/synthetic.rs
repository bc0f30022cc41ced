//! Widgets read the telemetry of worlds.

use ::preview::{Asked, MonitorStatus, Objective, Source, searched_monitor};
use datadog_query::search::Search;
use datadog_simulator::World;
use datadog_simulator::selection;
use datadog_simulator::time::Frame;
use datadog_simulator::world::CheckRun;
use model::Catalog;
use page_budget::Scene;
use render::{Definitions, Object};

/// A scene, as the source of one dashboard.
pub(super) struct Synthetic<'a> {
    scene: &'a Scene<'a>,
    catalog: &'a Catalog,
    objectives: Vec<Objective>,
}

impl<'a> Synthetic<'a> {
    /// The scene, and the SLOs of its environment by the ids by which the dashboard refers to them.
    pub(super) fn new(scene: &'a Scene<'a>, definitions: &'a Definitions, dashboard: &Object, env: &str) -> Self {
        let objectives = definitions.objectives(dashboard, env).into_iter();
        Self {
            scene,
            catalog: &definitions.catalog,
            objectives: objectives
                .map(|(id, payload)| Objective {
                    id,
                    payload: payload.clone(),
                })
                .collect(),
        }
    }
}

impl Source for Synthetic<'_> {
    fn telemetry(&self, asked: &Asked, frame: Frame) -> Result<World, String> {
        let queries: Vec<_> = asked.metrics.iter().collect();
        let events = asked.events.iter().flat_map(|events| match events.source.as_str() {
            "logs" => self.scene.lines(&events.search, frame.from, frame.to),
            "events" => self.scene.starts(&events.search, frame.from, frame.to),
            _ => Vec::new(),
        });
        Ok(World {
            series: self.scene.series(&queries, frame.from, frame.to)?,
            events: events.collect(),
            ..World::default()
        })
    }

    fn check_runs(&self, check: &str, tags: &[String], by: &[String], frame: Frame) -> Result<Vec<CheckRun>, String> {
        self.scene.check_runs(check, tags, by, frame.from, frame.to)
    }

    fn monitors(&self, search: &Search) -> Result<Vec<MonitorStatus>, String> {
        let found = self.scene.monitors(|definition| {
            selection::finds(
                search,
                &searched_monitor(&definition.name, &definition.tags, definition.priority),
            )
        });
        let status = found.into_iter().map(|monitor| MonitorStatus {
            name: monitor.definition.name.clone(),
            tags: monitor.definition.tags.clone(),
            priority: monitor.definition.priority,
            state: monitor.state,
        });
        Ok(status.collect())
    }

    fn objectives(&self) -> &[Objective] {
        &self.objectives
    }

    fn unit(&self, metric: &str) -> Option<&str> {
        let known = self.catalog.metrics.values().find(|known| known.name == metric);
        known.map(|metric| metric.unit.as_str())
    }
}
