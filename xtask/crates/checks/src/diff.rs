//! `cargo xtask diff`: shows what a change means, for its reviewer.

mod policy;
mod side;

use std::io::IsTerminal;
use std::path::Path;

use diagnostics::Diagnostic;
use diff::{Report, Sides};

use crate::report;
use cli::{DiffArgs, DiffFormat, Exit, Failure, FindingFormat, VerbResult};

pub(crate) fn run(root: &Path, args: &DiffArgs) -> VerbResult {
    let (report, sides) = compare(root, args).map_err(|findings| Failure::from(findings).as_usage())?;
    report::print_all(&match args.format {
        DiffFormat::Text => diff::text(&report, &sides, std::io::stdout().is_terminal()),
        DiffFormat::Json => format!("{}\n", diff::json(&report, &sides)),
        DiffFormat::Markdown => diff::markdown(&report, &sides),
    });
    Ok(exit(&report, args))
}

fn compare(root: &Path, args: &DiffArgs) -> Result<(Report, Sides), Vec<Diagnostic>> {
    let (base, head) = side::named(root, args).map_err(|finding| vec![*finding])?;
    let (old, new) = side::snapshots(root, &base, &head)?;
    let sides = Sides {
        base: base.title(),
        head: head.title(),
    };
    Ok((diff::compare(&old, &new), sides))
}

/// A difference is no finding, unless --fail-on lists its risk.
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
