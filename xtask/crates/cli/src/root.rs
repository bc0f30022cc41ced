//! The root of the repository.

use std::path::{Path, PathBuf};

use diagnostics::Diagnostic;

/// The folder that marks the root of the repository.
const MARKER: &str = "jsonnet";

/// What a path of the command line names, from the root of the repository: it counts from the current folder, or from the root if nothing of the repository is there.
#[must_use]
pub fn path_below(root: &Path, path: &Path) -> PathBuf {
    // Both without links and `..`.
    let here = path.canonicalize().ok().zip(root.canonicalize().ok());
    let below = here.and_then(|(here, root)| here.strip_prefix(root).map(Path::to_owned).ok());
    below.unwrap_or_else(|| {
        let path = path.strip_prefix(root).unwrap_or(path);
        path.strip_prefix(".").unwrap_or(path).to_owned()
    })
}

/// Where a path of the command line is, inside the repository or not: it counts from the current folder, or from the root if nothing is there. What exists has a
/// name, also if it is given as `.`; in the repository it is below `root`, so that findings can name it from there.
#[must_use]
pub fn path_from(root: &Path, path: &Path) -> PathBuf {
    let found = [path.to_owned(), root.join(path)]
        .into_iter()
        .find_map(|path| path.canonicalize().ok());
    let Some(found) = found else { return path.to_owned() };
    let below = root.canonicalize().ok();
    match below.and_then(|real| found.strip_prefix(real).map(Path::to_owned).ok()) {
        Some(below) => root.join(below),
        None => found,
    }
}

/// The root of the repository: `requested`, or the nearest folder upwards that contains `jsonnet/`.
///
/// # Errors
/// When there is none.
pub fn find(requested: Option<&Path>) -> Result<PathBuf, Box<Diagnostic>> {
    let error = |message: String| Box::new(Diagnostic::error("usage/root", message));
    if let Some(root) = requested {
        return if root.join(MARKER).is_dir() {
            // Verbs run programs in other folders, where a relative path would mean something else.
            std::path::absolute(root).map_err(|cause| error(format!("cannot read the current folder: {cause}")))
        } else {
            let message = format!("'{}' contains no folder '{MARKER}'", root.display());
            Err(Box::new(
                error(message).help("give the root of the repository with --root"),
            ))
        };
    }
    let current = std::env::current_dir().map_err(|cause| error(format!("cannot read the current folder: {cause}")))?;
    let root = current.ancestors().find(|folder| folder.join(MARKER).is_dir());
    root.map(Path::to_owned).ok_or_else(|| {
        let message = format!(
            "neither '{}' nor a folder above it contains '{MARKER}'",
            current.display()
        );
        Box::new(error(message).help("run the command inside the repository, or give its root with --root"))
    })
}
