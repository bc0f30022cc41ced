//! Verbs that read what Datadog exports.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Check payloads against what Datadog's API takes: fields, types, queries, thresholds, messages, layouts.
///
/// Without --payload, those of the estate, from jsonnet/ as it stands, and the Helm values beside the keys of the pinned charts. With it, those that Datadog
/// exported: FILE, or standard input, holds one JSON object, a list of objects, or an object a line. An error is what the API would refuse, a warning what it takes
/// though it is surely a mistake. Nothing is sent anywhere.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask validate                                             the estate\n  cargo xtask validate jsonnet/services/redis manifests/prod/s3    what is declared or rendered there\n  cargo xtask validate --payload monitor monitors.jsonl            an object a line\n  cargo xtask validate --payload dashboard --format json -         standard input, for a machine"
)]
pub struct ValidateArgs {
    /// What kind of exported payloads to read.
    #[arg(long, value_enum, value_name = "KIND")]
    pub payload: Option<PayloadKind>,

    /// Files or folders of the estate; with --payload the exported file, - for standard input.
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
}

/// Parse texts in one of Datadog's languages, one JSON string a line.
///
/// For each line the answer is a line: {"ok":true}, or {"ok":false,"message":...,"span":[start,end]} with the bytes of the text that are wrong.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask parse metric queries.jsonl\n  cargo xtask parse formula --ast -   the tree as well"
)]
pub struct ParseArgs {
    /// The language.
    #[arg(value_enum)]
    pub language: Language,

    /// The file, or - for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,

    /// Answer with the tree, too.
    #[arg(long)]
    pub ast: bool,
}

/// A language.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Language {
    /// Metric queries of dashboards, with their arithmetic and functions.
    Metric,
    /// Formulas over named queries.
    Formula,
    /// Monitor queries of every type.
    Monitor,
    /// Searches of logs, spans, RUM and events.
    LogSearch,
    /// Message templates of monitors.
    Message,
}

/// What payloads are.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PayloadKind {
    /// Monitors.
    Monitor,
    /// Dashboards.
    Dashboard,
    /// SLOs and corrections of them.
    Slo,
    /// Downtimes, of version 2 or 1 of the API.
    Downtime,
    /// Monitor notification rules.
    NotificationRule,
    /// Notebooks.
    Notebook,
    /// Synthetic tests: API and browser tests.
    SyntheticTest,
    /// Log archives.
    LogArchive,
    /// Metrics from logs.
    LogMetric,
    /// Restriction queries of logs.
    RestrictionQuery,
}
