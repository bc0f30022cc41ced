//! The sources that the filters of pipelines name. A sample has the source of the filter, so that no sample notices a misspelt one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use datadog_logs::Engine;
use datadog_logs::samples::sources_of;
use diagnostics::{Diagnostic, suggestion_or_declaration};
use documents::yaml;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::folder::Folder;
use crate::test::FOLDER;

/// Sources that no other file gives.
const FILE: &str = "terraform/pipelines/sources.yaml";
/// Written by `render`: for each environment the values of the agent's chart, with the source of each service's lines.
const VALUES: &str = "helm-values";
const CHART: &str = "datadog.yaml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    /// What writes the lines, by source.
    sources: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
struct Values {
    #[serde(default)]
    datadog: Agent,
}

#[derive(Debug, Default, Deserialize)]
struct Agent {
    /// Configurations of checks and logs, as texts, by file.
    #[serde(default)]
    confd: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
struct Configuration {
    #[serde(default)]
    logs: Vec<Lines>,
}

#[derive(Debug, Deserialize)]
struct Lines {
    source: Option<String>,
}

/// Reports the sources that nothing sends, of the folders of this repository among `folders`.
pub(crate) fn unknown(root: &Path, folders: &[Folder]) -> Vec<Diagnostic> {
    let own = |folder: &&Folder| folder.pipeline.path.starts_with(FOLDER);
    let mut findings = Vec::new();
    let known = match known(root) {
        Ok(known) => known,
        Err(finding) => return vec![*finding],
    };
    for folder in folders.iter().filter(own) {
        let filter = folder.engine.as_ref().and_then(Engine::filter);
        for source in filter.map(sources_of).unwrap_or_default() {
            if source == folder.name || known.contains(&source) {
                continue;
            }
            let message = format!(
                "pipeline '{}' is for the source '{source}', which no line has",
                folder.name
            );
            let names = std::iter::once(folder.name.as_str()).chain(known.iter().map(String::as_str));
            let help = suggestion_or_declaration(&source, names, FILE);
            let at = ["pipeline", "filter", "query"];
            findings.push(folder.pipeline.finding("logs/unknown-source", message, at).help(help));
        }
    }
    findings
}

/// The sources that autodiscovery gives, and those that are listed.
fn known(root: &Path) -> Result<BTreeSet<String>, Box<Diagnostic>> {
    let listed: Listed = read(root, FILE)?;
    let mut known: BTreeSet<String> = listed.sources.into_keys().collect();
    for environment in environments(root)? {
        let path = format!("{VALUES}/{environment}/{CHART}");
        let values: Values = read(root, &path)?;
        for text in values.datadog.confd.values() {
            // What is no configuration of logs has no source; `lint` reports what the agent cannot read.
            let configuration: Configuration = yaml::parse(text).unwrap_or_default();
            known.extend(configuration.logs.into_iter().filter_map(|lines| lines.source));
        }
    }
    Ok(known)
}

/// The folders with values; none if nothing is rendered.
fn environments(root: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        let message = format!("cannot list the folder: {error}");
        Box::new(Diagnostic::error("logs/file", message).in_file(VALUES))
    };
    let entries = match std::fs::read_dir(root.join(VALUES)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        if entry.path().is_dir() {
            names.push(entry.file_name().display().to_string());
        }
    }
    Ok(names)
}

/// A YAML file; a default if it does not exist.
fn read<T: Default + DeserializeOwned>(root: &Path, path: &str) -> Result<T, Box<Diagnostic>> {
    let text: Arc<str> = match std::fs::read_to_string(root.join(path)) {
        Ok(text) => text.into(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => {
            let message = format!("cannot read the file: {error}");
            return Err(Box::new(Diagnostic::error("logs/file", message).in_file(path)));
        }
    };
    yaml::parse(&text).map_err(|error| {
        let mut finding = Diagnostic::error("logs/yaml", error.message).at(path, Arc::clone(&text), error.span);
        finding.help = error.help;
        Box::new(finding)
    })
}
