//! The report in JUnit XML, for CI systems. The format: <https://github.com/testmoapp/junitxml>.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Entry, TestReport, failure};
use crate::suite::Suite;
use crate::xml::escape;

impl TestReport {
    /// One test suite for each file, one test case for each test and monitor. Without times, so that the same results give the same bytes.
    #[must_use]
    pub fn junit(&self, suite: &Suite) -> String {
        let mut by_file: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            by_file
                .entry(&suite.cases[entry.case].test.path)
                .or_default()
                .push(entry);
        }
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        line(
            &mut out,
            format_args!(
                "<testsuites name=\"monitors\" tests=\"{}\" failures=\"{}\">",
                self.entries.len(),
                self.failed().count()
            ),
        );
        for (path, entries) in by_file {
            let failures = entries.iter().filter(|r| !r.result.passed()).count();
            line(
                &mut out,
                format_args!(
                    "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\">",
                    escape(path),
                    entries.len()
                ),
            );
            for entry in entries {
                test_case(&mut out, entry, suite);
            }
            out.push_str("  </testsuite>\n");
        }
        out.push_str("</testsuites>\n");
        out
    }
}

fn test_case(out: &mut String, entry: &Entry, suite: &Suite) {
    let case = &suite.cases[entry.case];
    let monitor = &suite.monitors[case.monitor];
    let name = escape(&format!("{} ({})", case.test.name, monitor.env));
    let class = escape(&format!("{}/{}", monitor.service, monitor.name));
    let head = format!(
        "    <testcase name=\"{name}\" classname=\"{class}\" file=\"{}\"",
        escape(&case.test.path)
    );
    if entry.result.passed() {
        line(out, format_args!("{head}/>"));
        return;
    }
    line(out, format_args!("{head}>"));
    for failure in &entry.result.failures {
        let lines = failure::lines(std::slice::from_ref(failure));
        let message = escape(&lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join("; "));
        line(
            out,
            format_args!(
                "      <failure message=\"{message}\">{}</failure>",
                escape(&lines.join("\n"))
            ),
        );
    }
    out.push_str("    </testcase>\n");
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("writing to a String cannot fail");
}
