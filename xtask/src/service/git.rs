//! What Git knows of a template: the revision that changed it last, and its files there.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use diagnostics::Diagnostic;

type Outcome<T> = Result<T, Box<Diagnostic>>;

/// The commit that changed `folder` last.
///
/// # Errors
/// When there is no commit of it, or it has changes that are not committed: a service could then never be compared with what it was copied from.
pub(super) fn last_change(root: &Path, folder: &str) -> Outcome<String> {
    committed(
        &root.join(folder),
        folder,
        "commit them: an update compares the service with the commit that it was copied from",
    )?;
    let id = output(root, &["log", "-1", "--format=%H", "--", folder])?;
    match id.trim() {
        "" => Err(Box::new(
            Diagnostic::error("service/uncommitted", format!("no commit contains '{folder}'"))
                .help("commit the template, or fetch the history: git fetch --unshallow"),
        )),
        id => Ok(id.to_owned()),
    }
}

/// Checks that the folder `at`, which is shown as `folder`, has no changes that are not committed.
///
/// # Errors
/// When it has; `help` says why that matters.
pub(super) fn committed(at: &Path, folder: &str, help: &str) -> Outcome<()> {
    let changed = output(at, &["status", "--porcelain", "--", "."])?;
    let Some(line) = changed.lines().next() else {
        return Ok(());
    };
    let message = format!("'{folder}' has changes that are not committed");
    Err(Box::new(
        Diagnostic::error("service/uncommitted", message)
            .in_file(line.get(3..).unwrap_or(folder))
            .help(help),
    ))
}

/// Whether this clone has the commit.
pub(super) fn has(root: &Path, revision: &str) -> bool {
    output(root, &["cat-file", "-e", &format!("{revision}^{{commit}}")]).is_ok()
}

/// The commits that changed `folder`, the newest first.
///
/// # Errors
/// When Git cannot be run.
pub(super) fn changes(root: &Path, folder: &str) -> Outcome<Vec<String>> {
    let ids = output(root, &["log", "--format=%H", "--", folder])?;
    Ok(ids.lines().map(str::to_owned).collect())
}

/// The text files of `folder` at `revision`, by their path in it.
///
/// # Errors
/// When the revision is not in this clone, or a file is not UTF-8.
pub(super) fn files(root: &Path, revision: &str, folder: &str) -> Outcome<BTreeMap<String, String>> {
    let prefix = format!("{folder}/");
    let listed = output(root, &["ls-tree", "-r", "-z", "--name-only", revision, "--", &prefix]).map_err(|finding| {
        Box::new(
            finding
                .note(format!("the revision is {revision}"))
                .help("the clone may be shallow; fetch its history with `git fetch --unshallow`"),
        )
    })?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    paths
        .map(|path| {
            let text = output(root, &["cat-file", "blob", &format!("{revision}:{path}")])?;
            Ok((path.strip_prefix(&prefix).unwrap_or(path).to_owned(), text))
        })
        .collect()
}

/// The standard output of `git` at `root`. Never fetches.
fn output(root: &Path, args: &[&str]) -> Outcome<String> {
    let output = Command::new("git")
        .current_dir(root)
        .args(args)
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_run(&error))?;
    if !output.status.success() {
        let what = args.first().copied().unwrap_or_default();
        let mut finding = Diagnostic::error("usage/git", format!("git {what} failed"));
        for line in String::from_utf8_lossy(&output.stderr).lines().take(3) {
            finding = finding.note(format!("git: {line}"));
        }
        return Err(Box::new(finding.help(
            "run the command in a clone of the repository, or give its root with --root",
        )));
    }
    String::from_utf8(output.stdout).map_err(|_| {
        Box::new(
            Diagnostic::error("service/not-utf8", "a file of the template is not UTF-8")
                .help("keep binary files out of templates: they are copied and merged as text"),
        )
    })
}

pub(super) fn not_run(error: &io::Error) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("usage/git", format!("'git' cannot be run: {error}"))
            .help("install git; templates are compared by their history"),
    )
}
