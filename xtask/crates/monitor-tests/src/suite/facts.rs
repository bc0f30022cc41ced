use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Catalog, Metric, Team};

use crate::message_kind::PolicyTexts;
use crate::tested_monitor::TestedMonitor;

/// Metrics, handles, services and environments, against which tests are checked.
pub(crate) struct Facts<'a> {
    metrics: BTreeMap<&'a str, &'a Metric>,
    catalog: &'a Catalog,
    /// The handles of every team in every environment.
    pub(crate) handles: BTreeSet<String>,
    /// The texts of alerts.
    pub(crate) texts: Arc<PolicyTexts>,
    pub(super) services: BTreeSet<String>,
}

/// Tags that every metric may have, from unified service tagging or from the agent's host.
const EVERYWHERE: [&str; 5] = ["env", "service", "version", "team", "host"];

impl<'a> Facts<'a> {
    pub(super) fn new(catalog: &'a Catalog, monitors: &[TestedMonitor]) -> Self {
        let mut handles = BTreeSet::new();
        for team in catalog.teams.values() {
            for env in catalog.environments.keys() {
                handles.extend(Team::HANDLES.iter().filter_map(|field| team.handle(field, env)));
            }
        }
        Self {
            metrics: catalog.metrics.values().map(|m| (m.name.as_str(), m)).collect(),
            catalog,
            handles,
            texts: Arc::new(PolicyTexts::new(&catalog.messages)),
            services: monitors.iter().map(|s| s.service.clone()).collect(),
        }
    }

    pub(crate) fn metric(&self, name: &str) -> Option<&'a Metric> {
        self.metrics.get(name).copied()
    }

    pub(crate) fn metric_names(&self) -> impl Iterator<Item = &str> {
        self.metrics.keys().copied()
    }

    /// Whether every metric may have the tag.
    pub(crate) fn has_everywhere(&self, key: &str) -> bool {
        EVERYWHERE.contains(&key)
    }

    pub(super) fn severities(&self) -> impl Iterator<Item = &str> {
        self.catalog.severities.keys().map(String::as_str)
    }

    pub(super) fn environments(&self) -> impl Iterator<Item = &str> {
        self.catalog.environments.keys().map(String::as_str)
    }
}
