//! How `cargo xtask check` runs several verbs of `checks` in one process.

use clap::Args;
use serde_json::{Value, json};

/// Run several verbs in one process, and print a line of JSON after each.
#[derive(Args, Debug)]
pub struct BatchArgs {
    /// Verbs with their arguments, separated by spaces.
    #[arg(required = true)]
    pub verbs: Vec<String>,
}

/// What a verb of a batch did: one line of its output.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchLine {
    /// The verb as it was given.
    pub verb: String,
    /// Whether it ended with exit code 0.
    pub passed: bool,
    /// How long it took.
    pub seconds: f64,
    /// What it printed, with colours.
    pub output: String,
}

impl BatchLine {
    /// The line, with its end.
    pub fn written(&self) -> String {
        let Self {
            verb,
            passed,
            seconds,
            output,
        } = self;
        format!(
            "{}\n",
            json!({ "verb": verb, "passed": passed, "seconds": seconds, "output": output })
        )
    }

    /// Reads a line; `None` if it is something else.
    pub fn read(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        Some(Self {
            verb: value["verb"].as_str()?.to_owned(),
            passed: value["passed"].as_bool()?,
            seconds: value["seconds"].as_f64()?,
            output: value["output"].as_str()?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let line = BatchLine {
            verb: "lint".to_owned(),
            passed: false,
            seconds: 0.5,
            output: "one\ntwo \u{1b}[31mred\u{1b}[0m\n".to_owned(),
        };
        let written = line.written();
        assert_eq!(written.lines().count(), 1);
        assert_eq!(BatchLine::read(&written), Some(line));
        assert_eq!(BatchLine::read("thread 'main' panicked"), None);
    }
}
