//! The monitors that a window mutes.

use datadog_simulator::world::DowntimeTarget;
use model::{Catalog, Integrations};
use render::{Monitor, Object, Spec};
use serde::Serialize;

/// A monitor that a window mutes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Muted {
    /// Its severity.
    pub severity: String,
    /// Its service and name: `redis/down`.
    pub monitor: String,
    /// The team that owns it.
    pub team: String,
    /// Whether it has priority 1 and pages.
    pub pages: bool,
}

/// The monitors of an environment, with what selects them.
pub(crate) struct Monitors<'a> {
    catalog: &'a Catalog,
    integrations: Integrations,
    monitors: Vec<(&'a Object, &'a Monitor, Vec<String>)>,
}

impl<'a> Monitors<'a> {
    pub(crate) fn of(catalog: &'a Catalog, objects: &'a [Object], env: &str) -> Self {
        let organisation = catalog
            .environments
            .get(env)
            .map(|environment| &environment.organisation);
        let monitor = |object: &'a Object| match &object.spec {
            Spec::Monitor(monitor) if object.scope == env => Some((object, monitor, tags(monitor))),
            _ => None,
        };
        Self {
            catalog,
            integrations: organisation.map_or_else(Integrations::default, |name| Integrations::of(catalog, name)),
            monitors: objects.iter().filter_map(monitor).collect(),
        }
    }

    /// Those that a downtime for `target` mutes, whatever their group.
    pub(crate) fn muted(&self, target: &DowntimeTarget) -> Vec<Muted> {
        let selected = self.monitors.iter().filter(|(.., tags)| target.selects(tags, None));
        selected
            .map(|(object, monitor, _)| Muted {
                severity: monitor.severity.clone(),
                monitor: format!("{}/{}", object.path.service, object.path.name),
                team: self
                    .catalog
                    .services
                    .get(&object.path.service)
                    .map_or_else(String::new, |service| service.team.clone()),
                pages: self.pages(monitor),
            })
            .collect()
    }

    /// Whether a team's channel exists, so that the window can be announced there.
    pub(crate) fn has_channel(&self, team: &str, env: &str) -> bool {
        let handle = self.catalog.teams.get(team).and_then(|team| team.handle("slack", env));
        handle.is_some_and(|handle| self.integrations.slack_channels.contains_key(&handle))
    }

    fn pages(&self, monitor: &Monitor) -> bool {
        let severity = self.catalog.severities.get(&monitor.severity);
        let services = &self.integrations.pagerduty_services;
        severity.is_some_and(|severity| severity.priority == 1)
            && monitor.notifies.iter().any(|handle| services.contains_key(handle))
    }
}

/// The tags of a monitor in its payload: what Datadog matches.
fn tags(monitor: &Monitor) -> Vec<String> {
    let tags = monitor.payload["tags"].as_array();
    tags.into_iter()
        .flatten()
        .filter_map(|tag| tag.as_str().map(str::to_owned))
        .collect()
}
