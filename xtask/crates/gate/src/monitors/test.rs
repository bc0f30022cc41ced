//! `cargo xtask monitors test`

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anstyle::AnsiColor;
use diagnostics::{Diagnostic, Severity};
use estate::Inventory;
use monitor_tests::{Rendered, Source, Subject, Suite};
use render::{Estate, Spec};

use cli::{Format, TestArgs};

use super::{cover, mutate};
use crate::report::{self, Exit, coloured};

pub(super) fn run(root: &Path, args: &TestArgs, format: Format) -> ExitCode {
    let started = Instant::now();
    let suite = match suite(root, args) {
        Ok(suite) => suite,
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    let prepared = started.elapsed();
    let outcome = suite.run();
    let failed = outcome.failed().count();
    let passed = failed == 0 && suite.findings.is_empty();
    let mut exit = if passed { Exit::Clean } else { Exit::Findings };
    report::eprint_findings(&suite.findings);
    report::print_all(&outcome.text(&suite.subjects));
    let mark = match exit {
        Exit::Clean => coloured("passed", AnsiColor::Green),
        _ => coloured("failed", AnsiColor::Red),
    };
    let untested = suite.untested().len();
    report::print_all(&format!(
        "{mark}: {} ({failed} failed), {}, {} of {} without a test ({} ms, of these {} ms rendering)\n",
        report::count(outcome.results.len(), "test"),
        report::count(suite.findings.len(), "finding"),
        untested,
        report::count(suite.subjects.len(), "monitor"),
        started.elapsed().as_millis(),
        prepared.as_millis(),
    ));
    if args.coverage && !cover::run(&suite, &outcome, args.paths.is_empty(), format) {
        exit = Exit::Findings;
    }
    if args.mutate && !mutate::run(&suite, passed, args.paths.is_empty(), format) {
        exit = Exit::Findings;
    }
    exit.into()
}

/// The tests below the paths, for the estate as it is rendered now.
fn suite(root: &Path, args: &TestArgs) -> Result<Suite, Vec<Diagnostic>> {
    let inventory = Inventory::read(root)?;
    let sources: Vec<Source> = inventory
        .monitor_tests
        .iter()
        .map(|(path, source)| Source {
            path: format!("jsonnet/{path}"),
            text: source.text.clone(),
        })
        .collect();
    let sources = selected(root, sources, args)?;
    let estate = render::estate(&inventory)?;
    Ok(Suite::new(subjects(&estate)?, &sources, &estate.catalog))
}

/// The files below any of the paths; a monitor's file stands for its tests.
fn selected(root: &Path, sources: Vec<Source>, args: &TestArgs) -> Result<Vec<Source>, Vec<Diagnostic>> {
    if args.paths.is_empty() {
        return Ok(sources);
    }
    let (mut wanted, mut findings) = (vec![false; sources.len()], Vec::new());
    for path in &args.paths {
        let below = path.strip_prefix(root).unwrap_or(path);
        let below = below.strip_prefix(".").unwrap_or(below).to_string_lossy().replace(".libsonnet", "_test.yaml");
        let mut found = false;
        for (source, wanted) in sources.iter().zip(&mut wanted) {
            if Path::new(&source.path).starts_with(&below) {
                (*wanted, found) = (true, true);
            }
        }
        if !found {
            let finding = Diagnostic::error("usage/path", format!("no tests of monitors stand in '{}'", path.display()));
            findings.push(finding.help("name a file <name>_test.yaml, or a folder below jsonnet/ that holds some, from the root"));
        }
    }
    if findings.is_empty() {
        Ok(sources
            .into_iter()
            .zip(wanted)
            .filter_map(|(source, wanted)| wanted.then_some(source))
            .collect())
    } else {
        Err(findings)
    }
}

/// Every monitor of the estate, compiled.
fn subjects(estate: &Estate) -> Result<Vec<Subject>, Vec<Diagnostic>> {
    let (mut subjects, mut findings) = (Vec::new(), Vec::new());
    for object in &estate.objects {
        let (Spec::Monitor(monitor), Some(service)) = (&object.spec, estate.catalog.services.get(&object.path.service)) else {
            continue;
        };
        let rendered = Rendered {
            env: &object.scope,
            path: &object.path,
            source: object.source(),
            team: &service.team,
            tier: service.tier,
            payload: &monitor.payload,
        };
        match Subject::new(&rendered) {
            Ok(subject) => subjects.push(subject),
            Err(refusal) => {
                let mut finding = Diagnostic::new(Severity::Error, "monitors/refused", refusal.message).in_file(object.source());
                finding.help = refusal.help;
                findings.push(finding);
            }
        }
    }
    if findings.is_empty() { Ok(subjects) } else { Err(findings) }
}
