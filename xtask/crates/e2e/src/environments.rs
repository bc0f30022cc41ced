//! The environments of the tree that is tested, from its rendered files.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::problem::{Context, Problem, Result};
use crate::stack::cluster::documents;

/// An environment with a cluster of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Environment {
    pub(crate) name: String,
    /// The cluster's name in Argo CD.
    pub(crate) cluster: String,
    /// Datadog's site of its organisation.
    pub(crate) site: String,
}

impl Environment {
    /// The host of Datadog's API.
    pub(crate) fn api_host(&self) -> String {
        format!("api.{}", self.site)
    }
}

/// All environments, sorted by name.
pub(crate) fn all(root: &Path) -> Result<Vec<Environment>> {
    let folder = root.join("helm-values");
    let attempt = || format!("cannot read '{}'", folder.display());
    let mut environments = Vec::new();
    for entry in fs::read_dir(&folder).context(attempt)? {
        let entry = entry.context(attempt)?;
        let file = entry.path().join("datadog-operator.yaml");
        let text = fs::read_to_string(&file).context(|| format!("cannot read '{}'", file.display()))?;
        let values = documents(&text)?.into_iter().next().unwrap_or_default();
        let value = |key: &str| -> Result<String> {
            let value = values.get(key).and_then(Value::as_str).map(str::to_owned);
            value.ok_or_else(|| Problem::new(format!("'{}' has no '{key}'", file.display())))
        };
        environments.push(Environment {
            name: entry.file_name().to_string_lossy().into_owned(),
            cluster: value("clusterName")?,
            site: value("site")?,
        });
    }
    environments.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(environments)
}
