//! The report as JSON.

use diagnostics::line_column;
use serde_json::{Value, json};

use super::{TestReport, failure};
use crate::suite::Suite;

impl TestReport {
    /// Every case as JSON: `{"test", "path", "line", "service", "monitor", "environment", "passed", "failures": [...]}`.
    #[must_use]
    pub fn json(&self, suite: &Suite) -> Vec<Value> {
        let one = |entry: &super::Entry| {
            let case = &suite.cases[entry.case];
            let monitor = &suite.monitors[case.monitor];
            json!({
                "test": case.test.name,
                "path": &*case.test.path,
                "line": line_column(&case.test.text, case.test.span.start).0,
                "service": monitor.service,
                "monitor": monitor.name,
                "environment": monitor.env,
                "passed": entry.result.passed(),
                "failures": entry.result.failures.iter().map(|f| failure::lines(std::slice::from_ref(f)).join("\n")).collect::<Vec<_>>(),
            })
        };
        self.entries.iter().map(one).collect()
    }
}
