//! How verbs that generate files write them, or show the differences, and print a summary.

use std::path::Path;
use std::time::Instant;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::{Map, Value};

use crate::OutputFormat;
use crate::report::{self, Exit, coloured};
use crate::unified;

/// Where files are generated from files that are out of date, more is out of date than one verb can see.
pub const EVERYTHING_STALE: &str = "`cargo xtask check` names everything that is out of date, in the order to write it";

/// The summary of a run.
pub struct Summary<'a> {
    /// The command that writes the files, for the help line.
    pub command: &'static str,
    /// How the files on disk differ from the generated ones.
    pub changes: &'a Changes,
    /// Other counts, by name.
    pub counts: &'a [(&'static str, usize)],
    /// Why a file is removed.
    pub removed_because: &'static str,
    /// Output format.
    pub format: OutputFormat,
    /// When the run began.
    pub started: Instant,
}

/// Writes the changes, all or none.
///
/// # Errors
/// When a file cannot be written.
pub fn write(root: &Path, changes: &Changes) -> Result<(), Box<Diagnostic>> {
    if changes.differences.is_empty() {
        return Ok(());
    }
    Transaction::prepare(root, changes).and_then(Transaction::commit)
}

impl Summary<'_> {
    /// Prints what was written.
    pub fn written(&self) -> Exit {
        self.print("written", "removed");
        Exit::Clean
    }

    /// Prints what would be written: with `stat` one line for each file. A difference is a finding.
    pub fn check(&self, stat: bool) -> Exit {
        let show = if stat { unified::stat } else { unified::text };
        if !self.format.is_machine_readable() {
            for difference in &self.changes.differences {
                report::print_all(&show(difference));
            }
        }
        self.print("to write", "to remove");
        if self.changes.differences.is_empty() {
            return Exit::Clean;
        }
        if !self.format.is_machine_readable() {
            report::eprint_all(&format!(
                "help: run `{}` and commit what it writes; {EVERYTHING_STALE}\n",
                self.command
            ));
        }
        Exit::Findings
    }

    fn print(&self, to_write: &str, to_remove: &str) {
        if self.format.is_machine_readable() {
            report::print_json(self.json());
        } else {
            report::print_all(&format!("{}\n", self.text(to_write, to_remove)));
        }
    }

    fn text(&self, to_write: &str, to_remove: &str) -> String {
        let differences = &self.changes.differences;
        let removed = differences.iter().filter(|d| d.new.is_none()).count();
        let written = differences.len() - removed;
        let mark = if differences.is_empty() {
            coloured("up to date", AnsiColor::Green)
        } else {
            coloured("changed", AnsiColor::Yellow)
        };
        let counts: String = self
            .counts
            .iter()
            .map(|(name, count)| format!("{count} {name}, "))
            .collect();
        let paths: String = differences
            .iter()
            .filter(|d| d.new.is_none())
            .map(|d| format!("{to_remove}: {} ({})\n", d.path, self.removed_because))
            .collect();
        format!(
            "{paths}{mark}: {} files, {written} {to_write}, {removed} {to_remove} ({counts}{} ms)",
            self.changes.unchanged + written,
            self.started.elapsed().as_millis(),
        )
    }

    fn json(&self) -> Value {
        let paths = |keep: fn(&Difference) -> bool| -> Vec<&str> {
            self.changes
                .differences
                .iter()
                .filter(|d| keep(d))
                .map(|d| d.path.as_str())
                .collect()
        };
        let mut object = Map::new();
        object.insert("unchanged".to_owned(), self.changes.unchanged.into());
        object.insert("changed".to_owned(), paths(|d| d.new.is_some()).into());
        object.insert("removed".to_owned(), paths(|d| d.new.is_none()).into());
        for (name, count) in self.counts {
            object.insert((*name).to_owned(), (*count).into());
        }
        object.into()
    }
}
