use std::collections::BTreeMap;

use diagnostics::Diagnostic;

use super::TestSource;
use crate::build::Finding;
use crate::report::listed;
use crate::tested_monitor::TestedMonitor;

/// The findings of a test file. The same mistake in a test of many monitors is one finding.
#[derive(Default)]
pub(super) struct FileFindings(BTreeMap<Key, (Finding, Vec<String>)>);

/// The finding's place and rule, and how many findings the same monitor already has there.
type Key = ((usize, usize, &'static str), usize);

impl FileFindings {
    pub(super) fn add(&mut self, monitor: Option<&TestedMonitor>, finding: Finding) {
        self.extend(monitor, vec![finding]);
    }

    /// Adds the findings of a test for one monitor.
    pub(super) fn extend(&mut self, monitor: Option<&TestedMonitor>, findings: Vec<Finding>) {
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for finding in findings {
            let nth = counts.entry(finding.key()).or_default();
            let key = (finding.key(), *nth);
            *nth += 1;
            match self.0.get_mut(&key) {
                None => drop(self.0.insert(key, (finding, Vec::new()))),
                // a message that does not name the monitor applies to all
                Some((first, _)) if first.has_same_message(&finding) => {}
                Some((_, others)) => others.extend(monitor.map(TestedMonitor::title)),
            }
        }
    }

    pub(super) fn diagnostics(self, source: &TestSource) -> Vec<Diagnostic> {
        let diagnostic = |(finding, others): (Finding, Vec<String>)| {
            let diagnostic = finding.diagnostic(&source.path, &source.text);
            if others.is_empty() {
                diagnostic
            } else {
                diagnostic.note(format!("the same for {}", listed(&others)))
            }
        };
        self.0.into_values().map(diagnostic).collect()
    }
}
