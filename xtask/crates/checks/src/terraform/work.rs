//! The copy of `terraform/`, and of what it reads, in which everything runs, so that no run leaves files in the tree.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diagnostics::Diagnostic;

use super::{Files, usage};

/// Where the copy is, from the root of the repository.
const FOLDER: &str = ".cache/terraform";
/// What the configuration reads in addition: the rendered objects that a cluster is bootstrapped from.
const RENDERED: &str = "manifests";

/// The copy.
pub(crate) struct Work {
    folder: PathBuf,
}

impl Work {
    /// Copies the files, and removes what an earlier copy had in addition.
    pub(crate) fn copy(root: &Path, files: &Files) -> Result<Self, Box<Diagnostic>> {
        let work = Self {
            folder: root.join(FOLDER),
        };
        let problem = |why: &dyn std::fmt::Display| {
            usage(
                format!("cannot copy terraform/ to {FOLDER}: {why}"),
                "make that folder writable, or remove it",
            )
        };
        let rendered = repository::texts(root, RENDERED)
            .map_err(|findings| findings.into_iter().next().map_or_else(|| problem(&RENDERED), Box::new))?;
        work.write(files.iter().chain(&rendered)).map_err(|why| problem(&why))?;
        Ok(work)
    }

    fn write<'f>(&self, files: impl Iterator<Item = (&'f String, &'f Arc<str>)>) -> io::Result<()> {
        let tree = self.folder.join("tree");
        match fs::remove_dir_all(&tree) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::create_dir_all(&tree)?;
        for (path, text) in files {
            let to = tree.join(path);
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(to, text.as_bytes())?;
        }
        Ok(())
    }

    /// A path of the copy.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join("tree").join(path)
    }

    /// Where Terraform keeps its data of a folder.
    pub(crate) fn data(&self, path: &str) -> PathBuf {
        self.folder.join("data").join(path.replace('/', "+"))
    }

    /// Where downloaded providers are kept between runs.
    pub(crate) fn plugins(&self) -> PathBuf {
        self.folder.join("plugins")
    }

    /// Where the double is installed.
    pub(crate) fn providers(&self) -> PathBuf {
        self.folder.join("providers")
    }

    /// A file next to the copy.
    pub(crate) fn add(&self, name: &str, text: &str) -> Result<PathBuf, Box<Diagnostic>> {
        let path = self.folder.join(name);
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&path, text)
        };
        let problem = |why: io::Error| {
            usage(
                format!("cannot write '{}': {why}", path.display()),
                "make its folder writable",
            )
        };
        write().map_err(problem)?;
        Ok(path)
    }
}
