//! The verbs that read payloads and queries as Datadog exports them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FindingFormat;

/// Validate payloads against Datadog's API: fields, types, queries, thresholds, messages, layouts
///
/// Validates the payloads rendered from jsonnet/, and the Helm values against the keys of the pinned charts. With --payload it validates exported
/// payloads instead, in JSON or YAML: objects, lists, answers of the API, what pup prints, or Kubernetes resources of Datadog's operator. Errors: Datadog would
/// reject the payload. Warnings: Datadog would accept it, but it is almost certainly a mistake; or this version does not know something that Datadog exported.
/// Nothing is sent to Datadog.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask validate                                      everything in the repository
  cargo xtask validate jsonnet/services/redis               the objects that are declared there
  cargo xtask validate manifests/prod/s3                    the objects that are rendered to it
  cargo xtask validate --payload monitor monitors.jsonl     exported monitors, one per line
  cargo xtask validate --payload dashboard --format json -  a dashboard from standard input
  cargo xtask validate --against redis.json manifests/prod/redis/monitors
                                                            what differs between an export and what is rendered

Exit codes: 0 no errors (warnings do not count), 1 errors, 2 wrong usage or internal error")]
pub struct ValidateArgs {
    /// Validate exported payloads of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub payload: Option<PayloadKind>,

    /// Compare the objects in this export with the rendered ones of the same name, without what Datadog adds
    #[arg(long, value_name = "FILE", conflicts_with = "payload")]
    pub against: Option<PathBuf>,

    /// Files or folders of the repository, from the current folder or from its root; with --payload, the exported file or - for standard input
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

/// Parse queries, formulas, searches or message templates, one JSON string per line
///
/// Prints one JSON object per line: {"ok":true} or {"ok":false,"message":...,"span":[start,end],"help":...}. The span is in bytes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask parse metric queries.jsonl
  cargo xtask parse formula --ast -        also print the syntax tree

Exit codes: 0 every line parses, 1 a line does not parse, 2 wrong usage or internal error")]
pub struct ParseArgs {
    /// The language of the texts
    #[arg(value_enum)]
    pub language: Language,

    /// The file, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,

    /// Also print the syntax tree
    #[arg(long)]
    pub ast: bool,
}

/// A language of Datadog's.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Language {
    /// Metric queries, with arithmetic and functions
    Metric,
    /// Formulas over named queries
    Formula,
    /// Monitor queries of every type
    Monitor,
    /// Searches of logs, spans, RUM and events
    LogSearch,
    /// Message templates of monitors
    Message,
}

/// A kind of exported payload.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PayloadKind {
    /// Monitors
    Monitor,
    /// Dashboards
    Dashboard,
    /// SLOs and SLO corrections
    Slo,
    /// Downtimes of the API's versions 1 and 2
    Downtime,
    /// Monitor notification rules
    NotificationRule,
    /// Notebooks
    Notebook,
    /// Synthetic tests: API and browser tests
    SyntheticTest,
    /// Log archives
    LogArchive,
    /// Metrics from logs
    LogMetric,
    /// Restriction queries of logs
    RestrictionQuery,
}
