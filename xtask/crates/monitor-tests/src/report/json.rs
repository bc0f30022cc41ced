//! The report for machines.

use diagnostics::line_column;
use serde_json::{Value, json};

use super::{Report, failure};
use crate::suite::Suite;

impl Report {
    /// Every case as JSON: `{"test", "path", "line", "service", "monitor", "environment", "passed", "failures": [...]}`.
    #[must_use]
    pub fn json(&self, suite: &Suite) -> Vec<Value> {
        let one = |result: &super::Result| {
            let case = &suite.cases[result.case];
            let subject = &suite.subjects[case.subject];
            json!({
                "test": case.test.name,
                "path": &*case.test.path,
                "line": line_column(&case.test.text, case.test.span.start).0,
                "service": subject.service,
                "monitor": subject.name,
                "environment": subject.env,
                "passed": result.judged.passed(),
                "failures": result.judged.failures.iter().map(|f| failure::lines(std::slice::from_ref(f)).join("\n")).collect::<Vec<_>>(),
            })
        };
        self.results.iter().map(one).collect()
    }
}
