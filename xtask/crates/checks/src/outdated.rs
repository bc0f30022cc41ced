//! Finds rendered files that are out of date, for verbs that read rendered files.

use std::path::Path;

use diagnostics::Diagnostic;
use render::{Cache, Selection};
use repository::{Changes, Inventory};

/// The files in `manifests/` and `helm-values/` that `cargo xtask render` would write or remove.
///
/// # Errors
/// When the definitions do not render.
pub(crate) fn outdated_files(root: &Path, inventory: &Inventory) -> Result<Vec<String>, Vec<Diagnostic>> {
    let rendered = render::render(inventory, &Selection::default(), Some(Cache::load(root)))?;
    let changes = Changes::between(root, &rendered.folders, rendered.artifacts)?;
    Ok(changes
        .differences
        .into_iter()
        .map(|difference| difference.path)
        .collect())
}
