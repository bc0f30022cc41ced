//! Every payload of the estate, and the Helm values, before they become files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anstyle::AnsiColor;
use datadog_schema::payload::Problem;
use diagnostics::{Diagnostic, Severity};
use model::ObjectKind;
use rayon::prelude::*;
use render::Object;
use repository::Inventory;
use serde_json::Value;

use crate::report::{self, Exit, coloured};
use cli::Format;

/// Validates the objects that `paths` name by their manifests or by the files that declare them; all where nothing is named.
pub(super) fn run(root: &Path, paths: &[PathBuf], format: Format) -> ExitCode {
    let started = Instant::now();
    let inventory = match Inventory::read(root) {
        Ok(inventory) => inventory,
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    let (catalog, objects) = match render::definitions(&inventory) {
        Ok(estate) => (estate.catalog, estate.objects),
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    let (paths, of_helm) = without_values(root, paths);
    let helm = if of_helm {
        super::helm::findings(&inventory, &catalog)
    } else {
        Ok((0, Vec::new()))
    };
    let (files, helm) = match helm {
        Ok(found) => found,
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    let selected = match paths
        .as_deref()
        .map_or_else(|| Ok(Vec::new()), |paths| selected(&objects, root, paths))
    {
        Ok(selected) => selected,
        Err(findings) => return report::findings(&findings, format, Exit::Usage),
    };
    let mut findings = told_once(&selected);
    findings.extend(helm);
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let exit = if errors == 0 { Exit::Clean } else { Exit::Findings };
    if format.is_for_machines() {
        return report::findings(&findings, format, exit);
    }
    report::eprint_findings(&findings);
    let mark = match (errors, findings.len()) {
        (0, 0) => coloured("valid", AnsiColor::Green),
        (0, _) => coloured("warnings", AnsiColor::Yellow),
        _ => coloured("findings", AnsiColor::Red),
    };
    report::print_all(&format!(
        "{mark}: {}, {}, {}, {} ({} ms)\n",
        report::count(selected.len(), "object"),
        report::count(files, "values file"),
        report::count(errors, "error"),
        report::count(findings.len() - errors, "warning"),
        started.elapsed().as_millis()
    ));
    exit.into()
}

/// Where Helm values stand, and what they are made of.
const OF_HELM: [&str; 2] = ["helm-values", "jsonnet/agent"];

/// The paths that may name objects, `None` where all name Helm values; and whether Helm values are asked for.
fn without_values(root: &Path, paths: &[PathBuf]) -> (Option<Vec<PathBuf>>, bool) {
    let is_of_helm = |path: &&PathBuf| OF_HELM.iter().any(|folder| below(root, path).starts_with(folder));
    let (helm, others): (Vec<_>, Vec<_>) = paths.iter().partition(is_of_helm);
    let nothing_left = others.is_empty() && !helm.is_empty();
    (
        (!nothing_left).then(|| others.into_iter().cloned().collect()),
        paths.is_empty() || !helm.is_empty(),
    )
}

/// A path from the root of the repository.
fn below<'p>(root: &Path, path: &'p Path) -> &'p Path {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.strip_prefix(".").unwrap_or(below)
}

/// The objects below any of `paths`. A path that names none is a mistake of who typed it.
fn selected<'o>(objects: &'o [Object], root: &Path, paths: &[PathBuf]) -> Result<Vec<&'o Object>, Vec<Diagnostic>> {
    if paths.is_empty() {
        return Ok(objects.iter().collect());
    }
    let (mut wanted, mut findings) = (vec![false; objects.len()], Vec::new());
    for path in paths {
        let below = below(root, path);
        let mut found = false;
        for (object, wanted) in objects.iter().zip(&mut wanted) {
            if Path::new(&manifest(object)).starts_with(below) || Path::new(&object.source()).starts_with(below) {
                (*wanted, found) = (true, true);
            }
        }
        if !found {
            findings.push(
                Diagnostic::error("usage/path", format!("no object is declared in or rendered to '{}'", path.display())).help(
                    "name a file or folder below manifests/, helm-values/ or jsonnet/services/, from the root; an export is checked with --payload KIND FILE",
                ),
            );
        }
    }
    if findings.is_empty() {
        Ok(objects
            .iter()
            .zip(wanted)
            .filter_map(|(object, wanted)| wanted.then_some(object))
            .collect())
    } else {
        Err(findings)
    }
}

fn manifest(object: &Object) -> String {
    format!("manifests/{}/{}", object.scope, object.path.manifest())
}

/// The problems of the objects; one that an object has in several environments is told once, and names them.
fn told_once(objects: &[&Object]) -> Vec<Diagnostic> {
    let mut told: BTreeMap<String, (Diagnostic, Vec<&str>)> = BTreeMap::new();
    let problems: Vec<_> = objects
        .par_iter()
        .map(|object| datadog_schema::validate::payload(kind(object.path.kind), object.spec.payload()))
        .collect();
    for (object, problems) in objects.iter().zip(problems) {
        for problem in problems {
            let key = [
                &object.source(),
                &object.path.to_string(),
                problem.rule,
                &problem.path,
                &problem.message,
            ]
            .join("\n");
            let (_, scopes) = told
                .entry(key)
                .or_insert_with(|| (diagnostic(object, problem), Vec::new()));
            scopes.push(&object.scope);
        }
    }
    told.into_values()
        .map(|(diagnostic, scopes)| diagnostic.note(format!("in {}", scopes.join(", "))))
        .collect()
}

fn kind(kind: ObjectKind) -> datadog_schema::payload::PayloadKind {
    match kind {
        ObjectKind::Monitor => datadog_schema::payload::PayloadKind::Monitor,
        ObjectKind::Slo => datadog_schema::payload::PayloadKind::Slo,
        ObjectKind::Dashboard => datadog_schema::payload::PayloadKind::Dashboard,
    }
}

/// The problem in the file that declares the object, with the part of the payload that it is about.
fn diagnostic(object: &Object, problem: Problem) -> Diagnostic {
    let payload = object.spec.payload();
    let mut diagnostic = Diagnostic::error(
        problem.rule,
        format!("{} '{}': {}", object.path.kind, object.path, problem.message),
    )
    .in_file(object.source());
    diagnostic.severity = problem.severity;
    let text = payload.pointer(&problem.path).and_then(Value::as_str);
    let part = text
        .and_then(|text| problem.span.clone().and_then(|span| text.get(span)))
        .filter(|part| !part.is_empty());
    diagnostic = match (part, text) {
        (Some(part), _) => diagnostic.note(format!("at '{part}' of {}", problem.path)),
        (None, Some(text)) => diagnostic.note(format!("at {}: {text}", problem.path)),
        (None, None) => diagnostic.note(format!(
            "at {}",
            if problem.path.is_empty() { "/" } else { &problem.path }
        )),
    };
    match problem.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
