//! The lock file of a service: which template it was copied from, in which version, with which answers.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use diagnostics::Diagnostic;
use serde::{Deserialize, Serialize};

/// Its name, in the service's folder.
pub(crate) const FILE: &str = "template.lock.json";

/// Its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    /// The template's name.
    pub(crate) template: String,
    /// Its version.
    pub(crate) version: String,
    /// The commit of this repository whose template was copied or merged last.
    pub(crate) revision: String,
    /// What replaces the template's own names.
    pub(crate) answers: Answers,
    /// The hash of each file as the template gave it, by its path in the service.
    pub(crate) files: BTreeMap<String, String>,
}

/// What replaces the template's own names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answers {
    /// The service's name, in kebab-case.
    pub(crate) name: String,
    /// Its name in full.
    pub(crate) title: String,
    /// The owning team.
    pub(crate) team: String,
    /// The path of the shared monitoring packages from the service's folder.
    pub(crate) packages: String,
}

impl Lock {
    /// Reads the lock file of the service in `folder`.
    ///
    /// # Errors
    /// When there is none, or it is not valid.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<Diagnostic>> {
        let path = folder.join(FILE);
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|error| {
            Box::new(if error.kind() == io::ErrorKind::NotFound {
                Diagnostic::error("usage/no-lock", format!("'{}' has no {FILE}", folder.display())).help(
                    "only a service that `cargo xtask new service --template` created can be updated; to instrument another one: docs/how-to/instrument-a-service.md",
                )
            } else {
                Diagnostic::error("usage/no-lock", format!("cannot read '{shown}': {error}"))
            })
        })?;
        let invalid = |why: String| {
            Box::new(
                Diagnostic::error("service/lock", format!("{FILE} is not valid: {why}"))
                    .in_file(shown.clone())
                    .help("restore it from Git: the tool writes it"),
            )
        };
        let lock: Self = serde_json::from_str(&text).map_err(|error| invalid(error.to_string()))?;
        if lock.revision.len() != 40 || !lock.revision.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(invalid("'revision' is not 40 hexadecimal digits".to_owned()));
        }
        if numbers(&lock.version).is_none() {
            return Err(invalid(format!(
                "'version' is not three numbers, as in 1.2.3: '{}'",
                lock.version
            )));
        }
        Ok(lock)
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        // Maps with text keys and texts always serialize.
        serde_json::to_string_pretty(self).expect("a lock file is JSON") + "\n"
    }
}

/// The numbers of a version; `None` if it is not three of them.
pub(super) fn numbers(version: &str) -> Option<[u64; 3]> {
    let numbers: Option<Vec<u64>> = version.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// The hash of a file's text.
pub(crate) fn hash(text: &str) -> String {
    format!("{:032x}", repository::hash(text.as_bytes()))
}
