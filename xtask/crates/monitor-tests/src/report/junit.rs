//! The report as JUnit's XML, which CI systems show. The form: <https://github.com/testmoapp/junitxml>.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Entry, TestReport, failure};
use crate::suite::Suite;

impl TestReport {
    /// A test suite a file, a test case a test and monitor. It carries no times, so that the same outcome has the same bytes.
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
                    escaped(path),
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
    let name = escaped(&format!("{} ({})", case.test.name, monitor.env));
    let class = escaped(&format!("{}/{}", monitor.service, monitor.name));
    let head = format!(
        "    <testcase name=\"{name}\" classname=\"{class}\" file=\"{}\"",
        escaped(&case.test.path)
    );
    if entry.result.passed() {
        line(out, format_args!("{head}/>"));
        return;
    }
    line(out, format_args!("{head}>"));
    for failure in &entry.result.failures {
        let lines = failure::lines(std::slice::from_ref(failure));
        let message = escaped(&lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join("; "));
        line(
            out,
            format_args!(
                "      <failure message=\"{message}\">{}</failure>",
                escaped(&lines.join("\n"))
            ),
        );
    }
    out.push_str("    </testcase>\n");
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a String takes every write");
}

/// Text for XML 1.0: markup is escaped, and what XML cannot hold at all is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            escaped("a<b> & \"c\"\n\u{1b}[31m"),
            "a&lt;b&gt; &amp; &quot;c&quot;&#10;\u{fffd}[31m"
        );
    }
}
