//! Rendered objects, typed: what an evaluated unit holds.

use std::collections::BTreeMap;

use model::{Kind, ObjectPath};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The origin of what stands in a service's own folder; every other origin is an archetype.
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

/// What an object is, beside its payload.
#[derive(Clone, Debug)]
pub enum Spec {
    /// A monitor.
    Monitor(Monitor),
    /// An SLO.
    Slo(Slo),
    /// A dashboard.
    Dashboard(Dashboard),
}

/// A monitor, as `lib/datadog/monitor.libsonnet` answers it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monitor {
    /// P1 to P3.
    pub severity: String,
    /// What is wrong, as a clause.
    pub symptom: String,
    /// Who is hurt, as a clause.
    pub harm: String,
    /// The evaluation window.
    pub window: String,
    /// The unit of the thresholds.
    pub unit: String,
    /// What silence means: `resolve`, `last`, `show` or `notify`.
    pub missing: String,
    /// The handles that are notified, without the at sign.
    pub notifies: Vec<String>,
    /// The metrics it reads.
    pub metrics: Vec<String>,
    /// What Datadog's API is given.
    pub payload: Map<String, Value>,
}

/// An SLO, as `lib/datadog/slo.libsonnet` answers it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slo {
    /// What is promised, as a clause.
    pub promise: String,
    /// The target in percent.
    pub target_percent: f64,
    /// The time window.
    pub window: String,
    /// The indicator in words.
    pub indicator: String,
    /// The error budget as minutes of the window.
    pub budget_minutes: f64,
    /// The metrics it reads.
    pub metrics: Vec<String>,
    /// What Datadog's API is given.
    pub payload: Map<String, Value>,
}

/// A dashboard, as `lib/datadog/dashboard.libsonnet` answers it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dashboard {
    /// The title, without the platform's prefix.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// What Datadog's API is given.
    pub payload: Map<String, Value>,
}

impl Spec {
    /// What Datadog's API is given.
    #[must_use]
    pub fn payload(&self) -> &Map<String, Value> {
        match self {
            Self::Monitor(m) => &m.payload,
            Self::Slo(s) => &s.payload,
            Self::Dashboard(d) => &d.payload,
        }
    }
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
        (OWN, _) if service == BOARDS => format!("jsonnet/dashboards/{name}.libsonnet"),
        (OWN, _) => format!("jsonnet/services/{service}/{}/{name}.libsonnet", kind.folder()),
        (ARCHETYPES, Kind::Dashboard) => format!("jsonnet/services/{service}/service.libsonnet"),
        (archetype, _) => format!("jsonnet/lib/archetype/{archetype}/{}/{name}.libsonnet", kind.folder()),
    }
}

/// The name in the place of a service for boards across services.
pub const BOARDS: &str = "platform";

/// The origin of a service's board: all its archetypes together.
pub const ARCHETYPES: &str = "archetypes";

/// What evaluating a unit of objects answers: kind folder -> origin -> name -> object.
pub(crate) type Evaluated = BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>;

/// The typed object of one evaluated value.
pub(crate) fn spec(kind: Kind, value: Value) -> serde_json::Result<Spec> {
    Ok(match kind {
        Kind::Monitor => Spec::Monitor(serde_json::from_value(value)?),
        Kind::Slo => Spec::Slo(serde_json::from_value(value)?),
        Kind::Dashboard => Spec::Dashboard(serde_json::from_value(value)?),
    })
}
