//! All tests of an estate.

mod facts;
mod findings;
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

/// A test file.
#[derive(Clone, Debug)]
pub struct TestSource {
    /// Its path from the root of the repository.
    pub path: String,
    /// Its content.
    pub text: Arc<str>,
}

/// The tests of an estate, ready to run.
#[derive(Clone, Debug, Default)]
pub struct Suite {
    /// The monitors.
    pub monitors: Vec<TestedMonitor>,
    /// The tests, each for one monitor.
    pub cases: Vec<Case>,
    /// What is wrong in the test files. A test with a finding has no case.
    pub findings: Vec<Diagnostic>,
}

impl Suite {
    /// Brings test files and monitors together.
    #[must_use]
    pub fn new(monitors: Vec<TestedMonitor>, sources: &[TestSource], catalog: &Catalog) -> Self {
        let facts = Facts::new(catalog, &monitors);
        let mut by_file: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, monitor) in monitors.iter().enumerate() {
            by_file.entry(monitor.test_file()).or_default().push(i);
        }
        let built: Vec<_> = sources
            .par_iter()
            .map(|source| {
                let (mut cases, mut findings) = (Vec::new(), Vec::new());
                match read(source, by_file.get(&source.path)) {
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
                (cases, findings)
            })
            .collect();
        let (cases, findings): (Vec<_>, Vec<_>) = built.into_iter().unzip();
        let (cases, findings) = (cases.concat(), findings.concat());
        Self {
            monitors,
            cases,
            findings,
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

/// The file's tests, and the monitors it is for.
fn read<'s>(
    source: &TestSource,
    of: Option<&'s Vec<usize>>,
) -> std::result::Result<(TestFile, &'s [usize]), Box<Diagnostic>> {
    let wrong = |message: String, span| {
        Box::new(Diagnostic::error("monitors/test-file", message).at(&*source.path, source.text.clone(), span))
    };
    let file: TestFile =
        documents::yaml::parse(&source.text).map_err(|documents::yaml::ParseError { message, span, help }| {
            let finding = *wrong(format!("'{}' is no test file: {message}", source.path), span);
            let form = "the form is described in docs/reference/monitor-tests.md";
            Box::new(finding.help(help.map_or_else(|| form.to_owned(), |help| format!("{help} ({form})"))))
        })?;
    if file.tests.is_empty() {
        return Err(wrong(format!("'{}' has no tests", source.path), 0..0));
    }
    of.map(|of| (file, of.as_slice())).ok_or_else(|| {
        let monitor = source.path.replace("_test.yaml", ".libsonnet");
        let message = format!("no service has a monitor that '{}' tests", source.path);
        let orphan = Diagnostic::error("monitors/orphan-test", message).in_file(&*source.path);
        Box::new(orphan.help(format!(
            "it is for '{monitor}': move it beside its monitor, or remove it"
        )))
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
                    format!("two tests are called '{}'", test.name.0),
                );
                self.found.add(None, finding.help("name each for what it alone shows"));
            }
        }
    }

    /// The test for each of the monitors that it names.
    fn cases(&mut self, test: &Located<Test>, of: &[usize]) -> Vec<Case> {
        let mut cases = Vec::new();
        let named = Arc::new(TestLocation {
            path: self.source.path.as_str().into(),
            text: self.source.text.clone(),
            name: test.name.0.clone(),
            span: test.name.span.clone(),
        });
        let wrong = self.facts.check_filters(test);
        if !wrong.is_empty() {
            self.found.extend(None, wrong);
            return cases;
        }
        let mut selected = 0;
        for index in of {
            let monitor = &self.monitors[*index];
            if !self.facts.selects(&test.envs, &test.services, &test.tiers, monitor) {
                continue;
            }
            selected += 1;
            let mut builder = Builder::new(self.facts, monitor, &self.source.text);
            cases.extend(builder.case(test, &named, *index));
            self.found.extend(Some(monitor), builder.findings);
        }
        if selected == 0 {
            let services: BTreeSet<&str> = of.iter().map(|i| self.monitors[*i].service.as_str()).collect();
            let finding = Finding::new(
                "monitors/test-file",
                test.name.span.clone(),
                format!("no monitor is selected by the test '{}'", test.name.0),
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
