use std::collections::BTreeMap;

use diagnostics::Diagnostic;

use super::TestSource;
use crate::build::Finding;
use crate::report::listed;
use crate::tested_monitor::TestedMonitor;

/// What is wrong in a test file: the same mistake in a test of many monitors is one.
#[derive(Default)]
pub(super) struct FileFindings(BTreeMap<Key, (Finding, Vec<String>)>);

/// The finding's place and rule, and how many the same monitor has had there before.
type Key = ((usize, usize, &'static str), usize);

impl FileFindings {
    pub(super) fn add(&mut self, monitor: Option<&TestedMonitor>, finding: Finding) {
        self.extend(monitor, vec![finding]);
    }

    /// Takes in the findings of a test for one monitor.
    pub(super) fn extend(&mut self, monitor: Option<&TestedMonitor>, findings: Vec<Finding>) {
        let mut had: BTreeMap<_, usize> = BTreeMap::new();
        for finding in findings {
            let nth = had.entry(finding.key()).or_default();
            let key = (finding.key(), *nth);
            *nth += 1;
            match self.0.get_mut(&key) {
                None => drop(self.0.insert(key, (finding, Vec::new()))),
                // what does not name the monitor is true of all
                Some((first, _)) if first.says_the_same_as(&finding) => {}
                Some((_, others)) => others.extend(monitor.map(TestedMonitor::title)),
            }
        }
    }

    pub(super) fn diagnostics(self, source: &TestSource) -> Vec<Diagnostic> {
        let told = |(finding, others): (Finding, Vec<String>)| {
            let diagnostic = finding.diagnostic(&source.path, &source.text);
            if others.is_empty() {
                diagnostic
            } else {
                diagnostic.note(format!("likewise for {}", listed(&others)))
            }
        };
        self.0.into_values().map(told).collect()
    }
}
