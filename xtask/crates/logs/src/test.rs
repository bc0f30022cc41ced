//! `cargo xtask logs test`: runs the tests of pipelines.

mod coverage;
mod failure;
mod report;
mod whole;

use std::path::{Path, PathBuf};
use std::time::Instant;

use cli::{Exit, LogsTestArgs, VerbResult};
use datadog_logs::samples::{Difference, Sample};
use datadog_logs::{Engine, Log};
use diagnostics::{Diagnostic, Severity};
use rayon::prelude::*;

use crate::attempt;
use crate::folder::{self, Folder};
use crate::{order, sources};
use coverage::Reached;
pub(crate) use failure::Failure;

/// The folder of this repository's pipelines.
pub(crate) const FOLDER: &str = "terraform/pipelines";

/// What came out of a folder.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The tests that failed.
    pub(crate) failures: Vec<Failure>,
    /// What the samples reached.
    pub(crate) reached: Reached,
    /// Whether databases that are not public were asked.
    pub(crate) asked: usize,
}

pub(crate) fn run(root: &Path, args: &LogsTestArgs) -> VerbResult {
    let started = Instant::now();
    let own = vec![root.join(FOLDER)];
    let at: Vec<PathBuf> = if args.folders.is_empty() {
        own
    } else {
        args.folders
            .iter()
            .map(|folder| cli::root::path_from(root, folder))
            .collect()
    };
    let (mut folders, mut outcomes, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for at in &at {
        let paths = folder::find(at)?;
        let read: Vec<Folder> = paths.par_iter().map(|path| folder::read(root, path)).collect();
        let ran: Vec<Outcome> = read.par_iter().map(run_folder).collect();
        let own = std::fs::canonicalize(at)
            .is_ok_and(|at| std::fs::canonicalize(root).is_ok_and(|root| at.starts_with(root)));
        for (folder, outcome) in read.iter().zip(&ran) {
            findings.extend(folder.findings.iter().cloned());
            findings.extend(outcome.reached.findings(folder, own));
        }
        let mut whole_failures = Vec::new();
        if let Some(order) = order::read(root, at, &read, &mut findings)? {
            whole_failures = whole::run(&read, &order);
        }
        findings.extend(sources::unknown(root, &read));
        folders.extend(read);
        outcomes.extend(ran);
        findings.extend(whole_failures);
    }
    if args.folders.is_empty() {
        findings.extend(attempt::unreadable(root));
    }
    let failed = outcomes.iter().any(|outcome| !outcome.failures.is_empty());
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    let passed = !failed && !findings.iter().any(is_error);
    let summary = report::Summary::new(&folders, &outcomes, &findings, started);
    summary.print(args, passed);
    Ok(if passed { Exit::Clean } else { Exit::Findings })
}

fn run_folder(folder: &Folder) -> Outcome {
    let mut outcome = Outcome {
        failures: Vec::new(),
        reached: Reached::default(),
        asked: 0,
    };
    let Some(engine) = &folder.engine else { return outcome };
    outcome.reached = Reached::new(engine);
    outcome.reached.parser_samples(folder, engine);
    for (index, sample) in folder.samples.iter().enumerate() {
        let asked = outcome.reached.asked;
        let (log, differences) = run_sample(engine, sample, &mut outcome.reached);
        outcome.asked += usize::from(outcome.reached.asked != asked);
        if !differences.is_empty() {
            outcome
                .failures
                .push(Failure::new(folder, engine, index, &log, &differences));
        }
    }
    outcome
}

fn run_sample(engine: &Engine, sample: &Sample, reached: &mut Reached) -> (Log, Vec<Difference>) {
    sample.run(engine, reached)
}
