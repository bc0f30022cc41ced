//! The monitors that a window mutes.

use datadog_simulator::world::DowntimeTarget;
use model::{Catalog, Integrations};
use render::{Object, Spec};
use serde::Serialize;
use serde_json::Value;

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
    monitors: Vec<Watch<'a>>,
}

/// A monitor, or the monitor that Datadog makes of a synthetic test.
struct Watch<'a> {
    object: &'a Object,
    severity: &'a str,
    notifies: &'a [String],
    tags: Vec<String>,
}

impl<'a> Watch<'a> {
    fn of(object: &'a Object) -> Option<Self> {
        let (severity, notifies) = match &object.spec {
            Spec::Monitor(monitor) => (&monitor.severity, &monitor.notifies),
            Spec::Synthetic(test) => (&test.severity, &test.notifies),
            Spec::Slo(_) | Spec::Dashboard(_) | Spec::Downtime(_) => return None,
        };
        Some(Self {
            object,
            severity,
            notifies,
            tags: tags(object.spec.payload()),
        })
    }
}

impl<'a> Monitors<'a> {
    pub(crate) fn of(catalog: &'a Catalog, objects: &'a [Object], env: &str) -> Self {
        let organisation = catalog
            .environments
            .get(env)
            .map(|environment| &environment.organisation);
        let here = objects.iter().filter(|object| object.scope == env);
        Self {
            catalog,
            integrations: organisation.map_or_else(Integrations::default, |name| Integrations::of(catalog, name)),
            monitors: here.filter_map(Watch::of).collect(),
        }
    }

    /// Those that a downtime for `target` mutes, whatever their group.
    pub(crate) fn muted(&self, target: &DowntimeTarget) -> Vec<Muted> {
        let selected = self.monitors.iter().filter(|watch| target.selects(&watch.tags, None));
        selected
            .map(|watch @ Watch { object, .. }| Muted {
                severity: watch.severity.to_owned(),
                monitor: named(object),
                team: self
                    .catalog
                    .services
                    .get(&object.path.service)
                    .map_or_else(String::new, |service| service.team.clone()),
                pages: self.pages(watch),
            })
            .collect()
    }

    /// Whether a team's channel exists, so that the window can be announced there.
    pub(crate) fn has_channel(&self, team: &str, env: &str) -> bool {
        let handle = self.catalog.teams.get(team).and_then(|team| team.handle("slack", env));
        handle.is_some_and(|handle| self.integrations.slack_channels.contains_key(&handle))
    }

    fn pages(&self, watch: &Watch<'_>) -> bool {
        let severity = self.catalog.severities.get(watch.severity);
        let services = &self.integrations.pagerduty_services;
        severity.is_some_and(|severity| severity.priority == 1)
            && watch.notifies.iter().any(|handle| services.contains_key(handle))
    }
}

/// The service and name of what alerts; `None` of any other object.
pub(crate) fn monitor_name(object: &Object) -> Option<String> {
    Watch::of(object).map(|watch| named(watch.object))
}

fn named(object: &Object) -> String {
    format!("{}/{}", object.path.service, object.path.name)
}

/// The tags in a payload: what Datadog matches.
fn tags(payload: &Value) -> Vec<String> {
    let tags = payload["tags"].as_array();
    tags.into_iter()
        .flatten()
        .filter_map(|tag| tag.as_str().map(str::to_owned))
        .collect()
}
