//! The verbs that the binary `checks` runs. `xtask` knows their arguments too, so that it can print help without building `checks`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};
use model::Risk;

use super::{
    BatchArgs, DashboardsArgs, DiffFormat, FindingFormat, MonitorsArgs, OutputFormat, ParseArgs, PayloadKind,
    TerraformArgs, ValidateArgs,
};

/// The verbs that `checks` runs.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum ChecksVerb {
    Docs(DocsArgs),
    Diff(DiffArgs),
    Dashboards(DashboardsArgs),
    Emitted(EmittedArgs),
    Lint(LintArgs),
    Validate(ValidateArgs),
    Monitors(MonitorsArgs),
    Parse(ParseArgs),
    Terraform(TerraformArgs),
    Maintenance(MaintenanceArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    #[command(hide = true)]
    Batch(BatchArgs),
}

impl ChecksVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Docs(args) => args.format.for_findings(),
            Self::Diff(args) => args.format.for_findings(),
            Self::Dashboards(args) => args.verb.format(),
            Self::Emitted(args) => args.format,
            Self::Lint(args) => args.format,
            Self::Validate(args) => args.format,
            Self::Monitors(args) => args.verb.format(),
            Self::Parse(_) | Self::Completions(_) | Self::Man(_) => FindingFormat::Text,
            Self::Terraform(args) => args.verb.format(),
            Self::Maintenance(args) => args.format.for_findings(),
            Self::Batch(_) => FindingFormat::Text,
        }
    }
}

/// Write the generated docs and runbooks
///
/// Generates docs/observability/monitoring.md, docs/reference/constructors.md and editor snippets, docs/reference/lint-rules.md, docs/reference/json.md, docs/reference/schemas/, and
/// the runbooks of archetypes' monitors: runbooks/<service>/<monitor>.md comes from the template runbooks/archetypes/<archetype>/<monitor>.md, unless a
/// handwritten runbook exists at that path.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask docs          write the docs and runbooks
  cargo xtask docs --check  show as a diff what would change

Exit codes: 0 success, 1 findings or (with --check) differences, 2 wrong usage or internal error")]
pub struct DocsArgs {
    /// Write nothing; show what would change as a diff
    #[arg(long)]
    pub check: bool,

    /// With --check: one line for each file instead of the diff
    #[arg(long, requires = "check")]
    pub stat: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Show what a change means in Datadog: who is no longer paged, looser thresholds, objects added and removed, cost
///
/// Compares the rendered files of two revisions object by object, and lists the differences by risk. A difference that is the same in several environments is
/// shown once. The rendered files must be up to date: run `cargo xtask render` before comparing with the working tree. The cost is an upper bound, estimated from the
/// cardinalities and prices in jsonnet/policy.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask diff HEAD                               uncommitted changes
  cargo xtask diff main --merge-base                  what this branch changes
  cargo xtask diff v1.4.0 main --format json          between two releases, as JSON
  cargo xtask diff main --fail-on lost-page,loosened  fail if the change does either

Exit codes: 0 success, 1 a change has a risk listed in --fail-on, 2 wrong usage or internal error")]
pub struct DiffArgs {
    /// The old revision: a branch, tag or commit
    #[arg(value_name = "BASE")]
    pub base: String,

    /// The new revision [default: the working tree, including uncommitted changes]
    #[arg(value_name = "HEAD")]
    pub head: Option<String>,

    /// Compare with the merge base of BASE and HEAD: ignore later changes on BASE
    #[arg(long)]
    pub merge_base: bool,

    /// Exit with 1 if a change has one of these risks; see docs/how-to/approve-a-change.md
    #[arg(long, value_name = "RISK", value_delimiter = ',', value_parser = risks())]
    pub fail_on: Vec<Risk>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
}

/// The names of the risks, as they are printed.
fn risks() -> impl TypedValueParser<Value = Risk> {
    let names: Vec<&str> = Risk::all().map(Risk::name).collect();
    PossibleValuesParser::new(names).try_map(|name| Risk::all().find(|risk| risk.name() == name).ok_or("no such risk"))
}

/// Compare what services really emit with what monitors, SLOs and dashboards ask for
///
/// Reads a folder of recordings: metrics as they arrived by DogStatsD (*.dogstatsd), the trace agent's statistics (*.stats.jsonl) and log lines
/// (*.logs.jsonl). Finds metrics that are declared but not emitted or the other way around, wrong types and tags, and queries and searches that match nothing
/// that was recorded. docs/how-to/instrument-a-service.md shows how to record a service; `cargo xtask test --all` does it with all templates.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask emitted recorded/                   compare a recording of all services
  cargo xtask emitted recorded/ --service scribe  with what the objects of one service ask for
  cargo xtask emitted recorded/ --format json     the findings as JSON

Exit codes: 0 everything is emitted, 1 something is not, 2 wrong usage or internal error")]
pub struct EmittedArgs {
    /// The folder of the recording
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,

    /// Compare with what the objects of this service ask for, and nothing else
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

/// Find valid definitions that are probably mistakes
///
/// For example, finds alerts that flap, runbooks that were not reviewed for half a year, and tags that could name a patient. docs/reference/lint-rules.md and --explain describe the
/// rules; docs/how-to/lint.md shows how to suppress a finding, with a reason.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask lint                              run all rules
  cargo xtask lint --fix                        apply the safe fixes
  cargo xtask lint --rule monitor/no-recovery   run one rule
  cargo xtask lint --rule monitor               run all rules of a group
  cargo xtask lint --explain tagging/phi-key    what a rule finds, why, and how to fix it
  cargo xtask lint --format sarif > lint.sarif  for code scanning
  cargo xtask lint --payload monitor all.json   the health of exported monitors

Exit codes: 0 no errors (warnings do not count), 1 errors, 2 wrong usage or internal error")]
pub struct LintArgs {
    /// Apply the safe fixes, all or none, then report what is left
    #[arg(long)]
    pub fix: bool,

    /// Run only this rule or this group of rules; repeatable
    #[arg(long = "rule", value_name = "RULE")]
    pub rules: Vec<String>,

    /// Describe this rule or group of rules, with examples, as text or JSON, and exit
    #[arg(long, value_name = "RULE", conflicts_with_all = ["fix", "rules"])]
    pub explain: Option<String>,

    /// Report the health of exported objects of this kind instead: no handle, muted without an end, no tags, no owner, no recovery threshold
    #[arg(long, value_enum, value_name = "KIND", requires = "file", conflicts_with_all = ["fix", "rules", "explain"])]
    pub payload: Option<PayloadKind>,

    /// With --payload: the exported file, or - for standard input
    #[arg(value_name = "FILE", requires = "payload")]
    pub file: Option<PathBuf>,

    /// The day for rules about age and for suppressions that expire, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<model::Date>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

/// Show when maintenance windows are active and which monitors they mute, and find windows that are wrong
///
/// Reads terraform/environments/<env>/maintenance/<window>.yaml, of which Terraform makes downtimes. Rejects a window that mutes a P1 that pages without a
/// reason, one that mutes nothing, is over, never occurs or lasts too long. docs/how-to/plan-a-maintenance.md shows how to plan one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask maintenance                                 the windows of all environments
  cargo xtask maintenance prod                            of one environment
  cargo xtask maintenance prod --at 2026-12-06T07:00:00Z  the same at another time

Exit codes: 0 success, 1 findings, 2 wrong usage or internal error")]
pub struct MaintenanceArgs {
    /// Only this environment
    #[arg(value_name = "ENVIRONMENT")]
    pub env: Option<String>,

    /// The time, as 2026-12-06T07:00:00Z or YYYY-MM-DD [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Print completions of verbs and options for a shell
///
/// A shell completes the words of a command, and `cargo xtask` is an argument of `cargo`: the completions are for the alias `xtask`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alias xtask='cargo xtask'
  source <(cargo xtask completions bash)                           in ~/.bashrc
  cargo xtask completions zsh > ~/.zfunc/_xtask                    in a folder of fpath
  cargo xtask completions fish > ~/.config/fish/completions/xtask.fish

Exit codes: 0 success, 2 wrong usage or internal error")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// The shells that have completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash
    Bash,
    /// Fish
    Fish,
    /// PowerShell
    Powershell,
    /// Z shell
    Zsh,
}

/// Write a man page for each verb
///
/// The pages are the help texts: cargo-xtask.1, cargo-xtask-render.1 and so on. `cargo help xtask` shows the first one if the folder is in MANPATH.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask man ~/.local/share/man/man1    then: man cargo-xtask-lint

Exit codes: 0 success, 2 wrong usage or internal error")]
pub struct ManArgs {
    /// The folder to write them to
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}
