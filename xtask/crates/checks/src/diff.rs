//! `cargo xtask diff`: shows what a change means, for its reviewer.

use std::io::IsTerminal;
use std::path::Path;

use diagnostics::{Diagnostic, Severity};
use diff::{Report, Sides};
use revisions::Side;
use serde_json::json;

use crate::estate::Estate;
use crate::report;
use cli::{DiffArgs, DiffFormat, Exit, Failure, FindingFormat, VerbResult};

pub(crate) fn run(estate: &Estate, args: &DiffArgs) -> VerbResult {
    let root = estate.root();
    let (base, head) = resolve(root, args)?;
    let outdated = outdated(estate, &head);
    if let Some(warning) = outdated.as_ref().filter(|_| !args.fail_on.is_empty()) {
        let mut error = warning.clone();
        error.severity = Severity::Error;
        return Err(Failure::from(vec![error]).as_usage());
    }
    let (old, new) = revisions::snapshots(root, &base, &head).map_err(|findings| Failure::from(findings).as_usage())?;
    let sides = Sides {
        base: base.title(),
        head: head.title(),
    };
    let report = diff::compare(&old, &new);
    print(&report, &sides, args.format, outdated);
    Ok(exit(&report, args))
}

/// The sides of the command line.
fn resolve(root: &Path, args: &DiffArgs) -> Result<(Side, Side), Box<Diagnostic>> {
    let commit = |revision: &str| revisions::commit(root, revision);
    let mut base = commit(&args.base)?;
    let head = args.head.as_deref().map(commit).transpose()?;
    if args.merge_base {
        // The working tree is based on HEAD.
        let tip = head.clone().map_or_else(|| commit("HEAD"), Ok)?;
        base = revisions::merge_base(root, &base, &tip)?;
    }
    Ok((Side::Commit(base), head.map_or(Side::WorkingTree, Side::Commit)))
}

/// A warning if the rendered files of the working tree are out of date: the comparison would miss changes in `jsonnet/`.
fn outdated(estate: &Estate, head: &Side) -> Option<Diagnostic> {
    if *head != Side::WorkingTree {
        return None;
    }
    let message = match estate
        .inventory()
        .and_then(|inventory| render::outdated_files(estate.root(), inventory))
    {
        Ok(files) if files.is_empty() => return None,
        Ok(files) => format!(
            "{} out of date, so this comparison misses changes",
            match files.as_slice() {
                [file] => format!("'{file}' is"),
                files => format!("{} rendered files are", files.len()),
            }
        ),
        Err(_) => "jsonnet/ does not render, so this comparison misses its changes".to_owned(),
    };
    Some(Diagnostic::new(Severity::Warning, "diff/outdated", message).help("run `cargo xtask render` first"))
}

fn print(report: &Report, sides: &Sides, format: DiffFormat, outdated: Option<Diagnostic>) {
    if format == DiffFormat::Json {
        let mut object = diff::json(report, sides);
        object["warning"] = json!(outdated.map(|warning| warning.message));
        return report::print_json(object);
    }
    report::print_all(&match format {
        DiffFormat::Markdown => diff::markdown(report, sides),
        _ => diff::text(report, sides, std::io::stdout().is_terminal()),
    });
    if let Some(warning) = outdated {
        report::eprint_findings(&[warning]);
    }
}

/// The exit code: a difference is a finding only if --fail-on lists its risk.
fn exit(report: &Report, args: &DiffArgs) -> Exit {
    let failed: Vec<_> = args.fail_on.iter().filter(|risk| report.has(**risk)).collect();
    if failed.is_empty() {
        return Exit::Clean;
    }
    if args.format.for_findings() == FindingFormat::Text {
        for risk in failed {
            report::eprint_all(&format!("--fail-on {risk}: {}\n", risk.reason()));
        }
    }
    Exit::Findings
}
