//! The three-way merge of one file: what the template was, what the service made of it, what the template is now.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use diagnostics::Diagnostic;

use super::git::not_run;

/// What an update does with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    /// It stays as it is.
    Unchanged,
    /// It gets this text.
    Updated(String),
    /// It gets this text, with conflict markers.
    Conflict(String),
    /// It is removed, as in the template; the service had not changed it.
    Removed,
    /// It stays although the template removed it, because the service had changed it.
    KeptEdited,
    /// It stays removed although the template changed it, because the service had removed it.
    KeptRemoved,
}

/// Merges the texts of one file; `None` where there is no file.
///
/// # Errors
/// When `git merge-file` cannot be run.
pub(super) fn merge(base: Option<&str>, ours: Option<&str>, theirs: Option<&str>) -> Result<Merge, Box<Diagnostic>> {
    Ok(match (base, ours, theirs) {
        _ if base == theirs || ours == theirs => Merge::Unchanged,
        (_, Some(ours), Some(theirs)) if base != Some(ours) => three_way(base.unwrap_or_default(), ours, theirs)?,
        (Some(_), None, _) => Merge::KeptRemoved,
        (_, _, Some(theirs)) => Merge::Updated(theirs.to_owned()),
        (_, Some(ours), None) if base != Some(ours) => Merge::KeptEdited,
        (_, _, None) => Merge::Removed,
    })
}

fn three_way(base: &str, ours: &str, theirs: &str) -> Result<Merge, Box<Diagnostic>> {
    let failed = |error: &std::io::Error| {
        Box::new(Diagnostic::error(
            "service/merge",
            format!("cannot write a temporary file: {error}"),
        ))
    };
    let folder = Scratch::new().map_err(|error| failed(&error))?;
    for (name, text) in [("ours", ours), ("base", base), ("theirs", theirs)] {
        fs::write(folder.0.join(name), text).map_err(|error| failed(&error))?;
    }
    let output = Command::new("git")
        .current_dir(&folder.0)
        .args(["merge-file", "--stdout", "--diff3"])
        .args([
            "-L",
            "this service",
            "-L",
            "the template it was copied from",
            "-L",
            "the template now",
        ])
        .args(["ours", "base", "theirs"])
        .output()
        .map_err(|error| not_run(&error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // The exit code is the number of conflicts, at most 127; an error is above.
    match output.status.code() {
        Some(0) => Ok(Merge::Updated(text)),
        Some(1..=127) => Ok(Merge::Conflict(text)),
        _ => Err(Box::new(
            Diagnostic::error("service/merge", "git merge-file failed")
                .note(format!("git: {}", String::from_utf8_lossy(&output.stderr).trim())),
        )),
    }
}

/// A folder that is removed when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> std::io::Result<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "xtask-merge-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A leftover in the system's temporary folder does no damage, and the merge itself succeeded.
        drop(fs::remove_dir_all(&self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: Option<&str>, ours: Option<&str>, theirs: Option<&str>, expected: &Merge) {
        let merged = merge(base, ours, theirs).expect("git runs");
        assert_eq!(merged, *expected, "{base:?} {ours:?} {theirs:?}");
    }

    #[test]
    fn what_only_one_side_changed_needs_no_merge() {
        let updated = |text: &str| Merge::Updated(text.to_owned());
        check(Some("a"), Some("a"), Some("b"), &updated("b"));
        check(Some("a"), Some("b"), Some("a"), &Merge::Unchanged);
        check(Some("a"), Some("b"), Some("b"), &Merge::Unchanged);
        check(None, None, Some("a"), &updated("a"));
        check(None, Some("a"), None, &Merge::Unchanged);
        check(Some("a"), Some("a"), None, &Merge::Removed);
        check(Some("a"), Some("b"), None, &Merge::KeptEdited);
        check(Some("a"), None, Some("b"), &Merge::KeptRemoved);
        check(Some("a"), None, Some("a"), &Merge::Unchanged);
        check(Some("a"), None, None, &Merge::Unchanged);
    }

    #[test]
    fn changes_of_both_sides_are_merged_line_by_line() {
        let base = "1\n2\n3\n4\n5\n";
        let merged = Merge::Updated("1 ours\n2\n3\n4\n5 theirs\n".to_owned());
        check(
            Some(base),
            Some("1 ours\n2\n3\n4\n5\n"),
            Some("1\n2\n3\n4\n5 theirs\n"),
            &merged,
        );
    }

    #[test]
    fn a_conflict_shows_all_three_texts() {
        let conflict = "<<<<<<< this service\nb\n||||||| the template it was copied from\na\n=======\nc\n>>>>>>> the template now\n";
        check(
            Some("a\n"),
            Some("b\n"),
            Some("c\n"),
            &Merge::Conflict(conflict.to_owned()),
        );
    }
}
