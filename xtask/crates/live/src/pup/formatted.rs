//! Results in JSON, as `pup format` renders and filters them: it is the renderer of pup's own commands, and on PATH when pup runs an extension.

use std::io::Write;
use std::process::{Command, Stdio};

use cli::{Failure, report};
use diagnostics::Diagnostic;
use serde_json::Value;

use super::{Pup, refused};

impl Pup {
    /// Prints a result. `rows` is the field with its list, which becomes the rows of a table in text; JSON and YAML have all of it.
    ///
    /// # Errors
    /// When `pup format` cannot be run or refuses the filter.
    pub(crate) fn print(&self, result: &Value, rows: &str) -> Result<(), Failure> {
        let result = report::versioned(result.clone());
        let Some(output) = &self.rendered_as else {
            report::print_json(result);
            return Ok(());
        };
        let rows = matches!(output.as_str(), "csv" | "tsv").then(|| format!(".{rows}"));
        let filter = self.filter.clone().or(rows);
        let mut command = Command::new("pup");
        // As a flag, because pup prefers DD_OUTPUT to PUP_OUTPUT.
        command.args(["format", "--output", output]).stdin(Stdio::piped());
        match &filter {
            Some(filter) => command.env("PUP_FILTER", filter),
            None => command.env_remove("PUP_FILTER"),
        };
        let failed = |what: String| {
            let error = Diagnostic::error("usage/output", what);
            refused(error.help("check that `pup format` works, or ask for JSON without a filter: `pup --output json`"))
        };
        let mut pup = command
            .spawn()
            .map_err(|cause| failed(format!("cannot run `pup format`: {cause}")))?;
        let written = pup
            .stdin
            .take()
            .map(|mut input| input.write_all(result.to_string().as_bytes()));
        let status = pup
            .wait()
            .map_err(|cause| failed(format!("cannot wait for `pup format`: {cause}")))?;
        if !status.success() {
            return Err(failed(format!("`pup format` failed with {status}")));
        }
        match written {
            Some(Err(cause)) => Err(failed(format!("cannot write to `pup format`: {cause}"))),
            _ => Ok(()),
        }
    }
}
