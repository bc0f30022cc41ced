//! Where the code of a new service may be.

use std::path::{Component, Path, PathBuf};

use diagnostics::Diagnostic;

/// The folders at the root of the repository that are written by the tool, or read by it. Those that begin with a dot belong to tools too.
const TAKEN: [&str; 10] = [
    "manifests",
    "helm-values",
    "runbooks",
    "docs",
    "jsonnet",
    "services-template",
    "xtask",
    "terraform",
    "tools",
    "target",
];

/// The path of `folder` from the root of the repository. Both are absolute.
///
/// # Errors
/// When the folder is outside the repository, or in a folder that belongs to the tool.
pub(super) fn inside(root: &Path, folder: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let refused = |why: String, help: &str| Err(Box::new(Diagnostic::error("usage/into", why).help(help)));
    let real = real(&plain(folder));
    let Ok(path) = real.strip_prefix(self::real(&plain(root))) else {
        return refused(
            format!("'{}' is outside the repository", folder.display()),
            "choose a folder in the repository with --into: the path of the shared packages from elsewhere is true on this machine alone",
        );
    };
    let first = path
        .components()
        .next()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    match first {
        None => refused(
            "a service cannot fill the root of the repository".to_owned(),
            "choose a folder with --into",
        ),
        Some(first) if first.starts_with('.') || TAKEN.contains(&first.as_str()) => refused(
            format!("a service cannot be in '{first}': its files are the tool's"),
            "choose another folder with --into, or leave it out: services/<NAME>",
        ),
        Some(_) => Ok(path.to_owned()),
    }
}

/// `path` without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
        plain
    })
}

/// `path` with the links resolved in that part of it that exists.
fn real(path: &Path) -> PathBuf {
    for known in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (known.canonicalize(), path.strip_prefix(known)) {
            return if rest.as_os_str().is_empty() {
                real
            } else {
                real.join(rest)
            };
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(folder: &str, expected: &str) {
        let said = match inside(Path::new("/no/r"), Path::new(folder)) {
            Ok(path) => path.display().to_string(),
            Err(finding) => finding.message,
        };
        assert!(said.contains(expected), "{folder}: {said}");
    }

    #[test]
    fn folders_of_the_tool_and_outside_are_refused() {
        check("/no/r/services/a", "services/a");
        check("/no/r/services/../apps/./a", "apps/a");
        check("/no/a", "outside the repository");
        check("/no/r/../a", "outside the repository");
        check("/no/r/services/..", "the root of the repository");
        check("/no/r/.github/a", "cannot be in '.github'");
        check("/no/r/services/../manifests/a", "cannot be in 'manifests'");
        for taken in TAKEN {
            check(&format!("/no/r/{taken}/a"), &format!("cannot be in '{taken}'"));
        }
    }
}
