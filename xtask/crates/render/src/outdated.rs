//! Finds rendered files that are out of date, for verbs that read rendered files.

use std::path::Path;

use diagnostics::Diagnostic;
use repository::{Changes, Inventory};

use crate::{Cache, Selection, render};

/// The files in `manifests/` and `helm-values/` that `cargo xtask render` would write or remove.
///
/// # Errors
/// When the definitions do not render.
pub fn outdated_files(root: &Path, inventory: &Inventory) -> Result<Vec<String>, Vec<Diagnostic>> {
    let rendered = render(inventory, &Selection::default(), Some(Cache::load(root)))?;
    let changes = Changes::between(root, &rendered.folders, rendered.artifacts)?;
    Ok(changes
        .differences
        .into_iter()
        .map(|difference| difference.path)
        .collect())
}
