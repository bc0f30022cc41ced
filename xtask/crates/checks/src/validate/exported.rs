//! `cargo xtask validate --payload`: validates exported payloads.

use std::borrow::Cow;
use std::path::Path;

use datadog_schema::payload::{PayloadKind, Problem};
use diagnostics::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::input::{self, Item};
use crate::report;
use cli::{Exit, FindingFormat, VerbResult};

/// A problem and its payload.
struct Finding<'i> {
    index: usize,
    item: &'i Item,
    problem: Problem,
}

pub(super) fn run(kind: PayloadKind, file: &Path, format: FindingFormat) -> VerbResult {
    let text = input::text(file)?;
    let items = input::items(&text);
    drop(text);
    let findings: Vec<_> = items
        .iter()
        .enumerate()
        .flat_map(|(index, item)| validate(kind, index, item))
        .collect();
    match format {
        FindingFormat::Text => print_text(file, &findings, items.len()),
        FindingFormat::Json => report::print_all(&format!("{}\n", as_json(&findings))),
        FindingFormat::Sarif | FindingFormat::Github => report::print_findings(&in_file(file, &findings), format),
    }
    let failed = findings
        .iter()
        .any(|finding| finding.problem.severity == Severity::Error);
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

fn validate(kind: PayloadKind, index: usize, item: &Item) -> Vec<Finding<'_>> {
    let problems = match &item.value {
        Ok(value) => datadog_schema::validate::payload(kind, value),
        Err(why) => vec![Problem::error(
            "input/json",
            "",
            format!("line {} is not JSON: {why}", item.line),
        )],
    };
    problems
        .into_iter()
        .map(|problem| Finding { index, item, problem })
        .collect()
}

fn as_json(findings: &[Finding<'_>]) -> Value {
    let finding = |Finding { index, item, problem }: &Finding<'_>| {
        json!({
            "index": index,
            "line": item.line,
            "severity": problem.severity,
            "rule": problem.rule,
            "message": problem.message,
            "path": problem.path,
            "span": problem.span.as_ref().map(|span| [span.start, span.end]),
            "help": problem.help,
        })
    };
    json!({ "findings": findings.iter().map(finding).collect::<Vec<_>>() })
}

/// The findings for formats that need an existing file: the payload and the pointer become a note.
fn in_file(file: &Path, findings: &[Finding<'_>]) -> Vec<Diagnostic> {
    let name = display_name(file);
    let placed = |finding: &Finding<'_>| {
        let at = format!(
            "payload {} on line {}, at {}",
            finding.index, finding.item.line, finding.problem.path
        );
        diagnostic(finding, &name).in_file(&*name).note(at)
    };
    findings.iter().map(placed).collect()
}

fn display_name(file: &Path) -> Cow<'_, str> {
    if file.as_os_str() == "-" {
        "<stdin>".into()
    } else {
        file.to_string_lossy()
    }
}

fn print_text(file: &Path, findings: &[Finding<'_>], payloads: usize) {
    let name = display_name(file);
    let diagnostics: Vec<_> = findings.iter().map(|finding| diagnostic(finding, &name)).collect();
    report::eprint_findings(&diagnostics);
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.problem.severity == severity)
            .count()
    };
    let summary = [
        report::count(payloads, "payload"),
        report::count(count(Severity::Error), "error"),
        report::count(count(Severity::Warning), "warning"),
    ];
    report::eprint_all(&format!("{}\n", summary.join(", ")));
}

/// The problem at its JSON pointer, with an excerpt if it is in a part of a text.
fn diagnostic(Finding { index, item, problem }: &Finding<'_>, file: &str) -> Diagnostic {
    let place = format!("{file}[{index}]{}", problem.path);
    let mut diagnostic = Diagnostic::error(problem.rule, &problem.message);
    diagnostic.severity = problem.severity;
    let value = item.value.as_ref().ok();
    let text = value
        .and_then(|value| value.pointer(&problem.path))
        .and_then(Value::as_str);
    diagnostic = match (text, &problem.span) {
        (Some(text), Some(span)) => diagnostic.at(place, text, span.clone()),
        _ => diagnostic.in_file(place),
    };
    let name = |field: &str| value.and_then(|value| value.get(field)).and_then(Value::as_str);
    if let Some(name) = name("name").or_else(|| name("title")).filter(|name| !name.is_empty()) {
        diagnostic = diagnostic.note(format!("in '{name}', line {}", item.line));
    }
    match &problem.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
