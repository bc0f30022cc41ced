use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use diagnostics::Diagnostic;
use diff::Risk;

/// Renders the Datadog estate and proves it before it is merged.
///
/// A service is declared once under jsonnet/services; its monitors, SLOs, dashboards, agent configuration, runbooks and docs follow.
/// Everything here works offline, without a Datadog key. Exit code 0: clean, 1: findings, 2: usage or internal error.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, arg_required_else_help = true, max_term_width = 120)]
pub(crate) struct Cli {
    /// The root of the repository; found from the current folder unless given.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) root: Option<PathBuf>,

    /// How findings and results are printed.
    #[arg(long, global = true, value_enum, default_value_t = Printing::Text)]
    pub(crate) format: Printing,

    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What `--format` may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Printing {
    /// For people: aligned, in colour on a terminal.
    Text,
    /// One JSON object on standard output.
    Json,
    /// Of findings: a SARIF 2.1.0 log on standard output, for code scanning.
    Sarif,
    /// Of findings: workflow commands on standard output, which GitHub shows at the lines of a pull request.
    Github,
    /// For the comment on a pull request; `diff` alone.
    Markdown,
}

/// How findings are printed, and the results of most verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON object on standard output.
    Json,
    /// A SARIF log.
    Sarif,
    /// Workflow commands.
    Github,
}

impl Format {
    /// Whether standard output belongs to what a machine reads.
    pub(crate) const fn is_for_machines(self) -> bool {
        !matches!(self, Self::Text)
    }
}

impl Printing {
    /// How findings are printed beside it: what went wrong is no part of a comment.
    pub(crate) const fn of_findings(self) -> Format {
        match self {
            Self::Text | Self::Markdown => Format::Text,
            Self::Json => Format::Json,
            Self::Sarif => Format::Sarif,
            Self::Github => Format::Github,
        }
    }
}

impl Cli {
    /// Refuses a format that the verb does not have.
    pub(crate) fn check_format(&self) -> Result<(), Box<Diagnostic>> {
        let (name, verbs) = match (self.format, &self.verb) {
            (Printing::Text | Printing::Json, _) | (Printing::Markdown, Verb::Diff(_)) => return Ok(()),
            (Printing::Sarif | Printing::Github, Verb::Lint(_) | Verb::Validate(_)) => return Ok(()),
            (Printing::Markdown, _) => ("markdown", "`cargo xtask diff` prints"),
            (Printing::Sarif, _) => ("SARIF", "`cargo xtask lint` and `validate` print"),
            (Printing::Github, _) => ("workflow commands", "`cargo xtask lint` and `validate` print"),
        };
        Err(Box::new(
            Diagnostic::error("usage/format", format!("this verb prints no {name}"))
                .help(format!("leave --format out, or say `--format json`; {verbs} {name}")),
        ))
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Render(RenderArgs),
    Docs(DocsArgs),
    Diff(DiffArgs),
    Lint(LintArgs),

    /// Everything that is fast: rendered files, docs, lint, format, clippy, quick tests. Run it after every change.
    ///
    /// Runs every part even when one fails, and prints one table at the end. With the tools in Go built (`cargo xtask test` builds them) it
    /// also checks workflows and manifests.
    Check,

    /// Every test: Rust, Go, workflows, manifest schemas, and go-jsonnet as a second opinion on every rendered value.
    ///
    /// Runs every part even when one fails, and prints one table at the end. Builds what it needs into .cache. Without Go 1.26 it says what it
    /// leaves out; with CI=true leaving something out is a failure.
    Test,
    Snapshot(SnapshotArgs),
    New(NewArgs),
    Validate(ValidateArgs),
    Monitors(MonitorsArgs),
    Parse(ParseArgs),
}

/// Make the files of something new, at the paths where they belong.
///
/// What is made renders as it stands; the command prints what to say in which file. Nothing is overwritten, and all files are made or none.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask new service dictation-export --team platform\n  cargo xtask new monitor transcription/stuck-uploads     the monitor and its runbook\n  cargo xtask new slo redis/hit-rate                      the SLO and its target\n  cargo xtask new dashboard platform/on-call              a board across services\n  cargo xtask new runbook redis/down                      a page of its own for an archetype's monitor"
)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    pub(crate) what: NewWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewWhat {
    /// A monitor of a service, and its runbook page.
    Monitor {
        /// The service and the monitor's name, which says the symptom.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// A board of a service, or of `platform` across services.
    Dashboard {
        /// The service, or `platform`, and the board's name.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// An SLO of a service, and its target in the service's declaration.
    Slo {
        /// The service and the SLO's name.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// A handwritten runbook page for a monitor that exists, in the place of the one from its archetype's template.
    Runbook {
        /// The service and the monitor's name.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// The declaration of a service.
    Service {
        /// Its name, which is also its value of the tag `service`.
        name: String,

        /// The owning team; the first of the policy unless said.
        #[arg(long)]
        team: Option<String>,
    },
}

/// Compare what constructors and archetypes make from the fixtures with what was accepted before.
///
/// The snapshots are the JSON that Datadog's API would be given. Without --accept the differences are shown and the exit code is 1 if there
/// are any; with it they are shown and taken over.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  cargo xtask snapshot            show what differs\n  cargo xtask snapshot --accept   show it and take it over")]
pub(crate) struct SnapshotArgs {
    /// Take over what differs, after it was shown.
    #[arg(long)]
    pub(crate) accept: bool,
}

/// Write manifests/ and helm-values/ from the Jsonnet libraries.
///
/// Only what changed is evaluated again. All files change together or none does; what is no longer rendered is removed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask render                          everything\n  cargo xtask render --check                  what would change, as a diff; exit code 1 if anything would\n  cargo xtask render --env prod --service s3  one service in one environment"
)]
pub(crate) struct RenderArgs {
    /// Write nothing: show what would change and exit with 1 if anything would.
    #[arg(long)]
    pub(crate) check: bool,

    /// Only this environment, and the boards of the organisations it applies.
    #[arg(long, value_name = "ENVIRONMENT")]
    pub(crate) env: Option<String>,

    /// Only this service.
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Option<String>,

    /// Evaluate everything, whatever the cache in .cache/render.json knows.
    #[arg(long)]
    pub(crate) no_cache: bool,
}

/// Write the docs that follow from the estate, and the runbook pages of the archetypes' monitors.
///
/// docs/observability/monitoring.md and docs/reference/schemas/ are wholly generated. A page runbooks/<service>/<monitor>.md is written from
/// the template runbooks/archetypes/<archetype>/<monitor>.md unless somebody wrote one at that path. Every page is checked on the way.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask docs          write them\n  cargo xtask docs --check  what would change, as a diff; exit code 1 if anything would"
)]
pub(crate) struct DocsArgs {
    /// Write nothing: show what would change and exit with 1 if anything would.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Tell what is sound in itself and still wrong: alerts that flap, pages that nobody has read for a year, tags that name a patient.
///
/// Every rule has a page with examples: docs/reference/lint-rules.md, or --explain. A finding is suppressed where it stands, with a reason: see
/// docs/how-to/lint.md. Exit code 1 if there is an error; warnings alone leave it at 0.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask lint                                    every rule\n  cargo xtask lint --fix                              mend what can be mended safely\n  cargo xtask lint --rule monitor/no-recovery         one rule; a group's name stands for its rules\n  cargo xtask lint --explain tagging/phi-key          what a rule flags, why, and how to mend it\n  cargo xtask lint --format sarif > lint.sarif        for code scanning"
)]
pub(crate) struct LintArgs {
    /// Change files so that they have the finding no more, where that is safe; all of them or none.
    #[arg(long)]
    pub(crate) fix: bool,

    /// Only this rule, or the rules of this group; may be given several times.
    #[arg(long = "rule", value_name = "RULE")]
    pub(crate) rules: Vec<String>,

    /// Show the page of this rule and do nothing else.
    #[arg(long, value_name = "RULE", conflicts_with_all = ["fix", "rules"])]
    pub(crate) explain: Option<String>,

    /// The day on which the ages of pages and the ends of suppressions are judged, as YYYY-MM-DD; today unless given.
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<model::Date>,
}

/// Say what a change means: who is woken no more, which thresholds are looser, what comes and goes, what it costs.
///
/// Compares the rendered files of two revisions, object by object, and tells what differs by risk, once for all environments it holds for. Nothing is
/// rendered: run `cargo xtask render` first when the second side is the working tree. The cost is an upper bound by the cardinalities and prices of
/// jsonnet/policy. A difference is no finding: the exit code is 0, unless --fail-on says otherwise.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask diff HEAD                               what is not committed yet\n  cargo xtask diff main --merge-base                  what this branch changes\n  cargo xtask diff v1.4.0 main --format json          between two releases, for a machine\n  cargo xtask diff main --fail-on lost-page,loosened  exit with 1 if the change does either"
)]
pub(crate) struct DiffArgs {
    /// What was: a branch, a tag, a commit.
    #[arg(value_name = "BASE")]
    pub(crate) base: String,

    /// What is; the working tree unless given, with what is not committed.
    #[arg(value_name = "HEAD")]
    pub(crate) head: Option<String>,

    /// Compare with the commit at which HEAD left BASE, so that what came to BASE since is not told backwards.
    #[arg(long)]
    pub(crate) merge_base: bool,

    /// Exit with 1 when a change carries one of these risks.
    #[arg(long, value_name = "RISK", value_delimiter = ',', value_parser = risks())]
    pub(crate) fail_on: Vec<Risk>,
}

/// The names of the risks, as they are printed.
fn risks() -> impl TypedValueParser<Value = Risk> {
    let names: Vec<&str> = Risk::all().map(Risk::name).collect();
    PossibleValuesParser::new(names).try_map(|name| Risk::all().find(|risk| risk.name() == name).ok_or("no such risk"))
}

mod monitors;
mod payloads;
pub(crate) use monitors::{MonitorsArgs, MonitorsVerb, TestArgs};
pub(crate) use payloads::{Language, ParseArgs, ValidateArgs};

#[cfg(test)]
mod tests;
