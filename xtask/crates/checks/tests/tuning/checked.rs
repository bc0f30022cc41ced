//! The checks of a variant.

use std::collections::{BTreeMap, BTreeSet};

use datadog_schema::payload::PayloadKind;
use diagnostics::{Diagnostic, Severity};
use docgen::Tree;
use lint::{Facts, Input};
use model::{Date, ObjectKind};
use monitor_tests::coverage::Coverage;
use monitor_tests::{Suite, TestReport, TestSource};
use rayon::prelude::*;
use render::Definitions;
use repository::{Inventory, Pages};

/// The result.
pub(crate) enum Checked {
    /// The renderer refuses it: the findings.
    Refused(Vec<String>),
    /// It renders. The errors of every other check.
    Passed(Vec<String>),
}

/// What the checks read besides the sources.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) pages: Pages,
    pub(crate) files: BTreeSet<String>,
    /// Monitors whose tests have passed; see [`fingerprints`].
    pub(crate) passed: BTreeSet<String>,
    /// What the checks find in the estate as it is: today's date is not among their inputs here.
    pub(crate) known: BTreeSet<String>,
}

/// Renders the inventory and runs every check on what it defines.
pub(crate) fn check(inventory: &Inventory, around: &Surroundings) -> Checked {
    let definitions = match render::definitions(inventory) {
        Ok(definitions) => definitions,
        Err(findings) => return Checked::Refused(findings.iter().map(line).collect()),
    };
    let mut findings = payloads(&definitions);
    findings.extend(lints(inventory, &definitions, around));
    findings.extend(docs(&definitions, around));
    findings.extend(tests(inventory, &definitions, around));
    findings.retain(|finding| !around.known.contains(finding));
    Checked::Passed(findings)
}

fn line(finding: &Diagnostic) -> String {
    let help = finding.help.as_deref().unwrap_or_default();
    let place = finding.place.as_ref().map_or("", |place| place.path.as_str());
    format!("{}: {}; {help} ({place})", finding.rule, finding.message)
}

fn errors(findings: &[Diagnostic]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(line).collect()
}

fn payloads(definitions: &Definitions) -> Vec<String> {
    let monitors = definitions
        .objects
        .par_iter()
        .filter(|object| object.path.kind == ObjectKind::Monitor);
    let problems = monitors.flat_map_iter(|object| {
        let problems = datadog_schema::validate::payload(PayloadKind::Monitor, object.payload());
        let errors = problems
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error);
        errors.map(|problem| format!("{} of '{}': {}", problem.rule, object.path, problem.message))
    });
    problems.collect()
}

fn lints(inventory: &Inventory, definitions: &Definitions, around: &Surroundings) -> Vec<String> {
    let values = match render::values(inventory, &definitions.catalog) {
        Ok(values) => values,
        Err(findings) => return errors(&findings),
    };
    // Pipelines, windows and scenarios do not change with what a service tunes.
    let operations = BTreeMap::new();
    let facts = Facts::read(Input {
        definitions,
        sources: &inventory.sources,
        archetypes: &inventory.archetypes,
        runbooks: &around.pages.texts,
        files: &around.files,
        operations: &operations,
        codeowners: None,
        values: &values,
        today: Date::from_days(0),
    });
    errors(&lint::lint(&facts, lint::rules()).findings)
}

fn docs(definitions: &Definitions, around: &Surroundings) -> Vec<String> {
    let tree = Tree {
        definitions,
        pages: &around.pages,
        estimates: &[],
        detections: &[],
    };
    docgen::docs(&tree)
        .err()
        .map_or_else(Vec::new, |findings| errors(&findings))
}

/// What fails of the tests. A monitor that was tested as it is now passes again.
fn tests(inventory: &Inventory, definitions: &Definitions, around: &Surroundings) -> Vec<String> {
    let mut suite = match suite(inventory, definitions) {
        Ok(suite) => suite,
        Err(findings) => return errors(&findings),
    };
    let mut findings = suite.findings.clone();
    findings.extend(suite.untested_findings(Severity::Error));
    let prints = fingerprints(&suite);
    suite
        .cases
        .retain(|case| !around.passed.contains(&prints[case.monitor]));
    let report = suite.run();
    findings.extend(report.diagnostics(&suite));
    let mut found = errors(&findings);
    found.extend(uncovered(&suite, &report));
    found
}

fn suite(inventory: &Inventory, definitions: &Definitions) -> Result<Suite, Vec<Diagnostic>> {
    let sources = inventory.monitor_tests.iter().map(|(path, source)| TestSource {
        path: format!("jsonnet/{path}"),
        text: source.text.clone(),
    });
    crate::tested::suite(
        inventory,
        definitions,
        sources.collect(),
        &monitor_tests::Known::default(),
    )
}

/// The fingerprints of the monitors of the estate as it is, whose tests `cargo xtask monitors test` runs.
pub(crate) fn tested(inventory: &Inventory, definitions: &Definitions) -> BTreeSet<String> {
    let suite = suite(inventory, definitions).expect("the monitors compile");
    fingerprints(&suite).into_iter().collect()
}

/// What the result of a monitor's tests depends on.
fn fingerprints(suite: &Suite) -> Vec<String> {
    let print = |monitor: &monitor_tests::TestedMonitor| {
        let definition = monitor.compiled.definition();
        format!(
            "{} {} {definition:?} {:?}",
            monitor.title(),
            monitor.tests,
            monitor.references
        )
    };
    suite.monitors.iter().map(print).collect()
}

/// The required points that the cases do not reach, of the monitors that have any.
fn uncovered(suite: &Suite, report: &TestReport) -> Vec<String> {
    let mut coverages: BTreeMap<usize, Coverage> = BTreeMap::new();
    for entry in &report.entries {
        let monitor = suite.cases[entry.case].monitor;
        let coverage = coverages
            .entry(monitor)
            .or_insert_with(|| Coverage::new(&suite.monitors[monitor].compiled));
        entry.result.outcome.iter().for_each(|outcome| coverage.record(outcome));
    }
    let gaps = coverages.iter().flat_map(|(monitor, coverage)| {
        let title = suite.monitors[*monitor].title();
        let unreached = coverage.unreached().filter(|point| point.is_required());
        unreached.map(move |point| format!("no test of '{title}' reaches {point}"))
    });
    gaps.collect()
}
