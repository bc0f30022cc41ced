//! The arguments of `live`. The binary `live` parses them too when it runs as an extension of `pup`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use model::ObjectKind;

use super::{DiffFormat, FindingFormat, OutputFormat};

/// Compare the definitions with what Datadog has, and adopt what exists already
///
/// Credentials are taken as Datadog's own tools take them: DD_API_KEY and DD_APP_KEY, or DD_ACCESS_TOKEN, for the site in DD_SITE (by default the one that jsonnet/policy
/// states). Nothing is changed without a flag that says so.
#[derive(Debug, Args)]
pub struct LiveArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: LiveVerb,
}

/// The verbs of `live`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum LiveVerb {
    Plan(LivePlanArgs),
    Drift(LiveDriftArgs),
    Orphans(LiveOrphansArgs),
    Adopt(LiveAdoptArgs),
    Status(LiveStatusArgs),
    Validate(LiveValidateArgs),
}

/// Which objects, and how to reach Datadog.
#[derive(Clone, Debug, Default, Args)]
pub struct LiveScope {
    /// Only this environment, and the dashboards of its organisation if the environment applies them
    #[arg(long, value_name = "ENVIRONMENT")]
    pub env: Option<String>,

    /// Only this service
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,

    /// Only objects of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<LiveKind>,

    /// A file with the lines DD_API_KEY=<key> and DD_APP_KEY=<key>, of mode 0600 [default: the environment]
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
}

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LiveKind {
    Monitor,
    Slo,
    Dashboard,
    Downtime,
    Synthetic,
}

impl From<LiveKind> for ObjectKind {
    fn from(kind: LiveKind) -> Self {
        match kind {
            LiveKind::Monitor => Self::Monitor,
            LiveKind::Slo => Self::Slo,
            LiveKind::Dashboard => Self::Dashboard,
            LiveKind::Downtime => Self::Downtime,
            LiveKind::Synthetic => Self::Synthetic,
        }
    }
}

/// Show what the next sync would change in Datadog
///
/// Reads the objects that exist in Datadog, finds those of this repository by their tags, otherwise by their names, and lists the differences as `diff` does, from Datadog to
/// the rendered files. Fields that Datadog sets itself are ignored. docs/how-to/compare-with-datadog.md explains what it shows.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask live plan --env prod                    all objects of production
  cargo xtask live plan --env prod --service redis    of one service
  cargo xtask live plan --kind monitor --format json  the monitors of all environments, as JSON

Exit codes: 0 success, with or without differences, 2 wrong usage, no access or internal error")]
pub struct LivePlanArgs {
    /// Which objects.
    #[command(flatten)]
    pub scope: LiveScope,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
}

/// Find what was changed or muted in Datadog by hand
///
/// The same comparison as `live plan`, for a schedule: any difference is a finding. Also lists every active and future downtime that neither a maintenance window nor a service
/// declares, and monitors with the option 'silenced'. What has no end, recurs, or is longer than longest_by_hand_hours of jsonnet/policy/maintenance.libsonnet is a finding, the rest a
/// note. .github/workflows/drift.yml runs it every night, and opens or closes one issue.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask live drift                             all environments of the organisation
  cargo xtask live drift --env prod --format markdown
  cargo xtask live drift --kind downtime             what is muted by hand now, or will be

Exit codes: 0 nothing differs, 1 something differs or is muted by hand for too long, 2 wrong usage, no access or internal error")]
pub struct LiveDriftArgs {
    /// Which objects.
    #[command(flatten)]
    pub scope: LiveScope,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
}

/// Find objects of this repository in Datadog that nothing declares, and such that exist twice
///
/// An object is of this repository if it has the tag managed-by of jsonnet/policy; dashboards and downtimes, which cannot have it, by their title and message. Also finds objects
/// without the tag that have the name of a declared one: the next sync would make a second. With --delete, deletes what nothing declares, after a question.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask live orphans --env prod
  cargo xtask live orphans --env dev --delete   ask, then delete what nothing declares

Exit codes: 0 no orphans, or all are deleted, 1 orphans, 2 wrong usage, no access or internal error")]
pub struct LiveOrphansArgs {
    /// Which objects.
    #[command(flatten)]
    pub scope: LiveScope,

    /// Delete what nothing declares, after a question. Objects that a resource in the cluster holds are never deleted
    #[arg(long)]
    pub delete: bool,

    /// Do not ask
    #[arg(long, requires = "delete")]
    pub yes: bool,

    /// Delete without asking the cluster which objects it holds
    #[arg(long, requires = "delete")]
    pub without_cluster: bool,

    /// The context of the cluster in the kubeconfig [default: the cluster's name in jsonnet/policy]
    #[arg(long, value_name = "CONTEXT", requires = "env")]
    pub context: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Let the operator take over objects that exist in Datadog already, without a second one
///
/// Shows what would be taken over and how the next sync would change it. With --write, writes each id into status.id of the DatadogGenericResource in the cluster; the operator then
/// updates that object instead of making one. Objects are found by a list of pairs, by the id in 'Duplicate of an existing monitor_id', by tags, or by name.
/// docs/how-to/adopt-existing-objects.md shows the steps.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask live adopt --env prod                     what could be adopted
  cargo xtask live adopt --env prod --write             adopt it, after a question
  cargo xtask live adopt --env prod --pairs pairs.yaml  with a list of pairs

Exit codes: 0 success, 1 some objects could not be adopted, 2 wrong usage, no access or internal error")]
pub struct LiveAdoptArgs {
    /// Which objects.
    #[command(flatten)]
    pub scope: LiveScope,

    /// Write the ids, after a question
    #[arg(long)]
    pub write: bool,

    /// Do not ask
    #[arg(long, requires = "write")]
    pub yes: bool,

    /// A YAML file of pairs: the path of an object, `<service>/<folder>/<name>`, and its id in Datadog
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,

    /// The context of the cluster in the kubeconfig [default: the cluster's name in jsonnet/policy]
    #[arg(long, value_name = "CONTEXT", requires = "env")]
    pub context: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Show the state of each service in Datadog: synced, alerting, muted, without data, error budgets
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask live status --env prod
  cargo xtask live status --service transcription --format markdown

Exit codes: 0 success, whatever the states are, 2 wrong usage, no access or internal error")]
pub struct LiveStatusArgs {
    /// Which objects.
    #[command(flatten)]
    pub scope: LiveScope,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
}

/// Ask Datadog whether it would accept the changed monitors, and compare with `validate`
///
/// Sends each monitor that differs from BASE to the API's own validation, which changes nothing. Where its verdict differs from that of `cargo xtask validate`, the tool is wrong:
/// please report it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask live validate main              the monitors that differ from main
  cargo xtask live validate --all --env prod  every monitor of production

Exit codes: 0 both accept every monitor, 1 a refusal or a disagreement, 2 wrong usage, no access or internal error")]
pub struct LiveValidateArgs {
    /// The revision to compare with: a branch, tag or commit
    #[arg(value_name = "BASE", required_unless_present = "all")]
    pub base: Option<String>,

    /// Every monitor, changed or not
    #[arg(long, conflicts_with = "base")]
    pub all: bool,

    /// Which objects.
    #[command(flatten)]
    pub scope: LiveScope,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

impl LiveVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Plan(args) => args.format.for_findings(),
            Self::Drift(args) => args.format.for_findings(),
            Self::Orphans(args) => args.format.for_findings(),
            Self::Adopt(args) => args.format.for_findings(),
            Self::Status(args) => args.format.for_findings(),
            Self::Validate(args) => args.format,
        }
    }
}
