//! What every verb that writes generated files does with them: show the differences or carry them out, then sum up.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::{Map, Value};

use crate::line::Format;
use crate::report::{self, Exit, coloured};
use crate::unified;

/// A finished run of such a verb.
pub struct Run<'a> {
    /// The command that writes the files, for advice.
    pub command: &'static str,
    /// How the tree differs from what belongs there.
    pub changes: &'a Changes,
    /// What else the verb counted, by name.
    pub counts: &'a [(&'static str, usize)],
    /// How the result is printed.
    pub format: Format,
    /// When the run began.
    pub started: Instant,
}

/// Carries the changes out: all of them or none.
pub fn write(root: &Path, changes: &Changes) -> Result<(), Box<Diagnostic>> {
    if changes.differences.is_empty() {
        return Ok(());
    }
    Transaction::prepare(root, changes).and_then(Transaction::commit)
}

impl Run<'_> {
    /// Says what was written.
    pub fn written(&self) -> ExitCode {
        self.sum_up("written", "removed");
        Exit::Clean.into()
    }

    /// Shows what would be written. A difference is a finding.
    pub fn check(&self) -> ExitCode {
        if !self.format.is_for_machines() {
            for difference in &self.changes.differences {
                report::print_all(&unified::text(difference));
            }
        }
        self.sum_up("to write", "to remove");
        if self.changes.differences.is_empty() {
            return Exit::Clean.into();
        }
        if !self.format.is_for_machines() {
            report::eprint_all(&format!("help: run `{}` and commit what it writes\n", self.command));
        }
        Exit::Findings.into()
    }

    fn sum_up(&self, to_write: &str, to_remove: &str) {
        let text = if self.format.is_for_machines() {
            self.json().to_string()
        } else {
            self.text(to_write, to_remove)
        };
        report::print_all(&format!("{text}\n"));
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
        format!(
            "{mark}: {} files, {written} {to_write}, {removed} {to_remove} ({counts}{} ms)",
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
