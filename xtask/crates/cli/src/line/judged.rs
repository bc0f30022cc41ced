//! Verbs that judge the estate and its changes.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::Risk;

/// Tell what is sound in itself and still wrong: alerts that flap, pages that nobody has read for a year, tags that name a patient.
///
/// Every rule has a page with examples: docs/reference/lint-rules.md, or --explain. A finding is suppressed where it stands, with a reason: see
/// docs/how-to/lint.md. Exit code 1 if there is an error; warnings alone leave it at 0.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask lint                                    every rule\n  cargo xtask lint --fix                              mend what can be mended safely\n  cargo xtask lint --rule monitor/no-recovery         one rule; a group's name stands for its rules\n  cargo xtask lint --explain tagging/phi-key          what a rule flags, why, and how to mend it\n  cargo xtask lint --format sarif > lint.sarif        for code scanning"
)]
pub struct LintArgs {
    /// Change files so that they have the finding no more, where that is safe; all of them or none.
    #[arg(long)]
    pub fix: bool,

    /// Only this rule, or the rules of this group; may be given several times.
    #[arg(long = "rule", value_name = "RULE")]
    pub rules: Vec<String>,

    /// Show the page of this rule and do nothing else.
    #[arg(long, value_name = "RULE", conflicts_with_all = ["fix", "rules"])]
    pub explain: Option<String>,

    /// The day on which the ages of pages and the ends of suppressions are judged, as YYYY-MM-DD; today unless given.
    #[arg(long, value_name = "DATE")]
    pub today: Option<model::Date>,
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
pub struct DiffArgs {
    /// What was: a branch, a tag, a commit.
    #[arg(value_name = "BASE")]
    pub base: String,

    /// What is; the working tree unless given, with what is not committed.
    #[arg(value_name = "HEAD")]
    pub head: Option<String>,

    /// Compare with the commit at which HEAD left BASE, so that what came to BASE since is not told backwards.
    #[arg(long)]
    pub merge_base: bool,

    /// Exit with 1 when a change carries one of these risks.
    #[arg(long, value_name = "RISK", value_delimiter = ',', value_parser = risks())]
    pub fail_on: Vec<Risk>,
}

/// The names of the risks, as they are printed.
fn risks() -> impl TypedValueParser<Value = Risk> {
    let names: Vec<&str> = Risk::all().map(Risk::name).collect();
    PossibleValuesParser::new(names).try_map(|name| Risk::all().find(|risk| risk.name() == name).ok_or("no such risk"))
}
