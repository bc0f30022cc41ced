//! Rendered objects: what an evaluated unit holds, and where it comes from.

use std::collections::BTreeMap;

use constructors::Spec;
use model::{ObjectKind, ObjectPath};
use serde_json::Value;

/// The origin of an object in the service's own folder; every other origin is an archetype.
pub const OWN: &str = "own";

/// One object in one environment or organisation.
#[derive(Clone, Debug)]
pub struct Object {
    /// The environment, or for a dashboard the organisation.
    pub scope: String,
    /// Its identity.
    pub path: ObjectPath,
    /// [`OWN`], or the archetype it comes from.
    pub origin: String,
    /// What it is.
    pub spec: Spec,
}

impl Object {
    /// The file it is declared in, from the root of the repository.
    #[must_use]
    pub fn source(&self) -> String {
        source(&self.path, &self.origin)
    }
}

/// The file that declares the object at `path`, from the root of the repository.
pub(crate) fn source(path: &ObjectPath, origin: &str) -> String {
    let ObjectPath { service, kind, name } = path;
    match (origin, kind) {
        (OWN, _) if service == DASHBOARDS => format!("jsonnet/dashboards/{name}.libsonnet"),
        (OWN, _) => format!("jsonnet/services/{service}/{}/{name}.libsonnet", kind.folder()),
        (ARCHETYPES, ObjectKind::Dashboard) => format!("jsonnet/services/{service}/service.libsonnet"),
        (archetype, _) => format!("jsonnet/lib/archetype/{archetype}/{}/{name}.libsonnet", kind.folder()),
    }
}

/// The name in the place of a service for dashboards across services.
pub const DASHBOARDS: &str = model::PLATFORM;

/// The origin of a service's dashboard: all its archetypes together.
pub const ARCHETYPES: &str = "archetypes";

/// The result of evaluating a unit of objects: kind folder -> origin -> name -> the constructor's value.
pub(crate) type Evaluated = BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>;
