//! `cargo xtask terraform check`: runs Terraform and its tools on a copy of `terraform/`, and reports what they find with our own checks.

mod folder;
mod folders;
mod go;
mod program;
mod providers;
mod readme;
mod run;
mod summary;
mod work;

use std::path::Path;
use std::time::Instant;

use ::terraform::Files;
use cli::{Exit, TerraformArgs, TerraformCheckArgs, TerraformVerb, VerbResult};
use diagnostics::Diagnostic;

use crate::report;
use folders::Folder;
use summary::Summary;

/// The folder of everything that Terraform reads.
const TREE: &str = "terraform";

pub(crate) fn run(root: &Path, args: &TerraformArgs) -> VerbResult {
    match &args.verb {
        TerraformVerb::Check(args) => check(root, args),
    }
}

fn check(root: &Path, args: &TerraformCheckArgs) -> VerbResult {
    let started = Instant::now();
    let mut files = repository::texts(root, TREE)?;
    let asked: Vec<String> = args
        .folders
        .iter()
        .map(|folder| cli::root::path_below(root, Path::new(folder)).display().to_string())
        .collect();
    let folders = folders::select(&files, &asked)?;
    let mut summary = Summary::new(&files, &folders);
    if !args.only_static {
        let tools = run::Tools::prepare(root, args, &folders, &files, &mut summary)?;
        if args.write {
            tools.write(root, &folders, &mut summary)?;
            files = repository::texts(root, TREE)?;
        }
        tools.check(root, &folders, &files, &mut summary)?;
    }
    let found = ::terraform::check(&files);
    summary.findings.extend(
        found
            .into_iter()
            .filter(|finding| in_scope(finding, &args.folders, &folders)),
    );
    let exit = Exit::of_findings(&summary.findings);
    if args.format.is_machine_readable() {
        report::print_findings(&summary.findings, args.format);
    } else {
        report::eprint_findings(&summary.findings);
        report::print_all(&summary.line(started));
    }
    Ok(exit)
}

/// Whether a finding is about the folders that were asked for.
fn in_scope(finding: &Diagnostic, asked: &[String], folders: &[Folder]) -> bool {
    asked.is_empty()
        || finding.place.as_ref().is_some_and(|place| {
            folders
                .iter()
                .any(|folder| place.path.starts_with(&format!("{}/", folder.path)))
        })
}

/// Whether a missing tool is an error: a machine that checks merges must check everything.
fn on_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// An error of the command line or of this machine.
fn usage(message: impl Into<String>, help: impl Into<String>) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("usage/terraform", message).help(help))
}

/// The path of a file in the copy, or in the tree: both have the same paths below.
fn text_of<'f>(files: &'f Files, path: &str) -> &'f str {
    files.get(path).map_or("", |text| text)
}
