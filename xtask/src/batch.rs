//! Several verbs of `checks`, run by one process that evaluates the definitions once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use cli::BatchLine;
use cli::report;

use crate::step_result::StepResult;
use crate::steps::Row;

/// What a step prints when its process ended before it.
const CUT_OFF: &str = "not run: the process of the verbs ended early\n";

/// Runs the verbs one after the other, and calls `each` with the row and the output of each verb when it ends.
pub(crate) fn run(root: &Path, checks: &Path, verbs: &[&str], each: impl Fn(Row, &str)) {
    let ended = ran(root, checks, verbs, &each);
    let cause = ended
        .as_ref()
        .err()
        .map_or_else(String::new, |error| format!("'{}': {error}\n", checks.display()));
    for verb in &verbs[ended.unwrap_or_default()..] {
        each(Row::new(verb, StepResult::Failed, 0.0), &format!("{cause}{CUT_OFF}"));
    }
}

/// The number of verbs that ran.
fn ran(root: &Path, checks: &Path, verbs: &[&str], each: impl Fn(Row, &str)) -> std::io::Result<usize> {
    let mut command = Command::new(checks);
    command.arg("--root").arg(root).arg("batch").args(verbs);
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut done = 0;
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|output| BufReader::new(output).lines())
    {
        let line = line?;
        match BatchLine::read(&line) {
            Some(BatchLine {
                verb,
                passed,
                seconds,
                output,
            }) => {
                each(Row::new(&verb, passed.into(), seconds), &output);
                done += 1;
            }
            // Of no verb: shown where it appears.
            None => report::eprint_all(&format!("{line}\n")),
        }
    }
    child.wait()?;
    Ok(done)
}
