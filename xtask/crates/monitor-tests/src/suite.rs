//! All tests of the repository.

mod facts;
mod findings;
mod known;
mod select;
mod untested;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datadog_simulator::Semantics;
use diagnostics::Diagnostic;
use documents::yaml::Located;
use model::Catalog;
use rayon::prelude::*;

use crate::build::{Builder, Finding};
use crate::case::{Case, TestLocation};
use crate::file::{Test, TestFile};
use crate::report::{Entry, TestReport};
use crate::tested_monitor::TestedMonitor;

pub(crate) use facts::Facts;
use findings::FileFindings;
use known::FileOfSuite;
pub use known::Known;

/// A test file.
#[derive(Clone, Debug)]
pub struct TestSource {
    /// Its path from the root of the repository.
    pub path: String,
    /// Its content.
    pub text: Arc<str>,
}

/// All tests of the repository, ready to run.
#[derive(Clone, Debug, Default)]
pub struct Suite {
    /// The monitors.
    pub monitors: Vec<TestedMonitor>,
    /// The tests, each for one monitor.
    pub cases: Vec<Case>,
    /// Findings in the test files. A test with a finding has no case.
    pub findings: Vec<Diagnostic>,
    files: Vec<FileOfSuite>,
}

impl Suite {
    /// Builds the cases of all test files for all monitors.
    #[must_use]
    pub fn new(monitors: Vec<TestedMonitor>, sources: &[TestSource], catalog: &Catalog) -> Self {
        Self::resumed(monitors, sources, catalog, &Known::default())
    }

    /// As [`Suite::new`], without the cases of files that are `known` to pass.
    #[must_use]
    pub fn resumed(mut monitors: Vec<TestedMonitor>, sources: &[TestSource], catalog: &Catalog, known: &Known) -> Self {
        for monitor in &mut monitors {
            monitor.name_groups(&catalog.tags);
        }
        let facts = Facts::new(catalog, &monitors);
        let mut by_file: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, monitor) in monitors.iter().enumerate() {
            by_file.entry(monitor.tests.clone()).or_default().push(i);
        }
        let built: Vec<_> = sources
            .par_iter()
            .map(|source| {
                let (mut cases, mut findings) = (Vec::new(), Vec::new());
                let of = by_file.get(&source.path);
                let as_file = known.file(source, &monitors, of.map_or(&[], Vec::as_slice));
                if as_file.unchanged.is_some() {
                    return (as_file, cases, findings);
                }
                match read(source, of) {
                    Ok((file, of)) => {
                        let mut builder = FileBuilder {
                            facts: &facts,
                            monitors: &monitors,
                            source,
                            found: FileFindings::default(),
                        };
                        builder.check_names(&file);
                        for test in &file.tests {
                            cases.extend(builder.cases(test, of));
                        }
                        findings.extend(builder.found.diagnostics(source));
                    }
                    Err(finding) => findings.push(*finding),
                }
                (as_file, cases, findings)
            })
            .collect();
        let (files, cases, findings): (Vec<_>, Vec<_>, Vec<_>) = built.into_iter().collect();
        let (cases, findings) = (cases.concat(), findings.concat());
        Self {
            monitors,
            cases,
            findings,
            files,
        }
    }

    /// Runs every test.
    #[must_use]
    pub fn run(&self) -> TestReport {
        let semantics = Semantics::default();
        let entries = self.cases.par_iter().enumerate().map(|(index, case)| Entry {
            case: index,
            result: case.run(&self.monitors[case.monitor].compiled, &semantics),
        });
        TestReport {
            entries: entries.collect(),
        }
    }
}

/// Parses a test file; returns its tests and the indices of the monitors that it tests.
fn read<'s>(
    source: &TestSource,
    of: Option<&'s Vec<usize>>,
) -> std::result::Result<(TestFile, &'s [usize]), Box<Diagnostic>> {
    let finding = |message: String, span| {
        Box::new(Diagnostic::error("monitors/test-file", message).at(&*source.path, source.text.clone(), span))
    };
    let file: TestFile =
        documents::yaml::parse(&source.text).map_err(|documents::yaml::ParseError { message, span, help }| {
            let invalid = *finding(format!("'{}' is not a valid test file: {message}", source.path), span);
            let form = "see docs/reference/monitor-tests.md for the format";
            Box::new(invalid.help(help.map_or_else(|| form.to_owned(), |help| format!("{help} ({form})"))))
        })?;
    if file.tests.is_empty() {
        return Err(finding(format!("'{}' has no tests", source.path), 0..0));
    }
    of.map(|of| (file, of.as_slice())).ok_or_else(|| {
        let monitor = source.path.replace("_test.yaml", ".libsonnet");
        let message = format!("'{}' tests a monitor that no service has", source.path);
        let orphan = Diagnostic::error("monitors/orphan-test", message).in_file(&*source.path);
        let help = format!("it belongs to '{monitor}': move the test next to its monitor or delete it");
        Box::new(orphan.help(if monitor.starts_with("jsonnet/services/") {
            help + "; the test of an archetype's monitor may be here only while 'tune' in the service's declaration changes that monitor"
        } else {
            help
        }))
    })
}

struct FileBuilder<'a> {
    facts: &'a Facts<'a>,
    monitors: &'a [TestedMonitor],
    source: &'a TestSource,
    found: FileFindings,
}

impl FileBuilder<'_> {
    fn check_names(&mut self, file: &TestFile) {
        let mut names = BTreeSet::new();
        for test in &file.tests {
            if !names.insert(&test.name.value) {
                let finding = Finding::new(
                    "monitors/test-file",
                    test.name.span.clone(),
                    format!("two tests are named '{}'", test.name.0),
                );
                self.found.add(None, finding.help("give each test its own name"));
            }
        }
    }

    /// One case for each monitor that the test's filters select.
    fn cases(&mut self, test: &Located<Test>, of: &[usize]) -> Vec<Case> {
        let mut cases = Vec::new();
        let named = Arc::new(TestLocation {
            path: self.source.path.as_str().into(),
            text: self.source.text.clone(),
            name: test.name.0.clone(),
            span: test.name.span.clone(),
        });
        let findings = self.facts.check_filters(test);
        if !findings.is_empty() {
            self.found.extend(None, findings);
            return cases;
        }
        let mut selected = 0;
        for index in of {
            let monitor = &self.monitors[*index];
            if !self.facts.selects(test.filters(), monitor) {
                continue;
            }
            selected += 1;
            let mut builder = Builder::new(self.facts, monitor, &self.source.text);
            cases.extend(builder.case(test, &named, *index));
            self.found.extend(Some(monitor), builder.findings);
        }
        // Whether services of a tier or a severity have the monitor is up to the declarations.
        if selected == 0 && test.tiers.is_none() && test.severities.is_none() {
            let services: BTreeSet<&str> = of.iter().map(|i| self.monitors[*i].service.as_str()).collect();
            let finding = Finding::new(
                "monitors/test-file",
                test.name.span.clone(),
                format!("the test '{}' selects no monitor", test.name.0),
            );
            self.found.add(
                None,
                finding.help(format!(
                    "services that have the monitor: {}",
                    services.into_iter().collect::<Vec<_>>().join(", ")
                )),
            );
        }
        cases
    }
}
