//! What was checked, in one line.

use std::time::Instant;

use anstyle::AnsiColor;
use diagnostics::{Diagnostic, Severity};

use super::Files;
use super::folders::{Folder, Kind};
use crate::report::{coloured, count};

/// What was checked and found so far.
pub(crate) struct Summary {
    files: usize,
    folders: String,
    /// Runs of tests that passed.
    pub(crate) runs: usize,
    /// With what: `Terraform 1.11.4`, the providers, tflint.
    pub(crate) with: Vec<String>,
    /// What was not checked, and why.
    pub(crate) skipped: Vec<String>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Summary {
    pub(crate) fn new(files: &Files, folders: &[Folder]) -> Self {
        let of = |kind| folders.iter().filter(|folder| folder.kind == kind).count();
        Self {
            files: files.len(),
            folders: [
                count(of(Kind::Module), "module"),
                count(of(Kind::Example), "example"),
                count(of(Kind::Root), "root"),
            ]
            .join(", "),
            runs: 0,
            with: Vec::new(),
            skipped: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub(crate) fn line(&self, started: Instant) -> String {
        let errors = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        let mark = match (errors, self.findings.len()) {
            (0, 0) => coloured("clean", AnsiColor::Green),
            (0, _) => coloured("warnings", AnsiColor::Yellow),
            _ => coloured("findings", AnsiColor::Red),
        };
        let mut out = String::new();
        for skipped in &self.skipped {
            out += &format!("skipped: {skipped}\n");
        }
        out += &format!("{mark}: {}, {}", count(self.files, "file"), self.folders);
        if !self.with.is_empty() {
            out += &format!(", {} passed; {}", count(self.runs, "test run"), self.with.join(", "));
        }
        let warnings = self.findings.len() - errors;
        out + &format!(
            "; {}, {} ({:.1} s)\n",
            count(errors, "error"),
            count(warnings, "warning"),
            started.elapsed().as_secs_f64()
        )
    }
}
