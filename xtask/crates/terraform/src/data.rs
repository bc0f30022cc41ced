//! Rules over the data that Terraform reads.

mod accounts;
mod indexes;
mod roles;
mod secrets;

use diagnostics::Diagnostic;
use documents::yaml;
use serde::de::DeserializeOwned;

use crate::Files;

pub(crate) fn check(files: &Files, findings: &mut Vec<Diagnostic>) {
    accounts::check(files, findings);
    indexes::check(files, findings);
    roles::check(files, findings);
    secrets::check(files, findings);
}

/// A file in YAML as a `T`; a finding if it is none.
fn read<T: DeserializeOwned>(files: &Files, path: &str, findings: &mut Vec<Diagnostic>) -> Option<T> {
    let text = files.get(path)?;
    match yaml::parse(text) {
        Ok(read) => Some(read),
        Err(error) => {
            let mut finding = Diagnostic::error("terraform/data", format!("'{path}': {}", error.message)).at(
                path,
                text.clone(),
                error.span,
            );
            finding.help = error.help;
            findings.push(finding);
            None
        }
    }
}
