//! The arguments of `dashboards`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{FindingFormat, OutputFormat};

/// Draw dashboards offline, with generated data
#[derive(Debug, Args)]
pub struct DashboardsArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: DashboardsVerb,
}

/// The verbs of `dashboards`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum DashboardsVerb {
    Preview(PreviewArgs),
}

/// Draw a dashboard as a page of HTML, and find widgets without data
///
/// Runs every query of the dashboard over telemetry of a world (jsonnet/worlds), with template variables at their defaults, and draws each widget at its place.
/// The page needs no network and no script. A widget without data is a finding, unless jsonnet/worlds/normal.yaml says why it may be empty.
/// docs/how-to/preview-a-dashboard.md shows how to read a page and what a preview cannot show.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask dashboards preview platform/platform-overview  a page in .cache/preview
  cargo xtask dashboards preview redis --out redis.html      redis/overview, into a file
  cargo xtask dashboards preview redis --world node-lost     while something happens
  cargo xtask dashboards preview redis --from evidence/2026-11-30-redis-memory
                                                             what it showed in a game day
  cargo xtask dashboards preview --all --format json         every widget and what became of it

Exit codes: 0 every widget has data, 1 one has none without a reason, 2 wrong usage or internal error")]
pub struct PreviewArgs {
    /// Services and names of dashboards; a service alone is its overview
    #[arg(value_name = "SERVICE[/NAME]", required_unless_present = "all")]
    pub dashboards: Vec<String>,

    /// Every dashboard
    #[arg(long, conflicts_with = "dashboards")]
    pub all: bool,

    /// A world in which something happens [default: how the estate is when nothing happens]
    #[arg(long, value_name = "WORLD")]
    pub world: Option<String>,

    /// The end of what is shown, a day and a time of the world's first week, for example 'Mon 11:00' [default: after the first thing that happens]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,

    /// The folder of a game day's run, whose telemetry is shown instead of a world's. It has that of monitors, so that other widgets are empty
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["world", "at"])]
    pub from: Option<PathBuf>,

    /// The page to write, or with several dashboards the folder [default: .cache/preview]
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

impl DashboardsVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Preview(args) => args.format.for_findings(),
        }
    }
}
