//! Several verbs of `checks`, run by one process that evaluates the definitions once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use cli::BatchLine;
use cli::interruption::part;
use cli::report;

use crate::step_result::StepResult;
use crate::steps::Row;

/// What a step prints when its process ended before it.
const CUT_OFF: &str = "not run: the process of the verbs ended early\n";

/// Runs the verbs one after the other, and calls `each` with the row and the output of each verb when it ends.
pub(crate) fn run(root: &Path, checks: &Path, verbs: &[&str], each: impl FnMut(Row, &str)) {
    let mut command = Command::new(checks);
    command.arg("--root").arg(root).arg("batch").args(verbs);
    read(part(&mut command), verbs, each);
}

/// Reads what the command says about each of the verbs. Those that it says nothing about have failed.
fn read(command: &mut Command, verbs: &[&str], mut each: impl FnMut(Row, &str)) {
    let mut left = verbs.iter();
    let cause = match lines(command, |line| match BatchLine::read(line) {
        Some(BatchLine {
            verb,
            passed,
            seconds,
            output,
        }) => {
            left.next();
            each(Row::new(&verb, passed.into(), seconds), &output);
        }
        // Of no verb: shown where it appears.
        None => report::eprint_all(&format!("{line}\n")),
    }) {
        Ok(()) => String::new(),
        Err(error) => format!("'{}': {error}\n", command.get_program().display()),
    };
    for verb in left {
        each(Row::new(verb, StepResult::Failed, 0.0), &format!("{cause}{CUT_OFF}"));
    }
}

/// Calls `each` with the lines that the command prints, and waits for its end.
fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> std::io::Result<()> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().into_iter();
    let read = output
        .flat_map(|output| BufReader::new(output).lines())
        .try_for_each(|line| line.map(|line| each(&line)));
    let ended = child.wait();
    read.and(ended.map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(command: &mut Command) -> Vec<(StepResult, String)> {
        let mut rows = Vec::new();
        read(command, &["lint", "validate", "docs --check"], |row, output| {
            rows.push((row.result(), output.to_owned()));
        });
        rows
    }

    fn line(verb: &str, passed: bool) -> String {
        BatchLine {
            verb: verb.to_owned(),
            passed,
            seconds: 0.1,
            output: format!("of {verb}"),
        }
        .written()
    }

    #[test]
    fn verbs_that_the_process_did_not_reach_have_failed() {
        let printed = line("lint", true) + &line("validate", false);
        let found = results(Command::new("printf").args(["%s", &printed]));
        let expected = [
            (StepResult::Passed, "of lint".to_owned()),
            (StepResult::Failed, "of validate".to_owned()),
            (StepResult::Failed, CUT_OFF.to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_process_that_cannot_start_fails_every_verb_once() {
        let found = results(&mut Command::new("no-such-program"));
        assert_eq!(found.len(), 3);
        for (result, output) in found {
            assert_eq!(result, StepResult::Failed);
            assert!(
                output.starts_with("'no-such-program': ") && output.ends_with(CUT_OFF),
                "{output}"
            );
        }
    }

    #[test]
    fn output_that_is_no_text_keeps_what_was_read_before() {
        let script = "printf '%s' \"$1\"; printf '\\377\\n'";
        let found = results(Command::new("sh").args(["-c", script, "sh", &line("lint", true)]));
        let results: Vec<_> = found.iter().map(|(result, _)| *result).collect();
        assert_eq!(results, [StepResult::Passed, StepResult::Failed, StepResult::Failed]);
    }
}
