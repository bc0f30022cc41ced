//! Exported payloads, and the findings of a check about each: `cargo xtask validate --payload` and `cargo xtask lint --payload`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use datadog_schema::exports::{self, Exported};
use datadog_schema::payload::{PayloadKind, Problem};
use diagnostics::{Diagnostic, Severity};
use documents::values;
use serde_json::{Map, Value, json};

use crate::input;
use crate::report;
use cli::{Exit, FindingFormat, VerbResult};

/// An object of the input, or why it cannot be read, and the line where it starts or where the list begins that has it.
pub(crate) struct Item {
    pub(crate) line: usize,
    pub(crate) object: Result<Exported, Problem>,
}

/// A problem and its object.
struct Finding<'i> {
    index: usize,
    item: &'i Item,
    problem: Problem,
}

/// What is wrong with a payload.
type Check = fn(PayloadKind, &Value) -> Vec<Problem>;

/// Prints what `check` finds in the objects of `file`, which are of `kind` unless they say otherwise themselves.
pub(crate) fn run(kind: cli::PayloadKind, file: &Path, format: FindingFormat, check: Check) -> VerbResult {
    let items = items(schema_kind(kind), &input::text(file)?);
    let findings: Vec<_> = items
        .iter()
        .enumerate()
        .flat_map(|(index, item)| checked(index, item, check))
        .collect();
    match format {
        FindingFormat::Text => print_text(file, &findings, &items),
        FindingFormat::Json => report::print_json(as_json(&findings, &items)),
        FindingFormat::Sarif | FindingFormat::Github => report::print_findings(&in_file(file, &findings), format),
    }
    let failed = findings
        .iter()
        .any(|finding| finding.problem.severity == Severity::Error);
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// The objects of a text, taken out of whatever was exported around them.
pub(crate) fn items(kind: PayloadKind, text: &str) -> Vec<Item> {
    let read = |item: values::Item| {
        let line = item.line;
        let objects = match item.value {
            Ok(value) => exports::objects(kind, value),
            Err(why) => {
                let rule = if why.form == "yaml" { "input/yaml" } else { "input/json" };
                vec![Err(Problem::error(rule, "", why.message))]
            }
        };
        objects.into_iter().map(move |object| Item { line, object })
    };
    values::values(text).into_iter().flat_map(read).collect()
}

fn checked(index: usize, item: &Item, check: Check) -> Vec<Finding<'_>> {
    let problems = match &item.object {
        Ok(object) => check(object.kind, &object.payload),
        Err(problem) => vec![problem.clone()],
    };
    problems
        .into_iter()
        .map(|problem| Finding { index, item, problem })
        .collect()
}

/// What was unwrapped: how many objects came out of what.
fn unwrapped(items: &[Item]) -> Vec<String> {
    let forms = items
        .iter()
        .filter_map(|item| item.object.as_ref().ok()?.form.as_deref());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for form in forms {
        *counts.entry(form).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(form, count)| format!("{} from {form}", report::count(count, "payload")))
        .collect()
}

fn as_json(findings: &[Finding<'_>], items: &[Item]) -> Value {
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
    let mut out = Map::new();
    out.insert("findings".to_owned(), findings.iter().map(finding).collect());
    let notes = unwrapped(items);
    if !notes.is_empty() {
        out.insert("notes".to_owned(), notes.into());
    }
    Value::Object(out)
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

pub(crate) fn display_name(file: &Path) -> Cow<'_, str> {
    if file.as_os_str() == "-" {
        "<stdin>".into()
    } else {
        file.to_string_lossy()
    }
}

fn print_text(file: &Path, findings: &[Finding<'_>], items: &[Item]) {
    let name = display_name(file);
    let diagnostics: Vec<_> = findings.iter().map(|finding| diagnostic(finding, &name)).collect();
    report::eprint_findings(&diagnostics);
    for note in unwrapped(items) {
        report::eprint_all(&format!("note: {note}\n"));
    }
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.problem.severity == severity)
            .count()
    };
    let summary = [
        report::count(items.len(), "payload"),
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
    let value = item.object.as_ref().ok().map(|object| &object.payload);
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

/// The command line does not depend on the schemas, so it has its own type of kinds.
const fn schema_kind(kind: cli::PayloadKind) -> datadog_schema::payload::PayloadKind {
    use PayloadKind as Schema;
    match kind {
        cli::PayloadKind::Monitor => Schema::Monitor,
        cli::PayloadKind::Dashboard => Schema::Dashboard,
        cli::PayloadKind::Slo => Schema::Slo,
        cli::PayloadKind::Downtime => Schema::Downtime,
        cli::PayloadKind::NotificationRule => Schema::NotificationRule,
        cli::PayloadKind::Notebook => Schema::Notebook,
        cli::PayloadKind::SyntheticTest => Schema::SyntheticTest,
        cli::PayloadKind::LogArchive => Schema::LogArchive,
        cli::PayloadKind::LogMetric => Schema::LogMetric,
        cli::PayloadKind::RestrictionQuery => Schema::RestrictionQuery,
    }
}
