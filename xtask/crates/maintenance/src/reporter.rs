//! Findings in the file of a window.

use diagnostics::Diagnostic;
use repository::WindowFile;

use crate::Bytes;

/// Collects the findings of one window.
pub(crate) struct Reporter<'a> {
    file: &'a WindowFile,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Reporter<'a> {
    pub(crate) const fn new(file: &'a WindowFile, findings: &'a mut Vec<Diagnostic>) -> Self {
        Self { file, findings }
    }

    /// Reports that the window is wrong at `at`. The message is "window 'env/name' " and `what`.
    pub(crate) fn report(&mut self, rule: &str, what: &str, at: Bytes, help: &str) {
        let WindowFile { env, name, path, text } = self.file;
        let finding = Diagnostic::error(format!("maintenance/{rule}"), format!("window '{env}/{name}' {what}"));
        self.findings
            .push(finding.at(path.as_str(), text.clone(), at).help(help));
    }

    /// The bytes of the text of a scalar, without its quotes.
    pub(crate) fn inner(&self, at: &Bytes) -> Bytes {
        let quoted = self
            .file
            .text
            .get(at.clone())
            .is_some_and(|text| text.starts_with(['"', '\'']));
        if quoted && at.len() > 1 {
            at.start + 1..at.end - 1
        } else {
            at.clone()
        }
    }
}
