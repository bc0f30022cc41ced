//! Where the repository is.

use std::path::{Path, PathBuf};

use diagnostics::Diagnostic;

/// The folder that makes a folder the root of a repository of ours.
const MARK: &str = "jsonnet";

/// The root of the repository: `given`, or the nearest folder upwards that holds `jsonnet/`.
pub fn root(given: Option<&Path>) -> Result<PathBuf, Box<Diagnostic>> {
    if let Some(given) = given {
        return if given.join(MARK).is_dir() {
            Ok(given.to_owned())
        } else {
            Err(Box::new(
                Diagnostic::error("usage/root", format!("'{}' holds no folder '{MARK}'", given.display()))
                    .help("name the root of the repository with --root"),
            ))
        };
    }
    let here = std::env::current_dir().map_err(|error| {
        Box::new(Diagnostic::error(
            "usage/root",
            format!("the current folder is not known: {error}"),
        ))
    })?;
    here.ancestors()
        .find(|folder| folder.join(MARK).is_dir())
        .map(Path::to_owned)
        .ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    "usage/root",
                    format!("neither '{}' nor a folder above it holds '{MARK}'", here.display()),
                )
                .help("run the command inside the repository, or name its root with --root"),
            )
        })
}
