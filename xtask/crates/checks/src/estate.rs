//! The files and the evaluated definitions, each read once in a process, however many verbs it runs.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use diagnostics::Diagnostic;
use render::Definitions;
use repository::{Inventory, Pages};

/// What is read at most once: the value, or what is wrong with it.
type Once<T> = OnceLock<Result<T, Vec<Diagnostic>>>;

/// The repository at a root.
pub(crate) struct Estate {
    root: PathBuf,
    inventory: Once<Inventory>,
    definitions: Once<Definitions>,
}

impl Estate {
    /// Reads nothing yet.
    pub(crate) const fn new(root: PathBuf) -> Self {
        Self {
            root,
            inventory: OnceLock::new(),
            definitions: OnceLock::new(),
        }
    }

    /// The root of the repository.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The files.
    ///
    /// # Errors
    /// Every finding in them.
    pub(crate) fn inventory(&self) -> Result<&Inventory, Vec<Diagnostic>> {
        let read = self.inventory.get_or_init(|| Inventory::read(&self.root));
        read.as_ref().map_err(Clone::clone)
    }

    /// Every object, evaluated.
    ///
    /// # Errors
    /// Every finding in the files and in what they define.
    pub(crate) fn definitions(&self) -> Result<&Definitions, Vec<Diagnostic>> {
        let inventory = self.inventory()?;
        let evaluated = self.definitions.get_or_init(|| render::definitions(inventory));
        evaluated.as_ref().map_err(Clone::clone)
    }

    /// The files and the runbooks. What is wrong with either is reported together: neither depends on the other.
    ///
    /// # Errors
    /// Every finding in them, or in a write that was cut off and cannot be finished.
    pub(crate) fn with_pages(&self) -> Result<(&Inventory, Pages), Vec<Diagnostic>> {
        repository::recover(&self.root).map_err(|finding| vec![*finding])?;
        match (self.inventory(), Pages::read(&self.root)) {
            (Ok(inventory), Ok(pages)) => Ok((inventory, pages)),
            (inventory, pages) => Err([inventory.err(), pages.err()].into_iter().flatten().flatten().collect()),
        }
    }
}
