//! Failures as people read them.

use std::fmt::Write;

use diagnostics::line_column;
use simulate::world::group_name;

use super::{Report, Result};
use crate::judge::Failure;
use crate::notation::{state_name, written};
use crate::subject::Subject;

impl Report {
    /// Every failed case: where it stands, for which monitor, what was expected and what came of it.
    #[must_use]
    pub fn text(&self, subjects: &[Subject]) -> String {
        self.failed().map(|result| failed(result, &subjects[result.case.subject])).collect()
    }
}

fn failed(result: &Result, subject: &Subject) -> String {
    let test = &result.case.test;
    let (line, column) = line_column(&test.text, test.span.start);
    let mut out = format!("failed: {}\n  --> {}:{line}:{column}\n  monitor {}\n", test.name, test.path, subject.title());
    for failure in &result.judged.failures {
        push(&mut out, &lines(failure));
    }
    out.push('\n');
    out
}

fn push(out: &mut String, text: &str) {
    for line in text.lines() {
        writeln!(out, "  {line}").expect("a String takes every write");
    }
}

fn lines(failure: &Failure) -> String {
    match failure {
        Failure::Timeline { group, expected, actual, .. } => {
            let expected = match expected {
                Some(changes) if changes.is_empty() => "no state at all".to_owned(),
                Some(changes) => changes.iter().map(ToString::to_string).collect::<Vec<_>>().join("  "),
                None => "not to alert: the timeline does not mention it".to_owned(),
            };
            let actual = match actual {
                Some(changes) if changes.is_empty() => "no state at all".to_owned(),
                Some(changes) => changes
                    .iter()
                    .map(|(to, at)| format!("{}@{}", state_name(*to), written(*at)))
                    .collect::<Vec<_>>()
                    .join("  "),
                None => "there is no such group".to_owned(),
            };
            format!("group {}\n  expected  {expected}\n  came out  {actual}", group_name(group))
        }
        Failure::Notification { at, group, message, .. } => {
            let about = group.as_ref().filter(|g| !g.is_empty()).map(|g| format!(" about {g}")).unwrap_or_default();
            format!("notification at {}{about}: {message}", written(*at))
        }
        Failure::Refused(refusal) => match &refusal.help {
            Some(help) => format!("cannot be evaluated: {}\n  help: {help}", refusal.message),
            None => format!("cannot be evaluated: {}", refusal.message),
        },
    }
}
