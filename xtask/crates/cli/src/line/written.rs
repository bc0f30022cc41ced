//! Verbs that write what is generated.

use clap::Args;

/// Write manifests/ and helm-values/ from the Jsonnet libraries.
///
/// Only what changed is evaluated again. All files change together or none does; what is no longer rendered is removed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask render                          everything\n  cargo xtask render --check                  what would change, as a diff; exit code 1 if anything would\n  cargo xtask render --env prod --service s3  one service in one environment"
)]
pub struct RenderArgs {
    /// Write nothing: show what would change and exit with 1 if anything would.
    #[arg(long)]
    pub check: bool,

    /// Only this environment, and the dashboards of the organisations it applies.
    #[arg(long, value_name = "ENVIRONMENT")]
    pub env: Option<String>,

    /// Only this service.
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,

    /// Evaluate everything, whatever the cache in .cache/render.json knows.
    #[arg(long)]
    pub no_cache: bool,
}

/// Write the docs that follow from the estate, and the runbook pages of the archetypes' monitors.
///
/// docs/observability/monitoring.md and docs/reference/schemas/ are wholly generated. A page runbooks/<service>/<monitor>.md is written from
/// the template runbooks/archetypes/<archetype>/<monitor>.md unless somebody wrote one at that path. Every page is checked on the way.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask docs          write them\n  cargo xtask docs --check  what would change, as a diff; exit code 1 if anything would"
)]
pub struct DocsArgs {
    /// Write nothing: show what would change and exit with 1 if anything would.
    #[arg(long)]
    pub check: bool,
}

/// Compare what constructors and archetypes make from the fixtures with what was accepted before.
///
/// The snapshots are the JSON that Datadog's API would be given. Without --accept the differences are shown and the exit code is 1 if there
/// are any; with it they are shown and taken over.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask snapshot            show what differs\n  cargo xtask snapshot --accept   show it and take it over"
)]
pub struct SnapshotArgs {
    /// Take over what differs, after it was shown.
    #[arg(long)]
    pub accept: bool,
}
