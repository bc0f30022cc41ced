//! The format of `gamedays/`. See `docs/how-to/run-a-game-day.md`.

use std::sync::Arc;

use diagnostics::Diagnostic;
use documents::yaml::{self, Located, ParseError};
use page_budget::file::{Change, CheckRuns, Lines, Signal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A scenario: what is made to fail, and who must learn of it in which time.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is, for example `The vector store is out`.
    pub title: Located<String>,
    /// What it proves, in a sentence or two.
    pub purpose: Located<String>,
    /// The environment whose rendered monitors are evaluated.
    pub environment: Located<String>,
    /// The monitors that are applied: `<service>/<name>`, `*` matches any characters. Default: all.
    #[serde(default)]
    pub monitors: Vec<Located<String>>,
    /// The day and time at which it starts, which decide how busy the clinics are: `Tue 10:00`, the default.
    pub start: Option<Located<String>>,
    /// How long it lasts: `90m`.
    pub lasts: Located<String>,
    /// The services, brokers and stores that run. Default: none; all telemetry is made as in jsonnet/worlds/normal.yaml and sent to the intakes.
    pub platform: Option<Located<Platform>>,
    /// What is made to fail, in any order.
    pub inject: Vec<Located<Injection>>,
    /// Maintenance windows meanwhile.
    #[serde(default)]
    pub maintenance: Vec<Located<Maintenance>>,
    /// What must happen, and what must not.
    pub expect: Expect,
}

impl Scenario {
    /// Whether only a cluster can stage it: one machine has no network between services that can be cut.
    #[must_use]
    pub fn needs_cluster(&self) -> bool {
        self.inject.iter().any(|injection| injection.cut_off.is_some())
    }
}

/// Services that run as processes, with real brokers and stores.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// What the machine must have.
    pub needs: Vec<Part>,
    /// How many times faster than the machine's clock time passes for monitors: 1 to 60.
    pub speed: Located<u32>,
    /// How many recordings are uploaded in a minute of data time.
    pub uploads_per_minute: Located<f64>,
    /// The seed of the load.
    pub seed: u64,
}

/// A broker or a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// RabbitMQ.
    Rabbitmq,
    /// Kafka.
    Kafka,
    /// PostgreSQL with pgvector.
    Postgresql,
    /// Redis.
    Redis,
}

impl Part {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rabbitmq => "rabbitmq",
            Self::Kafka => "kafka",
            Self::Postgresql => "postgresql",
            Self::Redis => "redis",
        }
    }
}

/// What is made to fail. `pods`, `metrics`, `checks` and `logs` are those of docs/reference/worlds.md, for scenarios without a platform; `stop`, `faults` and
/// `publish` act on the platform; `stop`, `faults` and `cut_off` act on a cluster.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Injection {
    /// What it is, as a clause: `the workers of transcription stop`.
    pub what: Located<String>,
    /// How long after the start: `20m`.
    pub at: Located<String>,
    /// How long it lasts: `40m`.
    #[serde(rename = "for")]
    pub lasts: Located<String>,
    /// What happens to pods and nodes.
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
    /// A service of the platform that is stopped, and started at the end.
    pub stop: Option<Located<String>>,
    /// Fault flags of a service of the platform; at the end it runs without them.
    pub faults: Option<Located<Faults>>,
    /// Messages that are put into a queue at once. Not in a cluster.
    pub publish: Option<Located<Publish>>,
    /// Connections between two services that are blocked. In a cluster only.
    pub cut_off: Option<Located<CutOff>>,
}

impl Injection {
    /// Whether it changes generated telemetry.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        !(self.pods.is_empty() && self.metrics.is_empty() && self.checks.is_empty() && self.logs.is_empty())
    }

    /// Whether it acts on the platform.
    #[must_use]
    pub const fn is_on_platform(&self) -> bool {
        self.stop.is_some() || self.faults.is_some() || self.publish.is_some()
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_generated() && !self.is_on_platform() && self.cut_off.is_none()
    }
}

/// Fault flags of a service: those that the README of its template lists.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    /// The service.
    pub service: String,
    /// The flags: `llm_timeout`.
    pub flags: Vec<String>,
}

/// Messages for a queue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The queue.
    pub queue: String,
    /// How many, at most 20000.
    pub messages: u32,
}

/// Connections that a NetworkPolicy blocks: `{service: transcription, from: rabbitmq}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CutOff {
    /// The service that cannot connect.
    pub service: Located<String>,
    /// The service, broker or store that it cannot connect to.
    pub from: Located<String>,
}

/// A maintenance window: a downtime of Datadog.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// What is announced.
    pub what: Located<String>,
    /// Which groups are muted: `env:prod AND service:postgresql`.
    pub scope: Located<String>,
    /// How long after the start: `10m`.
    pub at: Located<String>,
    /// How long it lasts: `40m`.
    #[serde(rename = "for")]
    pub lasts: Located<String>,
}

/// What must happen.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Monitors that must reach a state.
    #[serde(default)]
    pub alerts: Vec<Located<ExpectedAlert>>,
    /// Notifications that must be sent.
    #[serde(default)]
    pub notified: Vec<Located<ExpectedNotification>>,
    /// The teams whose person on call must be paged: these, and no others. Default: not checked.
    pub paged: Option<Vec<Located<String>>>,
    /// Monitors that must send no alert and no missing data from the first injection on: `<service>/<name>` with `*`. Warnings do not count, and those under
    /// `alerts` are left out.
    #[serde(default)]
    pub quiet: Vec<Located<String>>,
    /// Monitors that must alert, and whose notifications must be muted by a maintenance window.
    #[serde(default)]
    pub muted: Vec<Located<String>>,
    /// Dashboards that must show it.
    #[serde(default)]
    pub dashboards: Vec<Located<ExpectedDashboard>>,
}

/// A dashboard of which a graph must show an injection: a curve crosses a marker that it had not crossed before, or leaves the range in which it was.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedDashboard {
    /// `<service>/<name>`
    pub dashboard: Located<String>,
    /// The graphs of which one must show it: the titles of the group and of the graph, `Jobs/Failed jobs`; `*` matches any characters. Default: any graph.
    pub graph: Option<Located<String>>,
    /// The longest time from the injection until it shows: `5m`.
    pub within: Located<String>,
    /// The injection from which the time counts, by its `what`. Default: the first.
    pub after: Option<Located<String>>,
}

/// A monitor that must reach a state.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedAlert {
    /// `<service>/<name>`
    pub monitor: Located<String>,
    /// A tag of the group, or several with commas. Default: any group.
    pub group: Option<String>,
    /// The state. Default: alert.
    #[serde(default)]
    pub state: State,
    /// The longest time from the injection to the state: `10m`.
    pub within: Located<String>,
    /// The injection from which the time counts, by its `what`. Default: the first.
    pub after: Option<Located<String>>,
    /// The longest time from the end of the injection to OK. Default: not checked.
    pub recovers_within: Option<Located<String>>,
    /// Why a monitor with priority 1 may notify later than the goal, as a clause. The evidence shows it.
    pub late_because: Option<Located<String>>,
}

/// The state of a monitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Alert.
    #[default]
    Alert,
    /// Warn.
    Warn,
    /// No Data.
    NoData,
}

impl State {
    /// As the double writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "Alert",
            Self::Warn => "Warn",
            Self::NoData => "No Data",
        }
    }
}

/// A notification that must be sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedNotification {
    /// The handle without its at sign: `pagerduty-ml-platform`.
    pub who: Located<String>,
    /// `<service>/<name>` of the monitor that sends it.
    pub monitor: Located<String>,
    /// Texts that its title or its message must have.
    #[serde(default)]
    pub contains: Vec<String>,
    /// The longest time from the first injection. Default: not checked.
    pub within: Option<Located<String>>,
}

/// A file of `gamedays/`.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from the root of the repository.
    pub path: String,
    /// Its content.
    pub text: Arc<str>,
}

impl Source {
    /// The scenario's name: that of the file without its extension.
    #[must_use]
    pub fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".yaml").unwrap_or(file)
    }

    pub(crate) fn finding(&self, rule: &str, message: impl Into<String>, span: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, message).at(&*self.path, self.text.clone(), span)
    }

    /// # Errors
    /// The text is not YAML, or has unknown, missing or wrong fields.
    pub fn parse(&self) -> Result<Scenario, Box<Diagnostic>> {
        yaml::parse(&self.text).map_err(|ParseError { message, span, help }| {
            let form = "see docs/how-to/run-a-game-day.md for the format";
            let finding = self.finding("gameday/file", format!("'{}' is not valid: {message}", self.path), span);
            Box::new(finding.help(help.map_or_else(|| form.to_owned(), |help| format!("{help} ({form})"))))
        })
    }
}
