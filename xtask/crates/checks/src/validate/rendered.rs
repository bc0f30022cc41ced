//! `cargo xtask validate`: validates the rendered payloads and Helm values.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anstyle::AnsiColor;
use datadog_schema::payload::{PayloadKind, Problem};
use diagnostics::{Diagnostic, Severity};
use model::ObjectKind;
use rayon::prelude::*;
use render::Object;
use repository::Inventory;
use serde_json::Value;

use crate::estate::Estate;
use crate::report::{self, coloured};
use cli::root::path_below;
use cli::{Exit, Failure, FindingFormat, VerbResult};

/// Validates the objects that are declared in or rendered to `paths`; all objects if there are no paths.
pub(super) fn run(estate: &Estate, paths: &[PathBuf], format: FindingFormat) -> VerbResult {
    let started = Instant::now();
    let (root, inventory, definitions) = (estate.root(), estate.inventory()?, estate.definitions()?);
    let (object_paths, with_helm) = split_paths(root, paths);
    let (files, helm) = if with_helm {
        super::helm::findings(inventory, &definitions.catalog)?
    } else {
        (0, Vec::new())
    };
    let objects = match &object_paths {
        Some(paths) => {
            select(&definitions.objects, root, paths).map_err(|findings| Failure::from(findings).as_usage())?
        }
        None => Vec::new(),
    };
    let mut findings = problems(&objects);
    findings.extend(helm);
    findings.extend(outdated(root, inventory, paths)?);
    let exit = Exit::of_findings(&findings);
    if format.is_machine_readable() {
        report::print_findings(&findings, format);
        return Ok(exit);
    }
    report::eprint_findings(&findings);
    print_summary(&findings, objects.len(), files, started);
    Ok(exit)
}

fn print_summary(findings: &[Diagnostic], objects: usize, files: usize, started: Instant) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let mark = match (errors, findings.len()) {
        (0, 0) => coloured("valid", AnsiColor::Green),
        (0, _) => coloured("warnings", AnsiColor::Yellow),
        _ => coloured("findings", AnsiColor::Red),
    };
    report::print_all(&format!(
        "{mark}: {}, {}, {}, {} ({} ms)\n",
        report::count(objects, "object"),
        report::count(files, "values file"),
        report::count(errors, "error"),
        report::count(findings.len() - errors, "warning"),
        started.elapsed().as_millis()
    ));
}

/// A finding for each file in `paths` that differs from what `cargo xtask render` writes: the file itself is not what was validated.
fn outdated(root: &Path, inventory: &Inventory, paths: &[PathBuf]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let rendered: Vec<PathBuf> = paths
        .iter()
        .map(|path| path_below(root, path))
        .filter(|path| path.starts_with("manifests") || path.starts_with("helm-values"))
        .collect();
    if rendered.is_empty() {
        return Ok(Vec::new());
    }
    let files = render::outdated_files(root, inventory)?;
    let selected = files
        .into_iter()
        .filter(|file| rendered.iter().any(|path| Path::new(file).starts_with(path)));
    Ok(selected
        .map(|file| {
            let what = if root.join(&file).exists() {
                "differs from what is rendered from jsonnet/"
            } else {
                "is missing, although it is rendered from jsonnet/"
            };
            Diagnostic::error("validate/outdated", format!("'{file}' {what}"))
                .in_file(file)
                .help("run `cargo xtask render`")
        })
        .collect())
}

/// The folders of Helm values and of their sources.
const HELM_FOLDERS: [&str; 2] = ["helm-values", "jsonnet/agent"];

/// The paths that may name objects (`None` if all paths name Helm values), and whether to validate Helm values.
fn split_paths(root: &Path, paths: &[PathBuf]) -> (Option<Vec<PathBuf>>, bool) {
    let is_helm = |path: &&PathBuf| {
        HELM_FOLDERS
            .iter()
            .any(|folder| path_below(root, path).starts_with(folder))
    };
    let (helm, others): (Vec<_>, Vec<_>) = paths.iter().partition(is_helm);
    let nothing_left = others.is_empty() && !helm.is_empty();
    (
        (!nothing_left).then(|| others.into_iter().cloned().collect()),
        paths.is_empty() || !helm.is_empty(),
    )
}

/// The objects that are declared in or rendered to `paths`.
///
/// # Errors
/// A finding for each path without objects.
pub(super) fn select<'o>(
    objects: &'o [Object],
    root: &Path,
    paths: &[PathBuf],
) -> Result<Vec<&'o Object>, Vec<Diagnostic>> {
    if paths.is_empty() {
        return Ok(objects.iter().collect());
    }
    let (mut wanted, mut findings) = (vec![false; objects.len()], Vec::new());
    for path in paths {
        let folder = path_below(root, path);
        let mut found = false;
        for (object, wanted) in objects.iter().zip(&mut wanted) {
            if Path::new(&manifest(object)).starts_with(&folder) || Path::new(&object.source()).starts_with(&folder) {
                (*wanted, found) = (true, true);
            }
        }
        if !found {
            findings.push(
                Diagnostic::error("usage/path", format!("no object is declared in or rendered to '{}'", path.display())).help(
                    "give a file or folder below manifests/, helm-values/ or jsonnet/services/, from the current folder or from the root of the repository; validate an export with --payload KIND FILE",
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

/// The problems of the objects. A problem that an object has in several environments is reported once, with their names.
fn problems(objects: &[&Object]) -> Vec<Diagnostic> {
    let mut found: BTreeMap<String, (Diagnostic, Vec<&str>)> = BTreeMap::new();
    let problems: Vec<_> = objects
        .par_iter()
        .map(|object| datadog_schema::validate::payload(schema_kind(object.path.kind), object.payload()))
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
            let (_, scopes) = found
                .entry(key)
                .or_insert_with(|| (diagnostic(object, problem), Vec::new()));
            scopes.push(&object.scope);
        }
    }
    found
        .into_values()
        .map(|(diagnostic, scopes)| diagnostic.note(format!("in {}", scopes.join(", "))))
        .collect()
}

pub(super) const fn schema_kind(kind: ObjectKind) -> PayloadKind {
    match kind {
        ObjectKind::Monitor => PayloadKind::Monitor,
        ObjectKind::Slo => PayloadKind::Slo,
        ObjectKind::Dashboard => PayloadKind::Dashboard,
        ObjectKind::Downtime => PayloadKind::Downtime,
        ObjectKind::Synthetic => PayloadKind::SyntheticTest,
    }
}

/// The problem in the file that declares the object, with the part of the payload that is wrong.
fn diagnostic(object: &Object, problem: Problem) -> Diagnostic {
    let payload = object.payload();
    let mut diagnostic = Diagnostic::error(
        problem.rule,
        format!(
            "{} '{}': {}",
            object.path.kind,
            object.path,
            object.with_placeholders(&problem.message)
        ),
    )
    .in_file(object.source());
    diagnostic.severity = problem.severity;
    let text = payload.pointer(&problem.path).and_then(Value::as_str);
    let part = text
        .and_then(|text| problem.span.clone().and_then(|span| text.get(span)))
        .filter(|part| !part.is_empty());
    diagnostic = match (part, text) {
        (Some(part), _) => diagnostic.note(format!("at '{}' of {}", object.with_placeholders(part), problem.path)),
        (None, Some(text)) => diagnostic.note(format!("at {}: {}", problem.path, object.with_placeholders(text))),
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
