//! The definitions for the docs: each object once, with its values in every environment.

use std::collections::BTreeMap;

use model::ObjectKind;
use render::{
    Catalog, Dashboard, Definitions, Downtime, Environment, Monitor, Object, Service, Slo, Spec, Synthetic, Team,
};

use crate::markdown::code;

/// One object in every environment that has it.
#[derive(Clone, Debug)]
pub(crate) struct Across<'a, T> {
    /// The service.
    pub(crate) service: &'a str,
    /// The name within the service.
    pub(crate) name: &'a str,
    /// The rendered object, for its source file.
    pub(crate) object: &'a Object,
    /// Its specs in the order of [`View::environments`]; `None` if an environment does not have it.
    pub(crate) by_env: Vec<(&'a str, Option<&'a T>)>,
}

impl<'a, T> Across<'a, T> {
    /// Its spec in the last environment that has it, which notifies most.
    pub(crate) fn reference(&self) -> &'a T {
        self.by_env
            .iter()
            .rev()
            .find_map(|(_, spec)| *spec)
            .expect("an object exists in some environment")
    }

    /// Its specs in all environments that have it.
    pub(crate) fn specs(&self) -> impl Iterator<Item = &'a T> {
        self.by_env.iter().filter_map(|(_, spec)| *spec)
    }

    /// The value of `what` in every environment: once if all are equal, otherwise separated by slashes in the order of the environments.
    pub(crate) fn merged(&self, what: impl Fn(&str, &T) -> String) -> String {
        let values: Vec<Option<String>> = self
            .by_env
            .iter()
            .map(|(env, spec)| spec.map(|spec| what(env, spec)))
            .collect();
        match values.first() {
            Some(Some(first)) if values.iter().all(|v| v.as_ref() == Some(first)) => first.clone(),
            _ => values
                .into_iter()
                .map(|v| v.unwrap_or_else(|| "–".to_owned()))
                .collect::<Vec<_>>()
                .join(" / "),
        }
    }
}

/// The definitions, sorted for reading.
pub(crate) struct View<'a> {
    /// The policy and the declarations.
    pub(crate) catalog: &'a Catalog,
    /// The environments, from the one that notifies least to the one that notifies most.
    pub(crate) environments: Vec<(&'a str, &'a Environment)>,
    /// The monitors, by service and name.
    pub(crate) monitors: Vec<Across<'a, Monitor>>,
    /// The SLOs, by service and name.
    pub(crate) slos: Vec<Across<'a, Slo>>,
    /// The synthetic tests, by service and name.
    pub(crate) synthetics: Vec<Across<'a, Synthetic>>,
    /// The downtimes, by service and name.
    pub(crate) downtimes: Vec<Across<'a, Downtime>>,
    /// The dashboards, by organisation and title.
    pub(crate) dashboards: Vec<(&'a str, &'a Object, &'a Dashboard)>,
}

impl<'a> View<'a> {
    /// Whether a severity is the highest, which pages at any hour.
    pub(crate) fn pages(&self, severity: &str) -> bool {
        let severity = self.catalog.severities.get(severity);
        severity.is_some_and(|severity| severity.priority == 1)
    }

    pub(crate) fn new(definitions: &'a Definitions) -> Self {
        let catalog = &definitions.catalog;
        let mut environments: Vec<_> = catalog
            .environments
            .iter()
            .map(|(name, e)| (name.as_str(), e))
            .collect();
        let loudness = |e: &Environment| {
            catalog
                .routes
                .get(&e.notify)
                .map_or(0, |route| route.values().map(Vec::len).sum())
        };
        environments.sort_by_key(|(name, e)| (loudness(e), *name));
        let names: Vec<&str> = environments.iter().map(|(name, _)| *name).collect();
        let mut dashboards: Vec<_> = definitions
            .objects
            .iter()
            .filter_map(|object| match &object.spec {
                Spec::Dashboard(dashboard) => Some((object.scope.as_str(), object, dashboard)),
                _ => None,
            })
            .collect();
        // Dashboards across services come first.
        dashboards.sort_by_key(|(scope, object, dashboard)| {
            (
                *scope,
                object.path.service != render::DASHBOARDS,
                dashboard.title.to_lowercase(),
            )
        });
        Self {
            catalog,
            monitors: across(&names, definitions, ObjectKind::Monitor, |spec| match spec {
                Spec::Monitor(m) => Some(m),
                _ => None,
            }),
            slos: across(&names, definitions, ObjectKind::Slo, |spec| match spec {
                Spec::Slo(s) => Some(s),
                _ => None,
            }),
            synthetics: across(&names, definitions, ObjectKind::Synthetic, |spec| match spec {
                Spec::Synthetic(test) => Some(test),
                _ => None,
            }),
            downtimes: across(&names, definitions, ObjectKind::Downtime, |spec| match spec {
                Spec::Downtime(downtime) => Some(downtime),
                _ => None,
            }),
            environments,
            dashboards,
        }
    }

    /// The environment that notifies most. Texts about a single environment are about this one.
    pub(crate) fn loudest(&self) -> &'a str {
        self.environments.last().map_or("", |(name, _)| name)
    }

    /// The names of the environments in their order, separated by slashes.
    pub(crate) fn order(&self) -> String {
        self.environments
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(" / ")
    }

    /// The declaration and the team of a service that has objects.
    pub(crate) fn service(&self, name: &str) -> Option<(&'a Service, &'a Team)> {
        let service = self.catalog.services.get(name)?;
        Some((service, self.catalog.teams.get(&service.team)?))
    }
}

fn across<'a, T>(
    environments: &[&'a str],
    definitions: &'a Definitions,
    kind: ObjectKind,
    spec: impl Fn(&'a Spec) -> Option<&'a T>,
) -> Vec<Across<'a, T>> {
    let mut found: BTreeMap<(&str, &str), BTreeMap<&str, &Object>> = BTreeMap::new();
    for object in definitions.objects.iter().filter(|o| o.path.kind == kind) {
        found
            .entry((&object.path.service, &object.path.name))
            .or_default()
            .insert(&object.scope, object);
    }
    let one = |((service, name), scopes): ((&'a str, &'a str), BTreeMap<&'a str, &'a Object>)| {
        let object = environments.iter().rev().find_map(|env| scopes.get(env).copied())?;
        Some(Across {
            service,
            name,
            object,
            by_env: environments
                .iter()
                .map(|env| (*env, scopes.get(env).and_then(|o| spec(&o.spec))))
                .collect(),
        })
    };
    found.into_iter().filter_map(one).collect()
}

/// The handles as code, with '@'.
pub(crate) fn handles(notifies: &[String]) -> String {
    if notifies.is_empty() {
        "none".to_owned()
    } else {
        notifies
            .iter()
            .map(|h| code(&format!("@{h}")))
            .collect::<Vec<_>>()
            .join(" ")
    }
}
