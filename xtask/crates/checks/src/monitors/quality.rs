//! What is asked of the tests themselves: what they reach, and which mistakes they notice.

use std::time::{Duration, Instant};

use cli::TestArgs;
use diagnostics::Diagnostic;
use monitor_tests::coverage::CoverageReport;
use monitor_tests::mutation::MutationReport;
use monitor_tests::{Suite, TestReport};
use serde_json::{Value, json};

use super::{coverage, mutation};
use crate::report;

/// What was asked for, and what came of it.
pub(super) struct QualityReport {
    coverage: Option<CoverageReport>,
    mutation: Option<Result<(MutationReport, Duration), Box<Diagnostic>>>,
}

impl QualityReport {
    /// Judges the tests that ran. `passed` says whether they pass without a mistake; where they do not, no mutants are tried, for killing would say nothing.
    pub(super) fn new(args: &TestArgs, suite: &Suite, tests: &TestReport, passed: bool) -> Self {
        let all = args.paths.is_empty();
        let mutation = || {
            let started = Instant::now();
            if !passed {
                return Err(refused("the tests must pass first"));
            }
            let report = mutation::run(suite, all).map_err(|refusal| refused(&refusal.message))?;
            Ok((report, started.elapsed()))
        };
        Self {
            coverage: args.coverage.then(|| coverage::measure(suite, tests, all)),
            mutation: args.mutate.then(mutation),
        }
    }

    /// Whether the tests reach and notice all that is required.
    pub(super) fn is_enough(&self) -> bool {
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
            Some(Err(refused)) => report::eprint_findings(std::slice::from_ref(refused)),
            None => {}
        }
    }

    /// As members of an object: `coverage` and `mutation`, each where it was asked for.
    pub(super) fn json(self) -> Vec<(&'static str, Value)> {
        let mutation = self.mutation.map(|mutation| match mutation {
            Ok((report, _)) => json!(report),
            Err(refused) => json!({ "refused": refused.message }),
        });
        let asked = [
            ("coverage", self.coverage.map(|report| json!(report))),
            ("mutation", mutation),
        ];
        asked
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// As findings, for machines that take those.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.coverage.iter().flat_map(coverage::findings).collect();
        match &self.mutation {
            Some(Ok((report, _))) => findings.extend(mutation::findings(report)),
            Some(Err(refused)) => findings.push((**refused).clone()),
            None => {}
        }
        findings
    }
}

fn refused(why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "monitors/no-mutants",
        format!("no mutants are tried: {why}"),
    ))
}
