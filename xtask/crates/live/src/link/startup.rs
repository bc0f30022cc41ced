//! What must hold before the controller starts: a cluster that answers and knows both kinds.

use std::time::Duration;

use diagnostics::Diagnostic;
use kube::{Client, Config, Resource};

use crate::kinds::{DatadogGenericResource, DatadogLinkedResource};

/// Longer than any answer of a healthy API server; watches have no such limit.
const ANSWER_MAX: Duration = Duration::from_secs(30);

/// The connections to the cluster.
pub(crate) struct Cluster {
    /// For watches, whose answers do not end.
    pub(crate) watching: Client,
    /// For everything else.
    pub(crate) asking: Client,
    /// Where the kubeconfig or the pod is.
    pub(crate) namespace: String,
}

/// Connects by the kubeconfig or by the pod's service account.
pub(crate) async fn connect() -> Result<Cluster, Box<Diagnostic>> {
    let failed = |why: String| {
        let finding = Diagnostic::error("usage/cluster", format!("cannot connect to a cluster: {why}"));
        Box::new(finding.help("set KUBECONFIG, or run in a pod with a service account"))
    };
    let config = Config::infer().await.map_err(|error| failed(error.to_string()))?;
    let namespace = config.default_namespace.clone();
    let mut asking = config.clone();
    asking.read_timeout = Some(ANSWER_MAX);
    asking.write_timeout = Some(ANSWER_MAX);
    let client = |config| Client::try_from(config).map_err(|error: kube::Error| failed(error.to_string()));
    Ok(Cluster {
        watching: client(config)?,
        asking: client(asking)?,
        namespace,
    })
}

/// Checks that the cluster knows both kinds.
pub(crate) async fn check_kinds(client: &Client) -> Result<(), Box<Diagnostic>> {
    let generic = "install the Datadog operator's definitions, 1.28 or newer, with datadogCRDs.crds.datadogGenericResources: true";
    knows::<DatadogGenericResource>(client, generic).await?;
    knows::<DatadogLinkedResource>(client, "apply manifests/<env>/platform, which has its definition").await
}

async fn knows<K: Resource<DynamicType = ()>>(client: &Client, help: &str) -> Result<(), Box<Diagnostic>> {
    let (kind, api_version) = (K::kind(&()), K::api_version(&()));
    let kinds = match client.list_api_group_resources(&api_version).await {
        Ok(list) => list.resources,
        Err(kube::Error::Api(status)) if status.code == 404 => Vec::new(),
        Err(error) => {
            let finding = Diagnostic::error(
                "usage/cluster",
                format!("cannot ask the cluster for its kinds: {}", in_full(&error)),
            );
            return Err(Box::new(finding.help("check that the address in the kubeconfig is an API server, that it runs, and that the credentials are valid")));
        }
    };
    if kinds.iter().any(|known| known.kind == kind) {
        return Ok(());
    }
    let finding = Diagnostic::error(
        "usage/kind",
        format!("the cluster does not know the kind {kind} of {api_version}"),
    );
    Err(Box::new(finding.help(help)))
}

/// An error with its causes: the outermost often says no more than that a request failed.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
