//! How the estate is when nothing happens.

use std::collections::BTreeMap;

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CheckRuns, Lines, Signal};

/// How the estate is when nothing happens: `jsonnet/worlds/normal.yaml`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Normal {
    /// The seed of all random numbers: equal seeds give equal telemetry.
    pub seed: u64,
    /// The environment whose monitors are evaluated.
    pub environment: Located<String>,
    /// Where the pods run.
    pub pods: Pods,
    /// How busy the clinics are.
    pub rhythm: Located<Rhythm>,
    /// The values of a tag by which series differ, by key, where no declaration says them.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
    /// Tags whose value says which pod of a service leads.
    #[serde(default)]
    pub roles: BTreeMap<String, RoleValues>,
    /// What sends a metric. Default: each pod of the service. The last entry that matches applies.
    #[serde(default)]
    pub emitted: Vec<Located<Emitted>>,
    /// The values of metrics. A metric that no entry matches gets a value at which its monitors are OK.
    pub metrics: Vec<Located<Signal>>,
    /// The results of service checks. Default: OK.
    #[serde(default)]
    pub checks: Vec<Located<CheckRuns>>,
    /// The log lines.
    pub logs: Vec<Located<Lines>>,
    /// Widgets of dashboards that show nothing when nothing happens, or do not follow a change at once.
    #[serde(default)]
    pub widgets: Vec<Located<Excused>>,
}

/// Widgets that a preview of their dashboard may show without data, or that follow a change late.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Excused {
    /// Their paths, `<service>/<dashboard>/<group>/<title>`; `*` matches any characters.
    pub paths: Vec<Located<String>>,
    /// What they may do.
    pub may: Excuse,
    /// Why, as a clause.
    pub because: Located<String>,
}

/// What a widget may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Excuse {
    /// Show nothing.
    Empty,
    /// Follow a change of what it reads later than a minute after it.
    Late,
}

/// Where the pods run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pods {
    /// The number of nodes, named `node-1` and so on.
    pub nodes: Located<u32>,
    /// The replicas of a service that declares none.
    pub replicas: Located<u32>,
    /// How long until a pod that was stopped runs elsewhere: `90s`.
    pub replaced_after: Located<String>,
    /// How often checks run: `15s`.
    pub check_every: Located<String>,
}

/// How busy the clinics are in each hour of a day, as a share of the busiest minute: 24 numbers from 0 to 1.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    /// Monday to Friday.
    pub weekday: Vec<f64>,
    /// Saturday and Sunday.
    pub weekend: Vec<f64>,
}

/// The values of a tag by role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleValues {
    /// The value of the pod that leads.
    pub leader: String,
    /// The value of all others.
    pub follower: String,
}

/// What sends a metric or runs a check.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Emitted {
    /// The names; `*` matches any characters.
    pub names: Vec<Located<String>>,
    /// What sends it.
    pub by: Origin,
}

/// What sends a metric or runs a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Each pod of the service, from the node it runs on.
    Pods,
    /// Each pod of the service, but without the node: the management API of a cluster, say.
    Members,
    /// Each node.
    Nodes,
    /// One sender, which does not depend on pods and nodes.
    Once,
}
