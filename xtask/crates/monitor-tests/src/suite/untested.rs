//! Monitors without a test.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{Diagnostic, Severity};

use super::Suite;
use super::known::FileOfSuite;
use crate::tested_monitor::TestedMonitor;

impl Suite {
    /// The monitors for which no test runs.
    #[must_use]
    pub fn untested(&self) -> Vec<&TestedMonitor> {
        let before = self.files.iter().flat_map(FileOfSuite::tested_before);
        let tested: BTreeSet<usize> = self.cases.iter().map(|case| case.monitor).chain(before).collect();
        self.monitors
            .iter()
            .enumerate()
            .filter(|(i, _)| !tested.contains(i))
            .map(|(_, s)| s)
            .collect()
    }

    /// A finding for each file that declares monitors without a test. Skips monitors whose test file has findings: its tests could not be read.
    #[must_use]
    pub fn untested_findings(&self, severity: Severity) -> Vec<Diagnostic> {
        let faulty: BTreeSet<&str> = self
            .findings
            .iter()
            .filter_map(|f| f.place.as_ref())
            .map(|p| p.path.as_str())
            .collect();
        let mut by_source: BTreeMap<(&str, &str), Vec<&TestedMonitor>> = BTreeMap::new();
        for monitor in self.untested() {
            by_source
                .entry((&monitor.source, &monitor.tests))
                .or_default()
                .push(monitor);
        }
        let mut findings = Vec::new();
        for ((source, file), monitors) in by_source {
            if faulty.contains(file) {
                continue;
            }
            let titles: Vec<String> = monitors.iter().map(|s| s.title()).collect();
            let message = format!("no test runs for {}", crate::report::listed(&titles));
            let exists = self.files.iter().any(|of| of.path == file);
            let help = if exists {
                format!("the tests in {file} filter them out: add a test for them there")
            } else {
                format!(
                    "write {file} with telemetry, expected states and expected notifications; see docs/how-to/test-a-monitor.md"
                )
            };
            findings.push(
                Diagnostic::new(severity, "monitors/untested", message)
                    .in_file(source)
                    .help(help),
            );
        }
        findings
    }
}
