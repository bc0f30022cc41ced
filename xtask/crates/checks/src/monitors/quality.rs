//! The quality of the tests themselves: their coverage and mutation score.

use std::time::{Duration, Instant};

use cli::TestArgs;
use diagnostics::Diagnostic;
use monitor_tests::coverage::CoverageReport;
use monitor_tests::mutation::MutationReport;
use monitor_tests::{Suite, TestReport};
use serde_json::{Value, json};

use super::{coverage, mutation};
use crate::report;

/// The results of `--coverage` and `--mutate`, each if requested.
pub(super) struct QualityReport {
    coverage: Option<CoverageReport>,
    mutation: Option<Result<(MutationReport, Duration), Box<Diagnostic>>>,
}

impl QualityReport {
    /// Measures the tests that ran. No mutants run unless `passed`: the score would mean nothing.
    pub(super) fn new(args: &TestArgs, suite: &Suite, tests: &TestReport, passed: bool) -> Self {
        let all = args.paths.is_empty();
        let mutation = || {
            let started = Instant::now();
            if !passed {
                return Err(no_mutants("the tests must pass first"));
            }
            let report = mutation::run(suite, all).map_err(|refusal| no_mutants(&refusal.message))?;
            Ok((report, started.elapsed()))
        };
        Self {
            coverage: args.coverage.then(|| coverage::measure(suite, tests, all)),
            mutation: args.mutate.then(mutation),
        }
    }

    /// Whether coverage and mutation score are sufficient.
    pub(super) fn is_sufficient(&self) -> bool {
        let killed = |mutation: &Result<(MutationReport, _), _>| {
            mutation.as_ref().is_ok_and(|(report, _)| report.meets_minimum())
        };
        self.coverage.as_ref().is_none_or(coverage::is_covered) && self.mutation.as_ref().is_none_or(killed)
    }

    /// For people.
    pub(super) fn print(&self) {
        if let Some(coverage) = &self.coverage {
            report::print_all(&coverage::text(coverage));
        }
        match &self.mutation {
            Some(Ok((report, took))) => report::print_all(&mutation::text(report, *took)),
            Some(Err(finding)) => report::eprint_findings(std::slice::from_ref(finding)),
            None => {}
        }
    }

    /// The members `coverage` and `mutation` of the JSON output, each if requested.
    pub(super) fn json(self) -> Vec<(&'static str, Value)> {
        let mutation = self.mutation.map(|mutation| match mutation {
            Ok((report, _)) => json!(report),
            Err(finding) => json!({ "error": finding.message }),
        });
        let members = [
            ("coverage", self.coverage.map(|report| json!(report))),
            ("mutation", mutation),
        ];
        members
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// The findings, for formats of findings.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.coverage.iter().flat_map(coverage::findings).collect();
        match &self.mutation {
            Some(Ok((report, _))) => findings.extend(mutation::findings(report)),
            Some(Err(finding)) => findings.push((**finding).clone()),
            None => {}
        }
        findings
    }
}

fn no_mutants(why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "monitors/no-mutants",
        format!("no mutants were run: {why}"),
    ))
}
