//! The resources in the cluster, as Argo CD and the operator leave them.

use std::path::PathBuf;

use kube::api::{Api, ApiResource, DeleteParams, DynamicObject, ListParams, Patch, PatchParams};
use kube::core::GroupVersionKind;
use serde_json::{Value, json};
use test_support::tree::Run;
use tokio::runtime::Handle;

use crate::cluster::{Cluster, apply};
use crate::estate::Estate;
use crate::{ALLOWED, DENIED};

pub(crate) struct Resources<'c> {
    cluster: &'c Cluster,
    runtime: Handle,
    api: Api<DynamicObject>,
}

impl<'c> Resources<'c> {
    pub(crate) fn new(cluster: &'c Cluster, runtime: Handle) -> Self {
        let kind = ApiResource::from_gvk(&GroupVersionKind::gvk(
            "datadoghq.com",
            "v1alpha1",
            "DatadogGenericResource",
        ));
        Self {
            cluster,
            runtime,
            api: Api::namespaced_with(cluster.client.clone(), "datadog", &kind),
        }
    }

    /// What Argo CD creates.
    pub(crate) fn create(&self, name: &str) {
        let object = json!({
            "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResource", "metadata": { "name": name },
            "spec": { "type": "monitor", "jsonSpec": "{}" },
        });
        self.runtime
            .block_on(apply(&self.cluster.client, Some("datadog"), &object));
    }

    /// What the operator writes.
    pub(crate) fn set_status(&self, name: &str, status: &Value) {
        let patch = Patch::Merge(json!({ "status": status }));
        let written = self
            .runtime
            .block_on(self.api.patch_status(name, &PatchParams::default(), &patch));
        written.unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// The id in a status.
    pub(crate) fn id(&self, name: &str) -> Option<String> {
        let object = self
            .runtime
            .block_on(self.api.get(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        object.data["status"]["id"].as_str().map(str::to_owned)
    }

    /// Removes all, for the next case.
    pub(crate) fn clear(&self) {
        let deleted = self.runtime.block_on(
            self.api
                .delete_collection(&DeleteParams::default(), &ListParams::default()),
        );
        drop(deleted.expect("they are deleted"));
    }

    /// `live` with the rights of the how-to.
    pub(crate) fn run(&self, estate: &Estate, args: &[&str]) -> Run {
        Self::run_as(estate, args, self.cluster.kubeconfig(ALLOWED))
    }

    /// `live` without any rights.
    pub(crate) fn run_denied(&self, estate: &Estate, args: &[&str]) -> Run {
        Self::run_as(estate, args, self.cluster.kubeconfig(DENIED))
    }

    fn run_as(estate: &Estate, args: &[&str], kubeconfig: PathBuf) -> Run {
        let mut command = estate.command(args);
        command
            .env("KUBECONFIG", kubeconfig)
            .output()
            .expect("the binary runs")
            .into()
    }
}
