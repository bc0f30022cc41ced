//! The arguments of `e2e`.

use clap::{Args, Subcommand};

use super::{FindingFormat, OutputFormat};

/// Run the real Argo CD and Datadog operator on the rendered files, against a double of Datadog
///
/// Starts etcd, Kubernetes' API server, Argo CD and the operator as processes on loopback, applies manifests/argocd as docs/how-to/bootstrap-argocd.md says, and runs
/// one case after the other. The programs are built once into .cache/tools/gitops (Go 1.26; E2E_PARTS names a folder of built ones), etcd and Redis are unpacked
/// from Debian's packages where the machine has none. CHARTS_DIR names a folder with the real Helm charts; without it doubles stand in for them.
///
/// Without Go or without the packages it prints what it lacks and does nothing; with CI=true that fails.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  cargo xtask e2e                         all cases, all environments
  cargo xtask e2e first-sync change       two cases
  cargo xtask e2e --env prod first-sync   one environment: half the memory
  cargo xtask e2e --cluster management=kind-management --cluster prod=kind-prod first-sync
  cargo xtask e2e list                    what the cases are
  cargo xtask e2e build                   build what a run starts: a quarter of an hour

Exit codes: 0 every case passed, 1 a case failed, 2 wrong usage or internal error"
)]
pub struct E2eArgs {
    /// Another verb.
    #[command(subcommand)]
    pub verb: Option<E2eVerb>,

    /// The cases to run [default: all]
    #[arg(value_name = "CASE")]
    pub cases: Vec<String>,

    /// Only this environment; may be given several times
    #[arg(long, value_name = "ENVIRONMENT")]
    pub env: Vec<String>,

    /// Use this cluster, by its context in the kubeconfig, instead of starting one: management, and each environment; may be given several times [default: E2E_CLUSTERS,
    /// separated by commas]
    #[arg(long = "cluster", value_name = "NAME=CONTEXT")]
    pub clusters: Vec<String>,

    /// Do not ask before something is installed into the clusters of --cluster
    #[arg(long)]
    pub yes: bool,

    /// Keep logs and state also if every case passes
    #[arg(long)]
    pub keep: bool,

    /// Output format of the table
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// The verbs of `e2e`.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum E2eVerb {
    /// List the cases
    List,
    /// Build programs that a run starts, and unpack etcd and Redis
    Build {
        /// The programs to build, such as kube-apiserver [default: all]
        #[arg(value_name = "PROGRAM")]
        programs: Vec<String>,
    },
}

impl E2eArgs {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        self.format.for_findings()
    }
}
