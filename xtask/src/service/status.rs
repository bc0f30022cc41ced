//! `cargo xtask service status`: which services lag behind their template, and by how much.

use std::fs;
use std::path::{Path, PathBuf};

use cli::report;
use cli::{Exit, OutputFormat, VerbResult};
use diagnostics::Diagnostic;
use serde_json::json;

use super::lock::{self, Lock};
use super::template::Template;
use super::update::{base, texts};

/// The folder of services that live in this repository.
const SERVICES: &str = "services";

/// A service and its template.
struct Row {
    service: String,
    template: String,
    version: String,
    newest: String,
    /// Files that the template changed, added or removed since.
    behind: usize,
    /// Files of the template that the service changed or removed.
    edited: usize,
}

pub(super) fn run(root: &Path, folders: &[PathBuf], format: OutputFormat) -> VerbResult {
    let folders = if folders.is_empty() {
        found(root)
    } else {
        folders.to_vec()
    };
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    for folder in &folders {
        match row(root, folder) {
            Ok(row) => rows.push(row),
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

/// The folders below `services/` with a lock file, sorted.
fn found(root: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root.join(SERVICES))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join(lock::FILE).is_file())
        .collect();
    folders.sort();
    folders
}

fn row(root: &Path, folder: &Path) -> Result<Row, Box<Diagnostic>> {
    let lock = Lock::read(folder)?;
    let newest = Template::newest(root, &lock.template)?;
    let base = base(root, &lock)?;
    let theirs = newest.instance(&lock.answers)?.files;
    let ours = texts(folder, base.keys())?;
    let changed = theirs
        .iter()
        .filter(|(path, text)| base.get(*path) != Some(*text))
        .count();
    let removed = base.keys().filter(|path| !theirs.contains_key(*path)).count();
    Ok(Row {
        service: lock.answers.name,
        template: lock.template,
        version: lock.version,
        newest: newest.version().to_owned(),
        behind: changed + removed,
        edited: base
            .iter()
            .filter(|(path, text)| ours.get(*path) != Some(*text))
            .count(),
    })
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
        report::print_all(&format!("{}\n", json!({ "services": rows })));
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
        report::print_all("next: cargo xtask service update <folder>\n");
    }
}
