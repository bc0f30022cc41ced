//! How the results are printed.

use std::time::Instant;

use anstyle::AnsiColor;
use cli::report::{self, coloured, count};
use cli::{FindingFormat, LogsTestArgs};
use diagnostics::{Diagnostic, Severity};
use serde_json::{Value, json};

use super::Outcome;
use crate::folder::Folder;
use crate::record::Recorder;

/// The results of all folders.
pub(crate) struct Summary<'a> {
    folders: &'a [Folder],
    outcomes: &'a [Outcome],
    findings: &'a [Diagnostic],
    started: Instant,
}

impl<'a> Summary<'a> {
    pub(crate) fn new(
        folders: &'a [Folder],
        outcomes: &'a [Outcome],
        findings: &'a [Diagnostic],
        started: Instant,
    ) -> Self {
        Self {
            folders,
            outcomes,
            findings,
            started,
        }
    }

    pub(crate) fn print(&self, args: &LogsTestArgs, passed: bool) {
        match args.format {
            FindingFormat::Text => self.print_text(args, passed),
            FindingFormat::Json => report::print_json(self.json(args, passed)),
            FindingFormat::Sarif | FindingFormat::Github => {
                let failures = self.outcomes.iter().flat_map(|outcome| &outcome.failures);
                let mut all: Vec<Diagnostic> = self.findings.to_vec();
                all.extend(failures.map(|failure| failure.finding().clone()));
                report::print_findings(&all, args.format, |_| None);
            }
        }
    }

    fn tests(&self) -> usize {
        self.folders.iter().map(|folder| folder.samples.len()).sum()
    }

    /// Failed tests, and tests of pipelines that cannot run.
    fn failed(&self) -> usize {
        let of = |(folder, outcome): (&Folder, &Outcome)| match folder.engine {
            Some(_) => outcome.failures.len(),
            None => folder.samples.len(),
        };
        self.folders.iter().zip(self.outcomes).map(of).sum()
    }

    fn print_text(&self, args: &LogsTestArgs, passed: bool) {
        report::eprint_findings(self.findings);
        if args.explain {
            report::print_all(&self.explain());
        }
        for failure in self.outcomes.iter().flat_map(|outcome| &outcome.failures) {
            report::print_all(&format!("{}\n", failure.text()));
        }
        if args.coverage {
            report::print_all(&self.coverage());
        }
        let errors = self.findings.iter().filter(|f| f.severity == Severity::Error).count();
        let mark = match (passed, self.findings.len()) {
            (true, 0) => coloured("passed", AnsiColor::Green),
            (true, _) => coloured("passed with warnings", AnsiColor::Yellow),
            (false, _) => coloured("failed", AnsiColor::Red),
        };
        let asked: usize = self.outcomes.iter().map(|outcome| outcome.asked).sum();
        report::print_all(&format!(
            "{mark}: {} ({} failed), {}, {}, {} ({} ms)\n",
            count(self.tests(), "test"),
            self.failed(),
            count(self.folders.len(), "pipeline"),
            count(errors, "error"),
            count(self.findings.len() - errors, "warning"),
            self.started.elapsed().as_millis(),
        ));
        if asked > 0 {
            let tests = count(asked, "test");
            report::print_all(&format!(
                "not checked: in {tests}, what the databases of user agents and places return; it is taken from the expected result\n"
            ));
        }
    }

    fn json(&self, args: &LogsTestArgs, passed: bool) -> Value {
        let failures: Vec<Value> = self
            .outcomes
            .iter()
            .flat_map(|o| &o.failures)
            .map(super::Failure::json)
            .collect();
        let mut whole = json!({
            "passed": passed,
            "pipelines": self.folders.len(),
            "tests": self.tests(),
            "failed": self.failed(),
            "failures": failures,
            "findings": diagnostics::json_list(self.findings),
        });
        if args.coverage {
            let gaps = |(folder, outcome): (&Folder, &Outcome)| -> Vec<Value> {
                let gaps = outcome.reached.gaps(folder);
                gaps.into_iter()
                    .map(|gap| json!({ "what": gap.what, "place": gap.place }))
                    .collect()
            };
            let gaps: Vec<Value> = self.folders.iter().zip(self.outcomes).flat_map(gaps).collect();
            whole["unreached"] = Value::Array(gaps);
        }
        whole
    }

    /// What each processor did with each sample.
    fn explain(&self) -> String {
        let mut out = String::new();
        for folder in self.folders {
            let Some(engine) = &folder.engine else { continue };
            for (index, sample) in folder.samples.iter().enumerate() {
                let mut recorder = Recorder::default();
                sample.run(engine, &mut recorder);
                let at = index.to_string();
                let place = folder.tests.place(["tests", at.as_str(), "sample"]);
                out.push_str(&format!(
                    "{} test {}, {place}\n  {}\n",
                    folder.name,
                    index + 1,
                    sample.sample.trim_end()
                ));
                out.push_str(&recorder.text(engine.nodes()));
                out.push('\n');
            }
        }
        out
    }

    fn coverage(&self) -> String {
        let mut out = String::new();
        let (mut reached, mut all) = (0, 0);
        for (folder, outcome) in self.folders.iter().zip(self.outcomes) {
            let counts = outcome.reached.counts();
            (reached, all) = (reached + counts.0, all + counts.1);
            for gap in outcome.reached.gaps(folder) {
                out.push_str(&format!("not reached: {}, {}\n", gap.what, gap.place));
            }
        }
        out.push_str(&format!(
            "samples reach {reached} of {all} processors, rules, categories and keys\n\n"
        ));
        out
    }
}
