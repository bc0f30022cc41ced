//! `cargo xtask monitors test`

use std::path::Path;
use std::time::Instant;

use anstyle::AnsiColor;
use diagnostics::{Diagnostic, Severity};
use monitor_tests::{Known, Suite, TestReport, TestSource};
use render::Definitions;
use serde_json::json;

use cli::{Exit, FindingFormat, TestArgs, VerbResult};

use super::quality::QualityReport;
use super::tested;
use crate::cache;
use crate::estate::Estate;
use crate::report::{self, coloured};

/// Which test files passed in earlier runs.
const CACHE: &str = "monitor-tests.json";

pub(super) fn run(estate: &Estate, args: &TestArgs) -> VerbResult {
    let started = Instant::now();
    if args.explain && args.format != FindingFormat::Text {
        let error = Diagnostic::error("usage/format", "--explain prints text only");
        return Err(Box::new(error.help("use --format text, or leave out --explain")).into());
    }
    let all = args.paths.is_empty();
    let (suite, known) = suite(estate, args)?;
    let run = suite.run();
    if all {
        cache::store(estate.root(), CACHE, known.after(&suite, &run));
    }
    let mut findings = suite.findings.clone();
    if all {
        findings.extend(suite.untested_findings(Severity::Error));
    }
    if let Some(file) = &args.junit
        && let Err(error) = std::fs::write(file, run.junit(&suite))
    {
        let finding = Diagnostic::error(
            "usage/write",
            format!("'{}' cannot be written: {error}", file.display()),
        );
        return Err(Box::new(finding).into());
    }
    let passed = run.failed().next().is_none() && !findings.iter().any(|f| f.severity == Severity::Error);
    if args.format == FindingFormat::Text {
        text(&suite, &run, &findings, args, started);
    }
    let quality = QualityReport::new(args, &suite, &run, passed);
    let exit = if passed && quality.is_sufficient() {
        Exit::Clean
    } else {
        Exit::Findings
    };
    match args.format {
        FindingFormat::Text => quality.print(),
        FindingFormat::Json => print_json(&suite, &run, &findings, passed, quality),
        FindingFormat::Sarif | FindingFormat::Github => {
            findings.extend(run.diagnostics(&suite));
            findings.extend(quality.findings());
            report::print_findings(&findings, args.format);
        }
    }
    Ok(exit)
}

/// For people: findings, failed tests, a summary line.
fn text(suite: &Suite, run: &TestReport, findings: &[Diagnostic], args: &TestArgs, started: Instant) {
    report::eprint_findings(findings);
    let columns = cli::terminal::columns();
    report::print_all(&if args.explain {
        run.explain(suite, columns)
    } else {
        run.text(suite, columns)
    });
    let failed = run.failed().count();
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    let mark = match (failed + errors, findings.len()) {
        (0, 0) => coloured("passed", AnsiColor::Green),
        (0, _) => coloured("passed with warnings", AnsiColor::Yellow),
        _ => coloured("failed", AnsiColor::Red),
    };
    let unchanged = suite.unchanged_tests();
    let noted = [(failed, "failed"), (unchanged, "unchanged since they passed")];
    let noted: Vec<String> = noted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let noted = if noted.is_empty() {
        String::new()
    } else {
        format!(" ({})", noted.join(", "))
    };
    report::print_all(&format!(
        "{mark}: {}{noted}, {}, {}, {} ({} ms)\n",
        report::count(run.entries.len() + unchanged, "test"),
        report::count(suite.monitors.len() - suite.untested().len(), "monitor"),
        report::count(errors, "error"),
        report::count(findings.len() - errors, "warning"),
        started.elapsed().as_millis(),
    ));
}

/// One JSON object: `passed`, `tests`, `findings`, `untested`, and `coverage` and `mutation` if requested.
fn print_json(suite: &Suite, run: &TestReport, findings: &[Diagnostic], passed: bool, quality: QualityReport) {
    let untested: Vec<String> = suite
        .untested()
        .into_iter()
        .map(|s| format!("{}/{}/{}", s.env, s.service, s.name))
        .collect();
    let mut whole = json!({
        "passed": passed,
        "tests": run.json(suite),
        "findings": diagnostics::json_list(findings),
        "untested": untested,
    });
    for (name, value) in quality.json() {
        whole[name] = value;
    }
    report::print_json(whole);
}

/// The tests below the paths, and all monitors as they render now; and what is known of earlier runs, which is used only where a summary of passed tests is
/// all that is printed.
fn suite(estate: &Estate, args: &TestArgs) -> Result<(Suite, Known), Vec<Diagnostic>> {
    let inventory = estate.inventory()?;
    let definitions = estate.definitions()?;
    let sources: Vec<TestSource> = inventory
        .monitor_tests
        .iter()
        .map(|(path, source)| TestSource {
            path: format!("jsonnet/{path}"),
            text: source.text.clone(),
        })
        .collect();
    let sources = selected(estate.root(), sources, args)?;
    let needs_each = args.format != FindingFormat::Text || args.explain || args.mutate || args.junit.is_some();
    let resumes = args.paths.is_empty() && !needs_each;
    let before = if resumes {
        cache::read(estate.root(), CACHE)
    } else {
        None
    };
    let known = Known::new(facts(definitions), before.as_deref());
    let suite = tested::suite(inventory, definitions, sources, &known)?;
    Ok((suite, known))
}

/// A key over what all tests depend on: the tool and the catalog.
fn facts(definitions: &Definitions) -> String {
    let catalog = format!("{:?}", definitions.catalog);
    format!(
        "{:032x}{:032x}",
        render::tool_key(),
        repository::hash(catalog.as_bytes())
    )
}

/// The test files below any of the paths; the path of a monitor selects its tests.
fn selected(root: &Path, sources: Vec<TestSource>, args: &TestArgs) -> Result<Vec<TestSource>, Vec<Diagnostic>> {
    if args.paths.is_empty() {
        return Ok(sources);
    }
    let (mut wanted, mut findings) = (vec![false; sources.len()], Vec::new());
    for path in &args.paths {
        let below = cli::root::path_below(root, path);
        let below = below.to_string_lossy().replace(".libsonnet", "_test.yaml");
        let mut found = false;
        for (source, wanted) in sources.iter().zip(&mut wanted) {
            if Path::new(&source.path).starts_with(&below) {
                (*wanted, found) = (true, true);
            }
        }
        if !found {
            let finding = Diagnostic::error("usage/path", format!("no monitor tests in '{}'", path.display()));
            findings.push(
                finding.help("give the path of a <name>_test.yaml, of a monitor, or of a folder with tests, from the current folder or from the root of the repository"),
            );
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
