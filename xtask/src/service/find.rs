//! The folders of services, from what the command line names.

use std::fs;
use std::path::{Component, Path, PathBuf};

use diagnostics::{Diagnostic, suggestion};

use super::lock;

/// The folder of services that live in this repository.
const SERVICES: &str = "services";

/// The folders below `services/` with a lock file, sorted.
pub(super) fn all(root: &Path) -> Vec<PathBuf> {
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

/// The folder of a service that is given as its name, for a folder below `services/`, or as its folder.
///
/// # Errors
/// When there is no such folder.
pub(super) fn one(root: &Path, given: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let mut parts = given.components();
    if let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) {
        let folder = root.join(SERVICES).join(name);
        if folder.is_dir() {
            return Ok(folder);
        }
    }
    let folder = cli::root::path_from(root, given);
    if folder.is_dir() {
        return Ok(folder);
    }
    let names: Vec<String> = all(root)
        .iter()
        .filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let given = given.display().to_string();
    let help = if names.is_empty() {
        "create a service with `cargo xtask new service --template`".to_owned()
    } else {
        suggestion(&given, names.iter().map(String::as_str))
    };
    Err(Box::new(
        Diagnostic::error(
            "usage/service",
            format!("the folder of service '{given}' does not exist"),
        )
        .note(format!("give the name of a folder in {SERVICES}/, or a path"))
        .help(help),
    ))
}

/// A finding with the folder of the service that it is about.
pub(super) fn named(mut finding: Box<Diagnostic>, folder: &Path) -> Box<Diagnostic> {
    finding
        .notes
        .insert(0, format!("the service is in '{}'", folder.display()));
    finding
}
