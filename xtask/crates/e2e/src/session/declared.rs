//! The objects that the tree declares, by environment.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::problem::{Problem, Result};
use crate::stack::cluster::documents;
use crate::stack::repository::Repository;

/// The kinds that end up as an object in Datadog.
const KINDS: [&str; 2] = ["DatadogGenericResource", "DatadogLinkedResource"];

/// The names of an environment's objects, and their files.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    files: BTreeMap<String, String>,
}

impl Declared {
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    pub(crate) fn names(&self) -> BTreeSet<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    /// The objects whose file is below a folder, sorted by name.
    pub(crate) fn below(&self, folder: &str) -> Vec<(&str, &str)> {
        let files = self.files.iter().filter(|(_, file)| file.starts_with(folder));
        files.map(|(name, file)| (name.as_str(), file.as_str())).collect()
    }
}

/// What every environment's set of applications selects.
pub(super) fn read(repository: &Repository) -> Result<BTreeMap<String, Declared>> {
    let mut all: BTreeMap<String, Declared> = BTreeMap::new();
    for file in repository.files("manifests/argocd")? {
        for document in documents(&repository.read(&file)?)? {
            if document["kind"] != "ApplicationSet" {
                continue;
            }
            let environment = document["metadata"]["labels"]["env"].as_str().unwrap_or_default();
            let declared = all.entry(environment.to_owned()).or_default();
            for folder in folders(repository, &document["spec"]["generators"])? {
                declared.files.extend(objects(repository, &folder)?);
            }
        }
    }
    Ok(all)
}

/// The folders that the generators of a set select.
fn folders(repository: &Repository, generators: &Value) -> Result<BTreeSet<String>> {
    let patterns = generators.as_array().into_iter().flatten();
    let patterns = patterns.flat_map(|generator| generator["git"]["directories"].as_array().into_iter().flatten());
    let (mut included, mut excluded) = (BTreeSet::new(), BTreeSet::new());
    for pattern in patterns {
        let path = pattern["path"].as_str().unwrap_or_default();
        let is_excluded = pattern["exclude"].as_bool().unwrap_or_default();
        match (path.strip_suffix("/*"), is_excluded) {
            (None, true) => drop(excluded.insert(path.to_owned())),
            (Some(parent), false) if repository.path(parent).is_dir() => {
                for file in repository.files(parent)? {
                    let service = file[parent.len() + 1..].split('/').next().unwrap_or_default();
                    included.insert(format!("{parent}/{service}"));
                }
            }
            (Some(_), false) => {}
            _ => {
                return Err(Problem::new(format!(
                    "the pattern '{path}' of a set of applications is not known here"
                )));
            }
        }
    }
    Ok(&included - &excluded)
}

fn objects(repository: &Repository, folder: &str) -> Result<BTreeMap<String, String>> {
    let mut objects = BTreeMap::new();
    for file in repository.files(folder)? {
        // The head of a document is enough; payloads are large.
        let text = repository.read(&file)?;
        let mut is_ours = false;
        for line in text.lines() {
            if let Some(kind) = line.strip_prefix("kind: ") {
                is_ours = KINDS.contains(&kind);
            }
            if let (true, Some(name)) = (is_ours, line.strip_prefix("  name: ")) {
                objects.insert(name.trim_matches('"').to_owned(), file.clone());
                is_ours = false;
            }
        }
    }
    Ok(objects)
}
