//! What an object needs to be evaluated or drawn: the objects that it refers to, those that these refer to, and units.

use std::collections::BTreeMap;

use linked::Id;
use model::{Catalog, ObjectKind, ObjectPath};
use serde_json::Value;

use crate::evaluate::Definitions;
use crate::object::Object;

/// The payloads of SLOs and monitors, by the stand-ins for their ids.
#[derive(Debug, Default)]
pub struct Related<'a> {
    /// The SLOs.
    pub slos: Vec<(String, &'a Value)>,
    /// The monitors.
    pub monitors: Vec<(u64, &'a Value)>,
}

impl Definitions {
    /// The objects that `object` refers to, directly or not.
    #[must_use]
    pub fn related(&self, object: &Object) -> Related<'_> {
        self.related_among(object, &[])
    }

    /// The same, without what services tune of monitors.
    #[must_use]
    pub fn related_untuned(&self, object: &Object) -> Related<'_> {
        self.related_among(object, &self.untuned)
    }

    /// The payloads of the SLOs of an environment, by the ids by which `object` refers to them; of those that it does not refer to, by their paths.
    #[must_use]
    pub fn objectives(&self, object: &Object, env: &str) -> Vec<(String, &Value)> {
        let related = self.related(object).slos;
        let of_env = self
            .objects
            .iter()
            .filter(|other| other.path.kind == ObjectKind::Slo && other.scope == env);
        let objective = |slo: &'_ Object| {
            let known = related
                .iter()
                .find(|(_, payload)| std::ptr::eq(*payload, slo.payload()));
            known.map_or_else(|| slo.path.reference(), |(id, _)| id.clone())
        };
        of_env.map(|slo| (objective(slo), slo.payload())).collect()
    }

    /// The units of the catalog's metrics, by their full names.
    #[must_use]
    pub fn units(&self) -> BTreeMap<String, String> {
        let metrics = self.catalog.metrics.values();
        metrics
            .map(|metric| (metric.name.clone(), metric.unit.clone()))
            .collect()
    }

    /// The objects that `object` refers to: those of `first` if they are there.
    fn related_among<'a>(&'a self, object: &Object, first: &'a [Object]) -> Related<'a> {
        let env = applied_by(&self.catalog, &object.scope);
        let (mut related, mut open, mut seen) =
            (Related::default(), references(object).collect::<Vec<_>>(), Vec::new());
        while let Some(path) = open.pop() {
            if seen.contains(&path) {
                continue;
            }
            let is_it = |other: &&Object| other.path == path && applied_by(&self.catalog, &other.scope) == env;
            // `references::check` has reported what does not exist.
            if let Some(found) = first.iter().chain(&self.objects).find(is_it) {
                let id = Id::stand_in(&path.reference());
                match (found.path.kind, id.as_str().parse()) {
                    (ObjectKind::Slo, _) => related.slos.push((id.to_string(), found.payload())),
                    (ObjectKind::Monitor, Ok(number)) => related.monitors.push((number, found.payload())),
                    _ => {}
                }
                open.extend(references(found));
            }
            seen.push(path);
        }
        related
    }
}

fn references(object: &Object) -> impl Iterator<Item = ObjectPath> + '_ {
    object
        .linked
        .iter()
        .flat_map(|linked| linked.references.iter().cloned())
}

/// The environment whose cluster has an object of this scope: a dashboard is of an organisation.
pub(crate) fn applied_by<'a>(catalog: &'a Catalog, scope: &'a str) -> &'a str {
    match catalog.organisations.get(scope) {
        Some(organisation) if !catalog.environments.contains_key(scope) => &organisation.owner,
        _ => scope,
    }
}
