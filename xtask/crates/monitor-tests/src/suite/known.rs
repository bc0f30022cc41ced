//! Test files that passed in an earlier run: while a file, its monitors and all facts are unchanged, it does not run again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{Suite, TestSource};
use crate::coverage::Coverage;
use crate::report::TestReport;
use crate::tested_monitor::TestedMonitor;

/// The test files that passed in an earlier run, from the bytes that [`Known::after`] returned.
#[derive(Debug, Default)]
pub struct Known {
    /// A key over everything that all tests depend on.
    facts: String,
    files: BTreeMap<String, KnownFile>,
}

/// A test file that passed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct KnownFile {
    key: String,
    passed: PassedFile,
}

/// What a passed test file adds to a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PassedFile {
    pub(super) tests: usize,
    /// Which points its tests reach, by the index of the monitor in [`FileOfSuite::monitors`]; only monitors with tests.
    reached: BTreeMap<usize, Vec<bool>>,
}

/// A test file of a suite.
#[derive(Clone, Debug)]
pub(super) struct FileOfSuite {
    pub(super) path: String,
    key: String,
    /// The indices of its monitors in [`Suite::monitors`].
    monitors: Vec<usize>,
    /// What an earlier run found, if the file has no cases here because it is unchanged.
    pub(super) unchanged: Option<PassedFile>,
}

impl FileOfSuite {
    /// The indices in [`Suite::monitors`] of the monitors that tests ran on when the file passed.
    pub(super) fn tested_before(&self) -> impl Iterator<Item = usize> {
        let passed = self.unchanged.iter();
        passed.flat_map(|passed| passed.reached.keys().map(|index| self.monitors[*index]))
    }
}

impl Known {
    /// `facts` is a key over the tool and the catalog. Bytes with other facts, and damaged ones, are ignored.
    #[must_use]
    pub fn new(facts: String, bytes: Option<&[u8]>) -> Self {
        type Stored = (String, BTreeMap<String, KnownFile>);
        let stored = bytes.and_then(|bytes| serde_json::from_slice::<Stored>(bytes).ok());
        let files = stored.filter(|(of, _)| *of == facts).map(|(_, files)| files);
        Self {
            facts,
            files: files.unwrap_or_default(),
        }
    }

    /// The file as it is in a suite.
    pub(super) fn file(&self, source: &TestSource, monitors: &[TestedMonitor], of: &[usize]) -> FileOfSuite {
        let key = key(source, of.iter().map(|index| &monitors[*index]));
        let known = self.files.get(&source.path).filter(|file| file.key == key);
        FileOfSuite {
            path: source.path.clone(),
            key,
            monitors: of.to_vec(),
            unchanged: known.map(|file| file.passed.clone()),
        }
    }

    /// For the next run: the files whose tests pass, without a finding.
    ///
    /// # Errors
    /// It cannot be serialised.
    pub fn after(&self, suite: &Suite, report: &TestReport) -> serde_json::Result<Vec<u8>> {
        let coverage = suite.coverage(report);
        let files: BTreeMap<&str, KnownFile> = suite
            .files
            .iter()
            .filter_map(|file| {
                let passed = file
                    .unchanged
                    .clone()
                    .or_else(|| suite.passed(file, report, &coverage))?;
                let key = file.key.clone();
                Some((file.path.as_str(), KnownFile { key, passed }))
            })
            .collect();
        serde_json::to_vec(&(&self.facts, files))
    }
}

/// A key over the file and everything of its monitors.
fn key<'m>(source: &TestSource, monitors: impl Iterator<Item = &'m TestedMonitor>) -> String {
    let mut text = source.text.to_string();
    for monitor in monitors {
        text += &format!("\0{:032x} {:?}", monitor.fingerprint, monitor.variables);
    }
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

impl Suite {
    /// The number of tests that did not run, because they passed before and nothing has changed.
    #[must_use]
    pub fn unchanged_tests(&self) -> usize {
        self.unchanged().map(|passed| passed.tests).sum()
    }

    fn unchanged(&self) -> impl Iterator<Item = &PassedFile> {
        self.files.iter().filter_map(|file| file.unchanged.as_ref())
    }

    /// The coverage of each monitor by the tests that ran, and by those that did not run because they are unchanged. `None` without tests.
    #[must_use]
    pub fn coverage(&self, report: &TestReport) -> Vec<Option<Coverage>> {
        let mut coverage: Vec<Option<Coverage>> = self.monitors.iter().map(|_| None).collect();
        let new = |index: usize| Coverage::new(&self.monitors[index].compiled);
        for file in &self.files {
            for (index, reached) in file.unchanged.iter().flat_map(|passed| &passed.reached) {
                let index = file.monitors[*index];
                coverage[index].get_or_insert_with(|| new(index)).reach(reached);
            }
        }
        for entry in &report.entries {
            let index = self.cases[entry.case].monitor;
            let of = coverage[index].get_or_insert_with(|| new(index));
            if let Some(outcome) = &entry.result.outcome {
                of.record(outcome);
            }
        }
        coverage
    }

    /// What the file adds to a report, if its tests passed without a finding.
    fn passed(&self, file: &FileOfSuite, report: &TestReport, coverage: &[Option<Coverage>]) -> Option<PassedFile> {
        let places = self.findings.iter().filter_map(|finding| finding.place.as_ref());
        let entries = || {
            let of_file = |entry: &&crate::Entry| *self.cases[entry.case].test.path == *file.path;
            report.entries.iter().filter(of_file)
        };
        let tests = entries().count();
        let is_clean = places.clone().all(|place| *place.path != *file.path)
            && tests > 0
            && entries().all(|entry| entry.result.passed());
        let reached = file.monitors.iter().enumerate().filter_map(|(index, monitor)| {
            let coverage = coverage[*monitor].as_ref()?;
            Some((index, coverage.points().map(|(_, reached)| reached).collect()))
        });
        is_clean.then(|| PassedFile {
            tests,
            reached: reached.collect(),
        })
    }
}
