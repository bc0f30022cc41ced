//! The order of pipelines: `order.yaml`.

use std::path::Path;
use std::sync::Arc;

use diagnostics::{Diagnostic, suggestion};
use documents::yaml::{self, Located};
use serde::Deserialize;

use crate::folder::Folder;
use crate::test::FOLDER;

/// The name of the file.
const FILE: &str = "order.yaml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    pipelines: Vec<Located<String>>,
}

/// The folders in their order; `None` if the folder has no `order.yaml`, which is a finding in the account's own folder. An entry without folder, a folder without entry and a second entry are findings.
pub(crate) fn read(
    root: &Path,
    at: &Path,
    folders: &[Folder],
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Vec<usize>>, Box<Diagnostic>> {
    let path = at.join(FILE);
    let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
    if !path.is_file() {
        if at == root.join(FOLDER) && !folders.is_empty() {
            let message = format!("there are pipelines, but no {FILE} that says in which order they run");
            let finding = Diagnostic::error("logs/order", message).in_file(shown);
            findings.push(finding.help("write `pipelines:`, and below it the name of each folder"));
        }
        return Ok(None);
    }
    let text: Arc<str> = std::fs::read_to_string(&path)
        .map_err(|error| {
            Box::new(Diagnostic::error("logs/file", format!("cannot read the file: {error}")).in_file(shown.as_str()))
        })?
        .into();
    let order: Order = match yaml::parse(&text) {
        Ok(order) => order,
        Err(error) => {
            let mut finding =
                Diagnostic::error("logs/order", error.message).at(shown.as_str(), Arc::clone(&text), error.span);
            finding.help = error.help;
            findings.push(finding);
            return Ok(None);
        }
    };
    let mut out = Vec::new();
    for entry in &order.pipelines {
        let finding = |message: String| {
            Diagnostic::error("logs/order", message).at(shown.as_str(), Arc::clone(&text), entry.span.clone())
        };
        match folders.iter().position(|folder| folder.name == entry.value) {
            Some(index) if out.contains(&index) => {
                findings.push(
                    finding(format!("pipeline '{}' is listed twice", entry.value)).help("remove one of the lines"),
                );
            }
            Some(index) => out.push(index),
            None => {
                let near = suggestion(&entry.value, folders.iter().map(|folder| folder.name.as_str()));
                findings.push(finding(format!("pipeline '{}' has no folder", entry.value)).help(near));
            }
        }
    }
    for (index, folder) in folders.iter().enumerate() {
        if !out.contains(&index) {
            let finding = folder.pipeline.finding(
                "logs/order",
                format!("pipeline '{}' has no place in the order", folder.name),
                [],
            );
            findings.push(finding.help(format!("add it to {shown}")));
        }
    }
    Ok(Some(out))
}
