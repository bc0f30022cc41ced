//! `cargo xtask snapshot`: compares what the constructors and archetypes produce with the accepted snapshots.
//!
//! It reads and writes insta's files itself: only `cargo-insta` could do it instead, and that crate would have to be compiled before the first render.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use crate::cargo::cargo;
use crate::console::Console;
use crate::step_result::StepResult;
use cli::apply::EVERYTHING_STALE;
use cli::report::{self, coloured};
use cli::unified;
use cli::{Exit, OutputFormat, SnapshotArgs, VerbResult};

/// The folder of the snapshots, from the root of the repository.
const FOLDER: &str = "xtask/crates/render/tests/snapshots";

/// How the file name of a new snapshot ends until it is accepted.
const PENDING: &str = ".snap.new";

pub(crate) fn run(root: &Path, args: &SnapshotArgs) -> VerbResult {
    let changes = plan(root, args.format)?;
    if args.accept && !changes.differences.is_empty() {
        Transaction::prepare(root, &changes).and_then(Transaction::commit)?;
    }
    print(args, &changes);
    Ok(if changes.differences.is_empty() || args.accept {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// Renders the fixtures, and returns how the snapshots differ. Leaves no pending files behind.
fn plan(root: &Path, format: OutputFormat) -> Result<Changes, Box<Diagnostic>> {
    let used = root.join(".cache/snapshots.txt");
    let prepared = fs::create_dir_all(root.join(".cache")).and_then(|()| clear(root, &used));
    prepared.map_err(|error| unusable(&error))?;
    let mut test = cargo(root, ["test", "--quiet", "--test", "snapshots"]);
    test.env("INSTA_UPDATE", "new")
        .env("INSTA_FORCE_PASS", "1")
        .env("INSTA_OUTPUT", "none")
        .env("INSTA_WORKSPACE_ROOT", root)
        .env("INSTA_SNAPSHOT_REFERENCES_FILE", &used);
    if Console::direct(format).passes(&mut test) != StepResult::Passed {
        return Err(Box::new(
            Diagnostic::error("snapshot/fixtures", "the fixtures do not render")
                .in_file("xtask/crates/render/tests/fixtures")
                .help("fix the errors above, then run the command again"),
        ));
    }
    let changes = differences(root, &used).map_err(|error| unusable(&error))?;
    clear(root, &used).map_err(|error| unusable(&error))?;
    Ok(changes)
}

fn unusable(error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("tree/write", format!("cannot use the snapshot folder: {error}")).in_file(FOLDER))
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

/// The pending snapshots, and the snapshots that no fixture produces any more.
fn differences(root: &Path, used: &Path) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for path in files(root, PENDING)? {
        let target = path.with_extension("");
        changes.differences.push(Difference {
            path: relative(root, &target),
            old: target.exists().then(|| fs::read_to_string(&target)).transpose()?,
            new: Some(without_assertion_line(&fs::read_to_string(&path)?)),
        });
    }
    let used = fs::read_to_string(used)?;
    let used: BTreeSet<_> = used.lines().filter_map(|line| Path::new(line).file_name()).collect();
    for path in files(root, ".snap")? {
        if path.file_name().is_some_and(|name| used.contains(name)) {
            changes.unchanged += 1;
        } else {
            changes.differences.push(Difference {
                path: relative(root, &path),
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

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

/// A pending snapshot without the line number of its assertion, which would change with every edit of the test.
fn without_assertion_line(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with("assertion_line: "))
        .collect()
}

fn print(args: &SnapshotArgs, changes: &Changes) {
    let count = changes.differences.len();
    if args.format.is_machine_readable() {
        let paths: Vec<_> = changes.differences.iter().map(|d| &d.path).collect();
        return report::print_json(
            json!({ "unchanged": changes.unchanged, "different": paths, "accepted": args.accept }),
        );
    }
    for difference in &changes.differences {
        report::print_all(&unified::text(difference));
    }
    let mark = match (count, args.accept) {
        (0, _) => coloured("up to date", AnsiColor::Green),
        (_, true) => coloured("accepted", AnsiColor::Green),
        (_, false) => coloured("changed", AnsiColor::Yellow),
    };
    report::print_all(&format!(
        "{mark}: {} snapshots unchanged, {count} different\n",
        changes.unchanged
    ));
    if count > 0 && !args.accept {
        report::eprint_all(&format!(
            "help: if you meant to change them, run `cargo xtask snapshot --accept` and commit the result; {EVERYTHING_STALE}\n"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accepted_snapshot_has_no_assertion_line() {
        assert_eq!(
            without_assertion_line("---\nsource: a.rs\nassertion_line: 7\n---\n{}\n"),
            "---\nsource: a.rs\n---\n{}\n"
        );
    }
}
