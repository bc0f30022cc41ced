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
    /// A downtime; scoped to an environment.
    Downtime,
    /// A synthetic API test; scoped to an environment.
    Synthetic,
}

impl ObjectKind {
    /// Every kind, in the order in which Argo CD applies them.
    pub const ALL: [Self; 5] = [
        Self::Monitor,
        Self::Downtime,
        Self::Synthetic,
        Self::Slo,
        Self::Dashboard,
    ];

    /// The kinds that a service has in each environment.
    pub const OF_SERVICE: [Self; 4] = [Self::Monitor, Self::Downtime, Self::Synthetic, Self::Slo];

    /// `spec.type` of the `DatadogGenericResource`.
    #[must_use]
    pub const fn resource_type(self) -> &'static str {
        match self {
            Self::Synthetic => "synthetics_api_test",
            _ => self.as_str(),
        }
    }

    /// The segment of an object's path, of its Kubernetes name too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Monitor => "monitor",
            Self::Slo => "slo",
            Self::Dashboard => "dashboard",
            Self::Downtime => "downtime",
            Self::Synthetic => "synthetic",
        }
    }

    /// The folder that holds objects of this kind, under `jsonnet/services/<service>` and `manifests/<env>/<service>`.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Monitor => "monitors",
            Self::Slo => "slos",
            Self::Dashboard => "dashboards",
            Self::Downtime => "downtimes",
            Self::Synthetic => "synthetics",
        }
    }

    /// Argo CD's sync wave; `linked` where the payload refers to others by id. Pruning runs in reverse: an object goes before what it refers to, because
    /// Datadog does not delete a monitor that an SLO uses.
    #[must_use]
    pub const fn sync_wave(self, linked: bool) -> u8 {
        match self {
            // SLO alerts refer to SLOs, composites to monitors.
            Self::Monitor if linked => 2,
            // A downtime mutes by tags and refers to no object; with the monitors, it is there before a new one alerts.
            Self::Monitor | Self::Downtime | Self::Synthetic => 0,
            Self::Slo => 1,
            Self::Dashboard => 3,
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
