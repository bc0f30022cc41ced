//! `cargo xtask service status`: which services lag behind their template, and by how much.

use std::path::{Path, PathBuf};

use cli::report;
use cli::{Exit, OutputFormat, VerbResult};
use diagnostics::Diagnostic;
use serde_json::json;

use super::base::{base, newest};
use super::lock::Lock;
use super::update::texts;
use super::{conflicts, find};

/// A service and its template.
struct Row {
    service: String,
    template: String,
    version: String,
    newest: String,
    /// Files that the template changed, added or removed since, with the declaration.
    behind: usize,
    /// Files of the template that the service changed or removed.
    edited: usize,
}

pub(super) fn run(root: &Path, services: &[PathBuf], format: OutputFormat) -> VerbResult {
    let folders: Vec<_> = if services.is_empty() {
        find::all(root).into_iter().map(Ok).collect()
    } else {
        services.iter().map(|service| find::one(root, service)).collect()
    };
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    for folder in folders {
        let result = folder.and_then(|folder| row(root, &folder).map_err(|finding| find::named(finding, &folder)));
        match result {
            Ok((row, conflicts)) => {
                rows.push(row);
                findings.extend(conflicts);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    print(&rows, format);
    if findings.is_empty() {
        Ok(Exit::Clean)
    } else {
        Err(findings.into())
    }
}

/// The row of a service, and its files with conflict markers.
fn row(root: &Path, folder: &Path) -> Result<(Row, Vec<Diagnostic>), Box<Diagnostic>> {
    let lock = Lock::read(folder)?;
    let newest = newest(root, &lock)?;
    let instances = (base(root, &lock)?, newest.instance(&lock.answers)?);
    let declaration = usize::from(instances.0.declaration != instances.1.declaration);
    let (base, theirs) = (instances.0.files, instances.1.files);
    let ours = texts(folder, base.keys())?;
    let changed = theirs
        .iter()
        .filter(|(path, text)| base.get(*path) != Some(*text))
        .count();
    let removed = base.keys().filter(|path| !theirs.contains_key(*path)).count();
    let row = Row {
        service: lock.answers.name,
        template: lock.template,
        version: lock.version,
        newest: newest.version().to_owned(),
        behind: changed + removed + declaration,
        edited: base
            .iter()
            .filter(|(path, text)| ours.get(*path) != Some(*text))
            .count(),
    };
    Ok((row, conflicts::left(folder, &ours)))
}

fn print(rows: &[Row], format: OutputFormat) {
    if format.is_machine_readable() {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({
                    "service": row.service, "template": row.template, "version": row.version, "newest": row.newest,
                    "behind": row.behind, "edited": row.edited,
                })
            })
            .collect();
        report::print_json(json!({ "services": rows }));
        return;
    }
    let width = |heading: &str, cell: fn(&Row) -> &str| {
        rows.iter()
            .map(|row| cell(row).len())
            .max()
            .unwrap_or(0)
            .max(heading.len())
    };
    let (service, template) = (
        width("service", |row| &row.service),
        width("template", |row| &row.template),
    );
    report::print_all(&format!(
        "{:<service$}  {:<template$}  {:>8}  {:>8}  files behind  files edited\n",
        "service", "template", "version", "newest"
    ));
    for row in rows {
        report::print_all(&format!(
            "{:<service$}  {:<template$}  {:>8}  {:>8}  {:>12}  {:>12}\n",
            row.service, row.template, row.version, row.newest, row.behind, row.edited
        ));
    }
    if rows.iter().any(|row| row.behind > 0) {
        report::print_all("next: cargo xtask service update <service>\n");
    }
}
