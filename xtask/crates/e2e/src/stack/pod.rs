//! The process that a pod's first container would be: its arguments and environment as the API has them, run as its service account.

use std::collections::BTreeMap;
use std::path::Path;

use kube::api::DynamicObject;
use serde_json::Value;
use tokio::process::Command;

use super::cluster::{CONFIG_MAP, Cluster, Kind, SECRET};
use crate::problem::{Context, Problem, Result};

/// A workload whose container runs here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workload {
    pub(crate) kind: Kind,
    pub(crate) namespace: &'static str,
    pub(crate) name: &'static str,
}

/// A container's arguments and environment, with the values of the references resolved.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Container {
    pub(crate) args: Vec<String>,
    pub(crate) env: BTreeMap<String, String>,
    pub(crate) service_account: String,
}

impl Container {
    /// Reads it from the API.
    pub(crate) async fn read(cluster: &Cluster, workload: Workload) -> Result<Self> {
        let Workload { kind, namespace, name } = workload;
        let attempt = || format!("{} '{namespace}/{name}'", kind.kind);
        let object = cluster.api(&kind, namespace).get(name).await.context(attempt)?;
        let template = object.data.pointer("/spec/template/spec").cloned().unwrap_or_default();
        let container = &template["containers"][0];
        let mut sources = BTreeMap::new();
        for (kind, key) in [(CONFIG_MAP, "configMapKeyRef"), (SECRET, "secretKeyRef")] {
            for source in references(container, key) {
                let found = cluster.api(&kind, namespace).get_opt(source).await.context(attempt)?;
                sources.extend(found.map(|object| ((key, source.to_owned()), object)));
            }
        }
        let mut env = BTreeMap::new();
        for variable in container["env"].as_array().into_iter().flatten() {
            let name = variable["name"].as_str().unwrap_or_default();
            if let Some(value) = value(variable, namespace, &sources).context(attempt)? {
                env.insert(name.to_owned(), value);
            }
        }
        let strings = |field: &str| -> Vec<String> {
            let items = container[field].as_array().into_iter().flatten();
            items.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let mut args = strings("command");
        args.extend(strings("args"));
        Ok(Self {
            args,
            env,
            service_account: template["serviceAccountName"].as_str().unwrap_or("default").to_owned(),
        })
    }

    /// The command: `program` with these arguments, the container's environment, and a kubeconfig of the service account.
    pub(crate) async fn command(
        &self,
        cluster: &Cluster,
        namespace: &str,
        program: &Path,
        args: &[String],
        folder: &Path,
    ) -> Result<Command> {
        let temporary = folder.join("tmp");
        std::fs::create_dir_all(&temporary).context(|| format!("cannot create '{}'", temporary.display()))?;
        let kubeconfig = folder.join("kubeconfig");
        let token = cluster.token(namespace, &self.service_account).await?;
        cluster.write_kubeconfig(&kubeconfig, &token)?;
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", folder)
            .env("TMPDIR", &temporary)
            .env("KUBECONFIG", &kubeconfig)
            .envs(&self.env);
        Ok(command)
    }
}

/// The names of the objects that a container's environment refers to by `key`.
fn references<'c>(container: &'c Value, key: &'static str) -> Vec<&'c str> {
    let variables = container["env"].as_array().into_iter().flatten();
    let mut names: Vec<&str> = variables
        .filter_map(|variable| variable["valueFrom"][key]["name"].as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The value of a variable; none if it is optional and not there.
fn value(
    variable: &Value,
    namespace: &str,
    sources: &BTreeMap<(&'static str, String), DynamicObject>,
) -> Result<Option<String>> {
    let from = &variable["valueFrom"];
    if let Some(path) = from["fieldRef"]["fieldPath"].as_str() {
        return Ok(match path {
            "metadata.namespace" => Some(namespace.to_owned()),
            "metadata.name" => Some("e2e-0".to_owned()),
            "spec.nodeName" => Some("e2e-node".to_owned()),
            _ => None,
        });
    }
    for kind in ["configMapKeyRef", "secretKeyRef"] {
        let reference = &from[kind];
        let (Some(name), Some(key)) = (reference["name"].as_str(), reference["key"].as_str()) else {
            continue;
        };
        let object = sources.get(&(kind, name.to_owned()));
        let found = object.and_then(|object| {
            let value = object.data.get("data")?.get(key)?.as_str()?;
            if kind == "secretKeyRef" {
                decode(value)
            } else {
                Some(value.to_owned())
            }
        });
        return match (found, reference["optional"].as_bool()) {
            (None, Some(true)) => Ok(None),
            (None, _) => Err(Problem::new(format!("'{name}' has no key '{key}'"))),
            (found, _) => Ok(found),
        };
    }
    Ok(variable["value"].as_str().map(str::to_owned))
}

/// A value of a Secret, from base64.
fn decode(value: &str) -> Option<String> {
    let bytes: k8s_openapi::ByteString = serde_json::from_value(Value::from(value)).ok()?;
    String::from_utf8(bytes.0).ok()
}
