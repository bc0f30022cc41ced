use std::collections::BTreeSet;
use std::path::Path;

use diagnostics::Diagnostic;

use crate::walk;

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// Its content; `None` if its hash shows that the file on disk is up to date.
    pub text: Option<String>,
}

/// The difference between a file on disk and what is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The path from the root of the repository.
    pub path: String,
    /// The content on disk; `None` if there is no file. In a file that is not UTF-8, invalid bytes are replaced.
    pub old: Option<String>,
    /// The rendered content; `None` if the file must be removed.
    pub new: Option<String>,
}

/// The changes that make the tree contain exactly the rendered artifacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The files that differ, by path.
    pub differences: Vec<Difference>,
    /// The number of files that are up to date.
    pub unchanged: usize,
}

impl Changes {
    /// Compares `artifacts` with the tree. `folders` (from the root) contain only generated files: a file there without an artifact is removed.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn between(root: &Path, folders: &[String], artifacts: Vec<Artifact>) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let generated = folders
            .iter()
            .flat_map(|folder| walk::files(root, folder, &mut findings))
            .collect();
        if findings.is_empty() {
            Self::among(root, generated, artifacts)
        } else {
            Err(findings)
        }
    }

    /// The same if generated and handwritten files share a folder: of the existing files, only those in `generated` without an artifact are removed.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub fn among(root: &Path, generated: BTreeSet<String>, artifacts: Vec<Artifact>) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut stale = generated;
        let mut changes = Self::default();
        for artifact in artifacts {
            stale.remove(&artifact.path);
            let Some(new) = artifact.text else {
                changes.unchanged += 1;
                continue;
            };
            match read_if_present(root, &artifact.path) {
                Ok(Some(old)) if old == new.as_bytes() => changes.unchanged += 1,
                Ok(old) => changes.differences.push(Difference {
                    path: artifact.path,
                    old: old.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
                    new: Some(new),
                }),
                Err(finding) => findings.push(*finding),
            }
        }
        for path in stale {
            match read_if_present(root, &path) {
                Ok(old) => changes.differences.push(Difference {
                    path,
                    old: old.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
                    new: None,
                }),
                Err(finding) => findings.push(*finding),
            }
        }
        changes.differences.sort_by(|a, b| a.path.cmp(&b.path));
        if findings.is_empty() {
            Ok(changes)
        } else {
            Err(findings)
        }
    }
}

fn read_if_present(root: &Path, path: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    match std::fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Box::new(
            Diagnostic::error("tree/unreadable", format!("cannot read '{path}': {error}"))
                .in_file(path)
                .help("the path belongs to a generated file: remove what is there, then render again"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handwritten_files_in_the_same_folder_are_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["kept.md", "stale.md", "written.md"] {
            std::fs::write(folder.path().join(name), name).expect("a file");
        }
        let artifacts = ["kept.md", "new.md"].map(|name| Artifact {
            path: name.to_owned(),
            text: Some(name.to_owned()),
        });
        let generated = BTreeSet::from(["kept.md".to_owned(), "stale.md".to_owned()]);
        let changes = Changes::among(folder.path(), generated, artifacts.into()).expect("changes");
        let shown: Vec<_> = changes
            .differences
            .iter()
            .map(|d| (d.path.as_str(), d.old.is_some(), d.new.is_some()))
            .collect();
        assert_eq!(shown, [("new.md", false, true), ("stale.md", true, false)]);
        assert_eq!(changes.unchanged, 1);
    }
}
