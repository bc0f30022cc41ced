//! `cargo xtask snapshot`: what the libraries' constructors and archetypes make now, beside what they were accepted to make.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use crate::check::cargo;
use crate::parts::{Outcome, Parts};
use cli::report::{self, Exit, coloured};
use cli::unified;
use cli::{Format, SnapshotArgs};

/// Where the snapshots stand, from the root of the repository.
const FOLDER: &str = "xtask/crates/render/tests/snapshots";

/// How a snapshot that differs is called until it is looked at.
const PENDING: &str = ".snap.new";

pub(crate) fn run(root: &Path, args: &SnapshotArgs, format: Format) -> ExitCode {
    match plan(root, format).and_then(|changes| finish(root, args, format, &changes)) {
        Ok(exit) => exit.into(),
        Err(finding) => report::findings(&[*finding], format, Exit::Findings),
    }
}

/// Renders the fixtures and answers how the snapshots differ. No pending file is left behind: they are made anew in a moment.
fn plan(root: &Path, format: Format) -> Result<Changes, Box<Diagnostic>> {
    let used = root.join(".cache/snapshots.txt");
    let prepared = fs::create_dir_all(root.join(".cache")).and_then(|()| clear(root, &used));
    prepared.map_err(|error| unusable(&error))?;
    let mut test = cargo(root, ["test", "--quiet", "--package", "render", "--test", "snapshots"]);
    test.env("INSTA_UPDATE", "new")
        .env("INSTA_FORCE_PASS", "1")
        .env("INSTA_OUTPUT", "none")
        .env("INSTA_WORKSPACE_ROOT", root)
        .env("INSTA_SNAPSHOT_REFERENCES_FILE", &used);
    if Parts::new(format).passes(&mut test) != Outcome::Passed {
        return Err(Box::new(
            Diagnostic::error("snapshot/fixtures", "the fixtures do not render")
                .in_file("xtask/crates/render/tests/fixtures")
                .help("mend what the test above says, then run the command again"),
        ));
    }
    let changes = differences(root, &used).map_err(|error| unusable(&error))?;
    clear(root, &used).map_err(|error| unusable(&error))?;
    Ok(changes)
}

fn unusable(error: &io::Error) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("tree/write", format!("cannot use the folder of the snapshots: {error}")).in_file(FOLDER),
    )
}

fn files(root: &Path, suffix: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(FOLDER))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(suffix) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn clear(root: &Path, used: &Path) -> io::Result<()> {
    for path in files(root, PENDING)?.iter().map(PathBuf::as_path).chain([used]) {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// What is pending, and what no fixture makes any more.
fn differences(root: &Path, used: &Path) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for path in files(root, PENDING)? {
        let target = path.with_extension("");
        changes.differences.push(Difference {
            path: shown(root, &target),
            old: target.exists().then(|| fs::read_to_string(&target)).transpose()?,
            new: Some(accepted(&fs::read_to_string(&path)?)),
        });
    }
    let used = fs::read_to_string(used)?;
    let used: BTreeSet<_> = used.lines().filter_map(|line| Path::new(line).file_name()).collect();
    for path in files(root, ".snap")? {
        if path.file_name().is_some_and(|name| used.contains(name)) {
            changes.unchanged += 1;
        } else {
            changes.differences.push(Difference {
                path: shown(root, &path),
                old: Some(fs::read_to_string(&path)?),
                new: None,
            });
        }
    }
    changes.unchanged -= changes
        .differences
        .iter()
        .filter(|d| d.old.is_some() && d.new.is_some())
        .count();
    Ok(changes)
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

/// A pending snapshot as it is kept: the line of the assertion changes with every edit of the test and tells nothing.
fn accepted(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with("assertion_line: "))
        .collect()
}

fn finish(root: &Path, args: &SnapshotArgs, format: Format, changes: &Changes) -> Result<Exit, Box<Diagnostic>> {
    let count = changes.differences.len();
    if args.accept && count > 0 {
        Transaction::prepare(root, changes)?.commit()?;
    }
    match format {
        Format::Text => {
            for difference in &changes.differences {
                report::print_all(&unified::text(difference));
            }
            let mark = match (count, args.accept) {
                (0, _) => coloured("up to date", AnsiColor::Green),
                (_, true) => coloured("accepted", AnsiColor::Green),
                (_, false) => coloured("changed", AnsiColor::Yellow),
            };
            report::print_all(&format!(
                "{mark}: {} snapshots as they were, {count} different\n",
                changes.unchanged
            ));
            if count > 0 && !args.accept {
                report::eprint_all(
                    "help: if this is what was meant, run `cargo xtask snapshot --accept` and commit what it writes\n",
                );
            }
        }
        _ => {
            let paths: Vec<_> = changes.differences.iter().map(|d| &d.path).collect();
            report::print_all(&format!(
                "{}\n",
                json!({ "unchanged": changes.unchanged, "different": paths, "accepted": args.accept })
            ));
        }
    }
    Ok(if count > 0 && !args.accept {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accepted_snapshot_names_no_line() {
        assert_eq!(
            accepted("---\nsource: a.rs\nassertion_line: 7\n---\n{}\n"),
            "---\nsource: a.rs\n---\n{}\n"
        );
    }
}
