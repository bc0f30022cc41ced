//! `cargo xtask validate --against`: compares exported objects with the rendered ones, without what Datadog adds and without defaults.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use datadog_schema::exports::Exported;
use datadog_schema::payload::{PayloadKind, pointer};
use diagnostics::Diagnostic;
use render::Object;
use serde_json::Value;

use super::rendered::{schema_kind, select};
use crate::estate::Estate;
use crate::exported::{Item, display_name, items};
use crate::{input, report};
use cli::{Exit, Failure, FindingFormat, VerbResult};

/// The most differences of one object that are printed.
const DIFFERENCES_MAX: usize = 20;

/// The most characters of a value that are printed.
const VALUE_MAX: usize = 100;

/// Compares the objects in the file `export` with those that are declared in or rendered to `paths`; with all if there are no paths.
pub(super) fn run(estate: &Estate, export: &Path, paths: &[PathBuf], format: FindingFormat) -> VerbResult {
    let text = input::text(export)?;
    let definitions = estate.definitions()?;
    let rendered =
        select(&definitions.objects, estate.root(), paths).map_err(|findings| Failure::from(findings).as_usage())?;
    let name = display_name(export);
    let exported = read(&text, &rendered)?;
    let findings: Vec<_> = exported
        .iter()
        .enumerate()
        .filter_map(|(index, item)| {
            let place = format!("{name}[{index}]");
            match &item.object {
                Ok(object) => compare(object, &rendered, exported.len() == 1, place),
                Err(problem) => Some(Diagnostic::new(problem.severity, problem.rule, &problem.message).in_file(place)),
            }
        })
        .collect();
    if format.is_machine_readable() {
        report::print_findings(&findings, format);
    } else {
        report::eprint_findings(&findings);
        let counted = report::count(exported.len(), "exported object");
        report::print_all(&format!("{counted}, {}\n", report::count(findings.len(), "finding")));
    }
    Ok(Exit::of_findings(&findings))
}

/// The objects of the export, read as the one kind that the selected objects have.
fn read(text: &str, rendered: &[&Object]) -> Result<Vec<Item>, Box<Diagnostic>> {
    let kinds: BTreeSet<_> = rendered.iter().map(|object| object.path.kind).collect();
    match kinds.iter().collect::<Vec<_>>().as_slice() {
        [kind] => Ok(items(schema_kind(**kind), text)),
        _ => {
            let message = "the rendered objects are of several kinds, so it is not known what the export contains";
            Err(Box::new(Diagnostic::error("usage/kind", message).help(
                "give a folder with objects of one kind, such as manifests/prod/redis/monitors",
            )))
        }
    }
}

/// What an object is called in Datadog.
fn title(payload: &Value) -> Option<&str> {
    payload.get("name").or_else(|| payload.get("title"))?.as_str()
}

/// What differs between an export and the rendered object of its name; if there is one of each, whatever they are called.
fn compare(exported: &Exported, rendered: &[&Object], is_alone: bool, place: String) -> Option<Diagnostic> {
    let title = title(&exported.payload);
    let candidates: Vec<&Object> = match rendered {
        [one] if is_alone => vec![one],
        all => all
            .iter()
            .copied()
            .filter(|object| {
                schema_kind(object.path.kind) == exported.kind
                    && title.is_some()
                    && self::title(object.payload()) == title
            })
            .collect(),
    };
    let called = title.unwrap_or("(no name)");
    let [object] = candidates.as_slice() else {
        let (what, help) = if candidates.is_empty() {
            (
                "nothing is rendered that is",
                "give the file of the object that replaces it",
            )
        } else {
            ("several rendered objects are", "give the file of one of them")
        };
        let finding = Diagnostic::error("validate/no-match", format!("{what} called '{called}'"));
        return Some(finding.in_file(place).help(help));
    };
    let differences = differences(exported.kind, &exported.payload, object.payload());
    if differences.is_empty() {
        return None;
    }
    let message = format!("{} '{}' differs from its export", object.path.kind, object.path);
    let finding = Diagnostic::error("validate/differs", message).in_file(object.source());
    let more = differences.len().saturating_sub(DIFFERENCES_MAX);
    let mut finding = differences
        .iter()
        .take(DIFFERENCES_MAX)
        .fold(finding, |finding, difference| {
            finding.note(object.with_placeholders(difference))
        });
    if more > 0 {
        finding = finding.note(format!("and {}", report::count(more, "more difference")));
    }
    Some(finding.help("change the declaration, or render it and let Argo CD apply it"))
}

/// A line for each value that differs.
fn differences(kind: PayloadKind, exported: &Value, rendered: &Value) -> Vec<String> {
    let mut out = Vec::new();
    walk(
        "",
        Some(&kind.comparable(exported, rendered)),
        Some(&kind.comparable(rendered, exported)),
        &mut out,
    );
    out
}

fn walk(at: &str, exported: Option<&Value>, rendered: Option<&Value>, out: &mut Vec<String>) {
    match (exported, rendered) {
        (one, other) if one == other => {}
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                walk(&pointer::field(at, name), one.get(name), other.get(name), out);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for index in 0..one.len().max(other.len()) {
                walk(&pointer::item(at, index), one.get(index), other.get(index), out);
            }
        }
        (one, other) => out.push(format!("at {at}: exported {}, rendered {}", shown(one), shown(other))),
    }
}

/// A value in one line; long ones are cut.
fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "nothing".to_owned();
    };
    let text = value.to_string();
    match text.char_indices().nth(VALUE_MAX) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
