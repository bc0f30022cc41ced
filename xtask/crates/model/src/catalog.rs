//! The policy and the declarations, typed: what Rust and the generated docs need to know of them. The rules are in `jsonnet/lib/assemble`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::account::{Hipaa, Maintenance, Webhook};

/// `jsonnet/policy`, the declared services and the metric catalog.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Facts of the whole platform.
    pub platform: Platform,
    /// The environments, by name.
    pub environments: BTreeMap<String, Environment>,
    /// The Datadog organisations, by name.
    pub organisations: BTreeMap<String, Organisation>,
    /// The teams, by name.
    pub teams: BTreeMap<String, Team>,
    /// The severities, by name.
    pub severities: BTreeMap<String, Severity>,
    /// Which of a team's handles are notified: what the environment allows -> severity -> fields of the team.
    pub routes: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// The prices and expected volumes; `None` in a revision from before they were stated.
    pub costs: Option<Costs>,
    /// The tagging schema, by tag key.
    pub tags: BTreeMap<String, Tag>,
    /// The texts of alerts, by name; empty in a revision from before they were part of the policy.
    #[serde(default)]
    pub messages: BTreeMap<String, MessageText>,
    /// What log lines, spans and baggage may carry besides tags, by key; empty in a revision from before there was a vocabulary of the services.
    #[serde(default)]
    pub attributes: BTreeMap<String, Attribute>,
    /// The critical spans, by name.
    #[serde(default)]
    pub spans: BTreeMap<String, CriticalSpan>,
    /// The patterns of patient identifiers, in the order in which they are applied.
    #[serde(default)]
    pub phi: Vec<PhiPattern>,
    /// Which of them files are searched for; empty in a revision from before files were.
    #[serde(default)]
    pub phi_in_files: PhiInFiles,
    /// What HIPAA asks of retentions; `None` in a revision from before it was stated.
    pub hipaa: Option<Hipaa>,
    /// The limits of maintenance windows; `None` in a revision from before there were any.
    pub maintenance: Option<Maintenance>,
    /// The webhooks that monitors may notify, by name.
    #[serde(default)]
    pub webhooks: BTreeMap<String, Webhook>,
    /// The metric catalog, by name without the custom prefix.
    pub metrics: BTreeMap<String, Metric>,
    /// The archetypes, by name.
    pub archetypes: BTreeMap<String, Archetype>,
    /// The services, by name.
    pub services: BTreeMap<String, Service>,
}

impl Catalog {
    /// The handles of a team that an alert of a severity notifies, where an environment notifies by `route`; without the at sign.
    #[must_use]
    pub fn handles(&self, route: &str, env: &str, team: &Team, severity: &str) -> Vec<String> {
        let fields = self.routes.get(route).and_then(|route| route.get(severity));
        let handles = fields.into_iter().flatten();
        handles.filter_map(|field| team.handle(field, env)).collect()
    }
}

/// `policy/platform.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// The name in full.
    pub name: String,
    /// The same in kebab-case.
    pub slug: String,
    /// The prefix of custom metrics, with its point.
    pub metric_prefix: String,
    /// The repository's page.
    pub repository: String,
    /// The repository's Git address.
    pub repository_git: String,
    /// The branch that is applied.
    pub revision: String,
    /// The time zone in which alerts show times, as the tz database names it.
    #[serde(default = "utc")]
    pub time_zone: String,
    /// The value of the tag `managed-by`.
    pub managed_by: String,
    /// The namespace of the services.
    pub services_namespace: String,
    /// The namespace of the agent, the operator and the Datadog objects.
    pub agent_namespace: String,
    /// The namespace of Argo CD.
    pub argocd_namespace: String,
    /// The address of Argo CD's pages; `None` in a revision from before it was stated.
    pub argocd_url: Option<String>,
    /// The chart repository, and the pinned version of each chart.
    pub charts: BTreeMap<String, String>,
    /// The images that are built from this repository, with their tags; empty in a revision from before there were any.
    #[serde(default)]
    pub images: BTreeMap<String, String>,
}

/// The time zone of a revision from before it was stated.
fn utc() -> String {
    "UTC".to_owned()
}

/// An entry of `policy/environments.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// The name in full.
    pub title: String,
    /// The Datadog organisation it reports to.
    pub organisation: String,
    /// The Kubernetes cluster.
    pub cluster: String,
    /// `page`, `post` or `never`.
    pub notify: String,
    /// `vault` or `aws-ssm`.
    pub secret_store: String,
    /// The path of the keys in that store.
    pub secret_path: String,
    /// How many days indexed logs are kept.
    pub log_retention_days: u32,
    /// The host name of the gateway for people outside; `None` where nobody outside uses the environment.
    pub public_host: Option<String>,
}

/// An entry of `policy/organisations.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The Datadog site.
    pub site: String,
    /// The address of its web application.
    pub app: String,
    /// The environment that applies what exists once per organisation.
    pub owner: String,
    /// The Slack workspace, as Datadog's Slack integration names it; `None` in a revision from before it was stated.
    pub slack_account: Option<String>,
    /// The addresses of the accounts of programs that apply what was reviewed; empty in a revision from before they were stated.
    #[serde(default)]
    pub programs: Vec<String>,
    /// The address of the account that can sign in without the identity provider.
    pub break_glass: Option<String>,
}

/// An entry of `policy/teams.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The name in full.
    pub title: String,
    /// What it owns.
    pub charter: String,
    /// The Slack handle, with `{env}`.
    pub slack: String,
    /// The PagerDuty service that wakes someone.
    pub pagerduty: String,
    /// The PagerDuty service with low urgency.
    pub pagerduty_low: String,
}

impl Team {
    /// The fields with handles, which a route may name.
    pub const HANDLES: [&str; 3] = ["slack", "pagerduty", "pagerduty_low"];

    /// The handle in a field that a route names, in an environment; without the at sign.
    #[must_use]
    pub fn handle(&self, field: &str, env: &str) -> Option<String> {
        let handle = match field {
            "slack" => &self.slack,
            "pagerduty" => &self.pagerduty,
            "pagerduty_low" => &self.pagerduty_low,
            _ => return None,
        };
        Some(handle.replace("{env}", env))
    }
}

/// An entry of `policy/severities.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    /// Datadog's priority, 1 to 5.
    pub priority: u8,
    /// What it means.
    pub meaning: String,
    /// How soon someone acts.
    pub response: String,
    /// Minutes until an alert is sent again; 0 for never.
    pub renotify_min: u32,
    /// How many notifications one failure may send to a recipient; `None` in a revision from before that was stated.
    pub fan_out_max: Option<u64>,
}

/// A text of `policy/messages.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum MessageText {
    /// One line.
    Line(String),
    /// Several lines, or names.
    Lines(Vec<String>),
}

impl MessageText {
    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        match self {
            Self::Line(line) => std::slice::from_ref(line),
            Self::Lines(lines) => lines,
        }
    }
}

/// `policy/costs.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// Of every price.
    pub currency: String,
    /// The day on which the prices were last looked at, `YYYY-MM-DD`.
    pub as_of: String,
    /// Where the prices come from.
    pub source: String,
    /// A custom metric for a month.
    pub custom_metric_month: f64,
    /// A gigabyte of ingested logs.
    pub ingested_gb: f64,
    /// A million indexed log events, by the days they are kept.
    pub indexed_million: BTreeMap<String, f64>,
    /// The expected volume of logs.
    pub logs: LogVolumes,
}

/// The logs of a service that states none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogVolumes {
    /// The mean size of an event, in bytes.
    pub bytes_per_event: f64,
    /// How much is expected, by environment.
    pub million_events_per_day: BTreeMap<String, f64>,
}

/// The logs a service states itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceLogs {
    /// How much is expected, by environment.
    pub million_events_per_day: BTreeMap<String, f64>,
}

/// An entry of `policy/tags.libsonnet`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// What carries it: `telemetry`, `object`.
    pub on: Vec<String>,
    /// How many values it may have in one environment.
    pub cardinality: u64,
    /// How many of them one service may have, and no more than its replicas.
    #[serde(default)]
    pub per_service: Option<u64>,
    /// The tags whose value follows from that of this one.
    #[serde(default)]
    pub implies: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// What alerts call it, where its key is no word for people.
    #[serde(default)]
    pub title: Option<String>,
    /// The closed set of values, where there is one.
    pub values: Option<Vec<String>>,
}

/// An entry of `policy/attributes.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// What carries it: `log`, `span`, `baggage`.
    pub on: Vec<String>,
    /// What a value must be.
    pub form: AttributeForm,
    /// What it means.
    pub meaning: String,
}

/// What a value of an attribute must be. Free text has no form: it could hold patient data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributeForm {
    /// A surrogate id.
    Uuid,
    /// A word of code, such as a class.
    Identifier,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A host name of the platform.
    Host,
}

impl AttributeForm {
    /// Its name in the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Identifier => "identifier",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Host => "host",
        }
    }
}

/// An entry of `policy/spans.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalSpan {
    /// The keys that it may carry besides those of every critical span.
    pub attributes: Vec<String>,
    /// What the step does.
    pub meaning: String,
}

/// An entry of `policy/phi.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhiPattern {
    /// What it finds.
    pub name: String,
    /// An RE2 pattern.
    pub pattern: String,
    /// What replaces a match; `${1}` is a group.
    pub replacement: String,
}

/// `policy/phi_in_files.libsonnet`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhiInFiles {
    /// The patterns that are not searched for, by name, with the reason.
    pub left_out: BTreeMap<String, String>,
    /// What is no identifier although a pattern finds it.
    pub harmless: Vec<Harmless>,
    /// The identifiers that are made up on purpose.
    pub synthetic: Vec<Synthetic>,
}

/// What is no identifier although a pattern finds it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harmless {
    /// An RE2 pattern of it.
    pub pattern: String,
    /// Why it is none.
    pub because: String,
}

/// Identifiers that are made up on purpose.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synthetic {
    /// The beginning of the paths at which they may be.
    pub folder: String,
    /// The values, as they are written.
    pub values: Vec<String>,
    /// Why they are needed there.
    pub because: String,
}

/// An entry of the metric catalog.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// The full name.
    pub name: String,
    /// The file of the catalog that lists it, named after what emits the metric.
    pub source: String,
    /// `count`, `gauge` or `distribution`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The unit, as Datadog names it.
    pub unit: String,
    /// The unit that it is counted per, as Datadog names it.
    pub per_unit: Option<String>,
    /// Of a gauge: whether it only rises, until what sends it starts again.
    #[serde(default)]
    pub cumulative: bool,
    /// Of a distribution: whether Datadog computes its percentiles, which threshold queries need too.
    #[serde(default)]
    pub percentiles: bool,
    /// The languages whose services send it; `None` if all do, or if no service does.
    #[serde(default)]
    pub languages: Option<Vec<String>>,
    /// Whether every replica of a service reports the same value, so that the sum over them means nothing.
    #[serde(default)]
    pub replicated: bool,
    /// What it measures.
    pub meaning: String,
    /// Its tags and what they mean.
    pub tags: BTreeMap<String, String>,
}

impl Metric {
    /// Whether our own services emit it, through the shared monitoring packages.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.source == "custom"
    }

    /// Its tags besides those that every metric has: unified service tagging and the owner.
    pub fn own_tags(&self) -> impl Iterator<Item = &str> {
        let unified = ["env", "service", "version", "team"];
        self.tags
            .keys()
            .map(String::as_str)
            .filter(move |tag| !unified.contains(tag))
    }
}

/// `lib/archetype/<archetype>/archetype.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archetype {
    /// The name in full.
    pub title: String,
    /// What a service of this kind is.
    pub meaning: String,
}

/// A queue or topic.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// The service that carries it.
    pub broker: String,
    /// What kind of broker that is: `rabbitmq` or `kafka`.
    pub kind: String,
    /// Its name there.
    pub name: String,
}

/// How a service runs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runs {
    /// `deployment`, `stateful-set`, `daemon-set` or `managed`.
    pub kind: String,
    /// `node` or `python`.
    pub language: Option<String>,
    /// How many replicas in production.
    pub replicas: Option<u32>,
}

/// A declared service, completed by `lib/assemble/declaration.libsonnet`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The name.
    pub name: String,
    /// The declaration's file, below `jsonnet/`.
    pub file: String,
    /// The name in full.
    pub title: String,
    /// What it does, as a clause.
    pub purpose: String,
    /// The owning team.
    pub team: String,
    /// 1 to 3.
    pub tier: u8,
    /// How it runs.
    pub runs: Runs,
    /// What kinds of service it is.
    pub archetypes: Vec<String>,
    /// The streams it reads.
    pub consumes: Vec<Stream>,
    /// The streams it writes.
    pub produces: Vec<Stream>,
    /// The services it needs.
    #[serde(rename = "depends_on")]
    pub depends_on: Vec<String>,
    /// The targets, by SLO.
    pub slos: BTreeMap<String, serde_json::Value>,
    /// What is tuned, by monitor.
    pub tune: BTreeMap<String, serde_json::Value>,
    /// Why it is tuned, by monitor, where the declaration says so.
    #[serde(default)]
    pub tune_because: BTreeMap<String, String>,
    /// The archetypes' monitors that are left out, with the reasons.
    pub without: BTreeMap<String, String>,
    /// The logs it is expected to write; `None` for what the policy expects of every service.
    pub logs: Option<ServiceLogs>,
}
