//! Something that happens in a world.

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CheckRuns, Lines, Signal};

/// Something that happens: changes of pods and nodes, of metrics, checks and logs. Notifications in its time are attributed to it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Happening {
    /// What it is, as a clause: `the nightly backup`.
    pub what: Located<String>,
    /// When it starts: `Tue 14:00`.
    pub at: Located<String>,
    /// How long its metrics, checks and logs last: `40m`. Default: a minute.
    #[serde(rename = "for")]
    pub lasts: Option<Located<String>>,
    /// What it is a part of: the `what` of an earlier happening, to which its notifications are attributed.
    pub because: Option<Located<String>>,
    /// On which further days it happens at the same time. Default: none.
    pub repeat: Option<Repeat>,
    /// What happens to pods and nodes, in this order.
    #[serde(default)]
    pub pods: Vec<Located<Change>>,
    /// The values of metrics meanwhile.
    #[serde(default)]
    pub metrics: Vec<Located<Signal>>,
    /// The results of service checks meanwhile.
    #[serde(default)]
    pub checks: Vec<Located<CheckRuns>>,
    /// Log lines meanwhile.
    #[serde(default)]
    pub logs: Vec<Located<Lines>>,
}

/// On which days something happens again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Repeat {
    /// Every day.
    Daily,
    /// Monday to Friday.
    Weekdays,
}

/// A change of pods or nodes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Change {
    /// The pods of a node move to other nodes, one a minute: `{drain: 3}`.
    Drain(u32),
    /// A node with all its pods is lost, and they are started on other nodes: `{lose: 3}`.
    Lose(u32),
    /// The pods of a service are replaced, one a minute, each after its successor runs: `{deploy: api-gateway}`.
    Deploy(String),
    /// The pods of a service are restarted where they are, one a minute: `{restart: datadog-agent}`.
    Restart(String),
    /// The pods of a service stop, and start when the happening ends: `{stop: redis}`.
    Stop(String),
    /// Another pod of a service leads: `{failover: postgresql}`.
    Failover(String),
    /// A service has a different number of pods from now on: `{scale: {service: api-gateway, to: 5}}`.
    Scale(Scale),
}

/// A new number of pods.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The service.
    pub service: String,
    /// How many pods it has then.
    pub to: Replicas,
}

/// A number of pods.
pub type Replicas = u32;
