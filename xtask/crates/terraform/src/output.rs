//! What Terraform and tflint print as JSON, as findings.

use std::sync::Arc;

use diagnostics::{Diagnostic, Severity};
use serde::Deserialize;

use crate::Files;

/// What a run of tests was, and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many runs passed.
    pub passed: usize,
    /// How many failed or were skipped after a failure.
    pub failed: usize,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

#[derive(Deserialize)]
struct Validated {
    diagnostics: Vec<Reported>,
}

/// A diagnostic of Terraform.
#[derive(Deserialize)]
struct Reported {
    severity: String,
    summary: String,
    #[serde(default)]
    detail: String,
    range: Option<Range>,
    address: Option<String>,
}

#[derive(Deserialize)]
struct Range {
    filename: String,
    start: Position,
    end: Option<Position>,
}

#[derive(Deserialize)]
struct Position {
    line: usize,
    column: usize,
}

/// The findings in the output of `terraform validate -json`, run in `folder`.
///
/// # Errors
/// The output is not what Terraform prints.
pub fn validate_output(output: &str, folder: &str, files: &Files) -> Result<Vec<Diagnostic>, String> {
    let read: Validated =
        serde_json::from_str(output).map_err(|why| format!("the output of 'validate' cannot be read: {why}"))?;
    Ok(read
        .diagnostics
        .iter()
        .filter(|reported| !is_override(reported))
        .map(|reported| reported.finding("terraform/validate", folder, files))
        .collect())
}

/// The double is a development override; Terraform warns of it each time.
fn is_override(reported: &Reported) -> bool {
    reported.summary == "Provider development overrides are in effect"
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    diagnostic: Option<Reported>,
    test_run: Option<TestRun>,
    #[serde(rename = "@testfile")]
    file: Option<String>,
    #[serde(rename = "@testrun")]
    run: Option<String>,
}

#[derive(Deserialize)]
struct TestRun {
    #[serde(default)]
    progress: Option<String>,
    #[serde(default)]
    status: String,
}

/// The result of `terraform test -json`, run in `folder`: one event per line.
///
/// # Errors
/// A line is not what Terraform prints.
pub fn test_output(output: &str, folder: &str, files: &Files) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for line in output.lines().filter(|line| !line.trim().is_empty()) {
        let event: Event =
            serde_json::from_str(line).map_err(|why| format!("the output of 'test' cannot be read: {why}: {line}"))?;
        match (event.kind.as_str(), &event.test_run, &event.diagnostic) {
            ("test_run", Some(run), _) if run.progress.as_deref().is_none_or(|progress| progress == "complete") => {
                match run.status.as_str() {
                    "pass" => outcome.passed += 1,
                    _ => outcome.failed += 1,
                }
            }
            ("diagnostic", _, Some(reported)) if !is_override(reported) => {
                let mut finding = reported.finding("terraform/test", folder, files);
                if let (Some(file), Some(run)) = (&event.file, &event.run) {
                    finding.notes.push(format!("in run '{run}' of {folder}/{file}"));
                }
                outcome.findings.push(finding);
            }
            _ => {}
        }
    }
    Ok(outcome)
}

#[derive(Deserialize)]
struct Linted {
    issues: Vec<Issue>,
    errors: Vec<LintError>,
}

#[derive(Deserialize)]
struct Issue {
    rule: LintRule,
    message: String,
    range: Range,
}

#[derive(Deserialize)]
struct LintRule {
    name: String,
    severity: String,
    link: String,
}

#[derive(Deserialize)]
struct LintError {
    #[serde(default)]
    summary: String,
    message: String,
    range: Option<Range>,
}

/// The findings in the output of `tflint --format json`, run in `folder`.
///
/// # Errors
/// The output is not what tflint prints.
pub fn tflint_output(output: &str, folder: &str, files: &Files) -> Result<Vec<Diagnostic>, String> {
    let read: Linted =
        serde_json::from_str(output).map_err(|why| format!("the output of tflint cannot be read: {why}"))?;
    let issues = read.issues.into_iter().map(|issue| {
        let severity = if issue.rule.severity == "error" {
            Severity::Error
        } else {
            Severity::Warning
        };
        let finding = Diagnostic::new(
            severity,
            format!("tflint/{}", issue.rule.name.replace('_', "-")),
            sentence(&issue.message),
        );
        placed(finding, Some(&issue.range), folder, files).help(format!("why and how to fix it: {}", issue.rule.link))
    });
    let errors = read.errors.into_iter().map(|error| {
        let message = if error.summary.is_empty() {
            error.message
        } else {
            format!("{}: {}", error.summary, error.message)
        };
        placed(
            Diagnostic::error("tflint/error", sentence(&message)),
            error.range.as_ref(),
            folder,
            files,
        )
    });
    Ok(issues.chain(errors).collect())
}

impl Reported {
    fn finding(&self, rule: &str, folder: &str, files: &Files) -> Diagnostic {
        let severity = if self.severity == "warning" {
            Severity::Warning
        } else {
            Severity::Error
        };
        let mut finding = placed(
            Diagnostic::new(severity, rule, sentence(&self.summary)),
            self.range.as_ref(),
            folder,
            files,
        );
        let detail = self.detail.split_whitespace().collect::<Vec<_>>().join(" ");
        if !detail.is_empty() {
            finding.notes.push(sentence(&detail));
        }
        if let Some(address) = &self.address {
            finding.notes.push(format!("with {address}"));
        }
        if finding.place.is_none() {
            finding.notes.push(format!("in {folder}"));
        }
        finding.help(format!(
            "fix it, then run `cargo xtask terraform check {folder}`, which checks this folder alone"
        ))
    }
}

/// A text as findings are written: it begins in lower case, unless with a name, and ends without a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && (second.is_lowercase() || second == ' ') => first
            .to_lowercase()
            .chain(std::iter::once(second))
            .chain(letters)
            .collect(),
        _ => text.to_owned(),
    }
}

/// The finding at its place. File names are relative to the folder; they may leave it, for a child module.
fn placed(finding: Diagnostic, range: Option<&Range>, folder: &str, files: &Files) -> Diagnostic {
    let Some(range) = range else { return finding };
    let path = resolve(folder, &range.filename);
    match files.get(&path) {
        Some(text) => {
            let start = offset(text, &range.start);
            let end = range.end.as_ref().map_or(start, |end| offset(text, end));
            // A caret on the first line is enough, and a block can be long.
            let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            finding.at(path, Arc::clone(text), start..end.clamp(start, line_end))
        }
        None => finding.in_file(path),
    }
}

fn resolve(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// The byte at a line and a column, both from 1; Terraform counts columns in characters.
fn offset(text: &str, at: &Position) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(at.line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = text[start..].lines().next().unwrap_or_default();
    start
        + line
            .chars()
            .take(at.column.saturating_sub(1))
            .map(char::len_utf8)
            .sum::<usize>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::describe;

    fn files() -> Files {
        [(
            "terraform/modules/a/main.tf".to_owned(),
            "variable \"é\" {\n  typo = 1\n}\n".into(),
        )]
        .into()
    }

    #[test]
    fn a_diagnostic_of_validate_gets_its_place() {
        let output = r#"{"valid":false,"diagnostics":[
            {"severity":"warning","summary":"Provider development overrides are in effect","detail":"..."},
            {"severity":"error","summary":"Unsupported argument","detail":"An argument named \"typo\" is not expected here.",
             "range":{"filename":"main.tf","start":{"line":2,"column":3,"byte":17},"end":{"line":2,"column":7,"byte":21}}}]}"#;
        let found = validate_output(output, "terraform/modules/a", &files()).expect("output of validate");
        assert_eq!(found.len(), 1);
        assert!(
            describe(&found[0]).starts_with("terraform/validate 'typo': unsupported argument"),
            "{}",
            describe(&found[0])
        );
        assert_eq!(found[0].notes, ["an argument named \"typo\" is not expected here"]);
    }

    #[test]
    fn runs_are_counted_and_a_child_module_is_found() {
        let output = concat!(
            r#"{"type":"test_run","@testfile":"tests/a.tftest.hcl","@testrun":"x","test_run":{"progress":"starting"}}"#, "\n",
            r#"{"type":"diagnostic","@testfile":"tests/a.tftest.hcl","@testrun":"x","diagnostic":{"severity":"error","summary":"Test assertion failed","detail":"",
                "range":{"filename":"../a/main.tf","start":{"line":1,"column":10},"end":{"line":1,"column":13}}}}"#, "\n",
            r#"{"type":"test_run","test_run":{"progress":"complete","status":"fail"}}"#, "\n",
            r#"{"type":"test_run","test_run":{"status":"pass"}}"#, "\n"
        )
        .replace("\n                ", "");
        let outcome = test_output(&output, "terraform/modules/b", &files()).expect("output of test");
        assert_eq!((outcome.passed, outcome.failed), (1, 1));
        assert!(
            describe(&outcome.findings[0]).starts_with("terraform/test '\"é\"': test assertion failed"),
            "{:?}",
            outcome.findings
        );
        assert_eq!(
            outcome.findings[0].notes,
            ["in run 'x' of terraform/modules/b/tests/a.tftest.hcl"]
        );
    }

    #[test]
    fn issues_of_tflint_keep_their_severity() {
        let output = r#"{"issues":[{"rule":{"name":"terraform_unused_declarations","severity":"warning","link":"https://example.org/rule"},
            "message":"variable \"é\" is declared but not used","range":{"filename":"main.tf","start":{"line":1,"column":1},"end":{"line":1,"column":13}}}],"errors":[]}"#;
        let found = tflint_output(output, "terraform/modules/a", &files()).expect("output of tflint");
        assert_eq!(
            (found[0].severity, found[0].rule.as_str()),
            (Severity::Warning, "tflint/terraform-unused-declarations")
        );
    }

    #[test]
    fn other_output_is_an_error() {
        assert!(validate_output("no JSON", "a", &files()).is_err());
        assert!(test_output("no JSON", "a", &files()).is_err());
        assert!(tflint_output("{}", "a", &files()).is_err());
    }

    proptest! {
        #[test]
        fn no_position_makes_it_panic(text in "[a-zé\n]{0,40}", line in 0usize..60, column in 0usize..60, to in 0usize..60) {
            let files: Files = [("a/b".to_owned(), text.into())].into();
            let range = Range { filename: "b".to_owned(), start: Position { line, column }, end: Some(Position { line: to, column }) };
            let found = placed(Diagnostic::error("a/b", "c"), Some(&range), "a", &files);
            let (text, span) = found.place.and_then(|place| place.excerpt).expect("a place");
            prop_assert!(text.get(span).is_some());
        }
    }
}
