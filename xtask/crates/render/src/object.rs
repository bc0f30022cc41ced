//! Rendered objects: what an evaluated unit holds, and where it comes from.

use std::collections::BTreeMap;

use constructors::Spec;
use linked::Template;
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
    /// What it is. Its payload has placeholders where the ids of other objects go.
    pub spec: Spec,
    /// What it refers to; `None` if its payload needs no id.
    pub linked: Option<Linked>,
}

/// The references of an object.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The objects whose ids its payload needs, sorted.
    pub references: Vec<ObjectPath>,
    /// The payload with stand-ins for the ids.
    pub payload: Value,
}

impl Linked {
    /// The references of a payload; `None` if it has none.
    ///
    /// # Errors
    /// What is wrong with its placeholders, as clauses.
    pub(crate) fn read(payload: &Value) -> Result<Option<Self>, Vec<String>> {
        let Some(template) =
            Template::read(payload).map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?
        else {
            return Ok(None);
        };
        let reference =
            |path: &str| ObjectPath::parse_reference(path).ok_or_else(|| vec![format!("'{path}' is no path")]);
        Ok(Some(Self {
            references: template.paths().map(reference).collect::<Result<_, _>>()?,
            payload: template.with_stand_ins(),
        }))
    }
}

impl Object {
    /// The payload as Datadog gets it, with stand-ins for ids: for what parses, checks or evaluates it. [`Spec::payload`] is for people.
    #[must_use]
    pub fn payload(&self) -> &Value {
        self.linked
            .as_ref()
            .map_or_else(|| self.spec.payload(), |linked| &linked.payload)
    }

    /// The archetype and the name of the monitor whose template is that of its runbook. Alerts of SLOs have one for each alert.
    #[must_use]
    pub fn template(&self) -> (&str, &str) {
        match self.origin.strip_prefix(SLO_ALERTS) {
            Some(alert) => (SLO_ALERTS.trim_end_matches('/'), alert),
            None => (&self.origin, &self.path.name),
        }
    }

    /// A text with placeholders in the place of stand-ins.
    #[must_use]
    pub fn with_placeholders(&self, text: &str) -> String {
        let references = self.linked.iter().flat_map(|linked| &linked.references);
        let paths: Vec<String> = references.map(ObjectPath::reference).collect();
        linked::with_placeholders(text, paths.iter().map(String::as_str))
    }

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
        (alert, ObjectKind::Monitor) if alert.starts_with(SLO_ALERTS) => format!("jsonnet/lib/{alert}.libsonnet"),
        (ARCHETYPES, ObjectKind::Dashboard) => format!("jsonnet/services/{service}/service.libsonnet"),
        (archetype, _) => format!("jsonnet/lib/archetype/{archetype}/{}/{name}.libsonnet", kind.folder()),
    }
}

/// The name in the place of a service for dashboards across services.
pub const DASHBOARDS: &str = model::PLATFORM;

/// The origin of the alerts of SLOs begins with this; the name of the alert follows.
pub const SLO_ALERTS: &str = "slo-alert/";

/// The origin of a service's dashboard: all its archetypes together.
pub const ARCHETYPES: &str = "archetypes";

/// The result of evaluating a unit of objects: kind folder -> origin -> name -> the constructor's value.
pub(crate) type Evaluated = BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>;
