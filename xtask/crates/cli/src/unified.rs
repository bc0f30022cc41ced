//! Differences of generated files as unified diffs.

use std::fmt::Write;

use anstyle::AnsiColor;
use repository::Difference;
use similar::{ChangeTag, TextDiff};

use crate::report::coloured;

/// Lines of context around a change.
const CONTEXT_LINES: usize = 3;

/// The difference as text: a unified diff, or one line for a file that is new or removed.
pub fn text(difference: &Difference) -> String {
    let path = &difference.path;
    match (&difference.old, &difference.new) {
        (None, Some(new)) => format!(
            "{} {path} ({} lines)\n",
            coloured("new     ", AnsiColor::Green),
            new.lines().count()
        ),
        (Some(_), None) => format!("{} {path}\n", coloured("removed ", AnsiColor::Red)),
        (Some(old), Some(new)) => format!(
            "{} {path}\n{}",
            coloured("changed ", AnsiColor::Yellow),
            hunks(old, new)
        ),
        (None, None) => String::new(),
    }
}

/// The difference in one line: the path, and how many lines are added and removed.
pub fn stat(difference: &Difference) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    let (old, new) = (side(&difference.old), side(&difference.new));
    let diff = TextDiff::from_lines(&old, &new);
    let lines = |tag: ChangeTag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
    let (mark, colour) = match (&difference.old, &difference.new) {
        (None, _) => ("new     ", AnsiColor::Green),
        (_, None) => ("removed ", AnsiColor::Red),
        _ => ("changed ", AnsiColor::Yellow),
    };
    let (added, removed) = (lines(ChangeTag::Insert), lines(ChangeTag::Delete));
    format!("{} {} +{added} -{removed}\n", coloured(mark, colour), difference.path)
}

fn hunks(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT_LINES).iter_hunks() {
        line(&mut out, &coloured(&hunk.header().to_string(), AnsiColor::Cyan));
        for change in hunk.iter_changes() {
            let text = change.value().trim_end_matches('\n');
            match change.tag() {
                ChangeTag::Delete => line(&mut out, &coloured(&format!("-{text}"), AnsiColor::Red)),
                ChangeTag::Insert => line(&mut out, &coloured(&format!("+{text}"), AnsiColor::Green)),
                ChangeTag::Equal => line(&mut out, &format!(" {text}")),
            }
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "    {text}").expect("writing to a String cannot fail");
}
