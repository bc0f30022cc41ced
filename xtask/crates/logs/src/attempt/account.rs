//! What an account does to logs, read from this repository.

use std::path::Path;
use std::sync::Arc;

use cli::{Failure, LogsTryArgs};
use diagnostics::{Diagnostic, suggestion};
use documents::yaml;
use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::indexes::Index;
use super::metrics::LogMetric;
use super::monitors::LogMonitor;
use super::scanner::Groups;
use crate::folder::{self, Folder};
use crate::order;
use crate::test::FOLDER;

/// Pipelines, scanner, metrics, indexes and monitors.
pub(crate) struct Account {
    /// The pipelines in their order.
    pub(crate) pipelines: Vec<Folder>,
    /// The scanner.
    pub(crate) scanner: Groups,
    /// Log-based metrics.
    pub(crate) metrics: Vec<LogMetric>,
    /// The indexes in their order.
    pub(crate) indexes: Vec<Index>,
    /// The log monitors of all environments.
    pub(crate) monitors: Vec<LogMonitor>,
}

impl Account {
    pub(crate) fn read(root: &Path, args: &LogsTryArgs) -> Result<Self, Failure> {
        let at = root.join(FOLDER);
        let folders: Vec<Folder> = folder::find(&at)?
            .par_iter()
            .map(|path| folder::read(root, path))
            .collect();
        let mut findings: Vec<Diagnostic> = folders
            .iter()
            .flat_map(|folder| folder.findings.iter().cloned())
            .collect();
        let order = order::read(root, &at, &folders, &mut findings)?;
        if !findings.is_empty() {
            return Err(findings.into());
        }
        let pipelines = match &args.pipeline {
            Some(name) => vec![named(folders, name)?],
            None => ordered(folders, order.as_deref()),
        };
        Ok(Self {
            pipelines,
            scanner: Groups::read(root)?,
            metrics: LogMetric::read(root)?,
            indexes: Index::read(root)?,
            monitors: LogMonitor::read(root)?,
        })
    }
}

fn named(folders: Vec<Folder>, name: &str) -> Result<Folder, Box<Diagnostic>> {
    let help = suggestion(name, folders.iter().map(|folder| folder.name.as_str()));
    let missing = || Box::new(Diagnostic::error("usage/pipeline", format!("no pipeline '{name}'")).help(help));
    folders
        .into_iter()
        .find(|folder| folder.name == name)
        .ok_or_else(missing)
}

fn ordered(folders: Vec<Folder>, order: Option<&[usize]>) -> Vec<Folder> {
    let mut places: Vec<(usize, Folder)> = folders.into_iter().enumerate().collect();
    if let Some(order) = order {
        places.sort_by_key(|(index, _)| order.iter().position(|entry| entry == index));
    }
    places.into_iter().map(|(_, folder)| folder).collect()
}

/// A YAML file of the repository, with its text; a default if it does not exist.
pub(crate) fn yaml_file<T: DeserializeOwned + Default>(
    root: &Path,
    path: &str,
) -> Result<(T, Arc<str>), Box<Diagnostic>> {
    let file = root.join(path);
    if !file.is_file() {
        return Ok((T::default(), "".into()));
    }
    let text = std::fs::read_to_string(&file).map_err(|error| {
        Box::new(Diagnostic::error("logs/file", format!("cannot read the file: {error}")).in_file(path))
    })?;
    match yaml::parse(&text) {
        Ok(value) => Ok((value, text.into())),
        Err(error) => {
            let mut finding = Diagnostic::error("logs/account", error.message).at(path, text, error.span);
            finding.help = error.help;
            Err(Box::new(finding))
        }
    }
}

/// A search in a file of the account.
pub(crate) fn search(
    path: &str,
    text: &Arc<str>,
    query: &yaml::Located<String>,
) -> Result<datadog_query::search::Search, Box<Diagnostic>> {
    datadog_query::search::parse_with(&query.value, datadog_query::search::Options::FILTER).map_err(|error| {
        let message = format!("'{}' is no search: {}", query.value, error.message);
        let mut finding = Diagnostic::error("logs/account", message).at(path, Arc::clone(text), query.span.clone());
        finding.help = error.help;
        Box::new(finding)
    })
}
