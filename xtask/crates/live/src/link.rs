//! `live link`: the controller of `DatadogLinkedResource`.

use clap::Args;
use cli::{Exit, VerbResult};

/// Run the controller of DatadogLinkedResource in a cluster
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// Namespace to watch [default: the namespace of the kubeconfig or of the pod]
    #[arg(long, value_name = "NAMESPACE")]
    pub(crate) namespace: Option<String>,
}

/// Runs until SIGTERM.
pub(crate) fn run(_: &LinkArgs) -> VerbResult {
    Ok(Exit::Clean)
}
