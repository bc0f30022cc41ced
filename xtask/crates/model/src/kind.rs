use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of Datadog object that the operator applies from a `DatadogGenericResource`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ObjectKind {
    /// A monitor; scoped to an environment.
    Monitor,
    /// A service level objective; scoped to an environment.
    Slo,
    /// A dashboard; scoped to a Datadog organisation.
    Dashboard,
}

impl ObjectKind {
    /// Every kind, in the order in which Argo CD applies them.
    pub const ALL: [Self; 3] = [Self::Monitor, Self::Slo, Self::Dashboard];

    /// `spec.type` of the `DatadogGenericResource`, which is also the segment of an object's path.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Monitor => "monitor",
            Self::Slo => "slo",
            Self::Dashboard => "dashboard",
        }
    }

    /// The folder that holds objects of this kind, under `jsonnet/services/<service>` and `manifests/<env>/<service>`.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Monitor => "monitors",
            Self::Slo => "slos",
            Self::Dashboard => "dashboards",
        }
    }

    /// Argo CD's sync wave. Pruning runs in reverse: an object goes before what it refers to, because Datadog does not
    /// delete a monitor that an SLO uses.
    #[must_use]
    pub const fn sync_wave(self) -> u8 {
        match self {
            Self::Monitor => 0,
            Self::Slo => 1,
            // 2 is for what refers to SLOs and monitors by id: SLO alerts and composites.
            Self::Dashboard => 3,
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
