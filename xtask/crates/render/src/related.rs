//! What an object needs to be evaluated: the objects that it refers to, and those that these refer to.

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
