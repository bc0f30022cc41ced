//! `cargo xtask validate --payload`: payloads as Datadog exports them, against what its API takes.

use std::process::ExitCode;

use diagnostics::{Diagnostic, Severity};
use payload::Problem;
use serde_json::{Value, json};

use crate::cli::{Format, ValidateArgs};
use crate::payloads::{self, Item};
use crate::report::{self, Exit};

/// A problem and the payload that has it.
struct Finding<'i> {
    index: usize,
    item: &'i Item,
    problem: Problem,
}

pub(crate) fn run(args: &ValidateArgs, format: Format) -> ExitCode {
    let text = match payloads::text(&args.file) {
        Ok(text) => text,
        Err(finding) => return report::findings(&[*finding], format, Exit::Usage),
    };
    let items = payloads::items(&text);
    drop(text);
    let check = |(index, item)| check(args.payload.kind(), index, item);
    let findings: Vec<_> = items.iter().enumerate().flat_map(check).collect();
    match format {
        Format::Text => print_text(args, &findings, items.len()),
        _ => report::print_all(&format!("{}\n", as_json(&findings))),
    }
    let refused = findings.iter().any(|finding| finding.problem.severity == Severity::Error);
    if refused { Exit::Findings.into() } else { Exit::Clean.into() }
}

fn check(kind: payload::Kind, index: usize, item: &Item) -> Vec<Finding<'_>> {
    let problems = match &item.value {
        Ok(value) => validate::payload(kind, value),
        Err(why) => vec![Problem::error("input/json", "", format!("line {} is no JSON: {why}", item.line))],
    };
    problems.into_iter().map(|problem| Finding { index, item, problem }).collect()
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

fn print_text(args: &ValidateArgs, findings: &[Finding<'_>], payloads: usize) {
    let file = if args.file.as_os_str() == "-" {
        "<stdin>".into()
    } else {
        args.file.to_string_lossy()
    };
    let diagnostics: Vec<_> = findings.iter().map(|finding| diagnostic(finding, &file)).collect();
    report::eprint_findings(&diagnostics);
    let count = |severity| findings.iter().filter(|finding| finding.problem.severity == severity).count();
    let summary = [
        report::count(payloads, "payload"),
        report::count(count(Severity::Error), "error"),
        report::count(count(Severity::Warning), "warning"),
    ];
    report::eprint_all(&format!("{}\n", summary.join(", ")));
}

/// The problem at its pointer, with the text that it is about where part of that is to be underlined.
fn diagnostic(Finding { index, item, problem }: &Finding<'_>, file: &str) -> Diagnostic {
    let place = format!("{file}[{index}]{}", problem.path);
    let mut diagnostic = Diagnostic::error(problem.rule, &problem.message);
    diagnostic.severity = problem.severity;
    let value = item.value.as_ref().ok();
    let text = value.and_then(|value| value.pointer(&problem.path)).and_then(Value::as_str);
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
