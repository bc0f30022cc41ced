//! `cargo xtask diff`: what a change means, for the person who approves it.

mod policy;
mod side;

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use diagnostics::Diagnostic;
use diff::{Report, Sides};

use crate::report::{self, Exit};
use cli::{DiffArgs, Format, Printing};

pub(crate) fn run(root: &Path, args: &DiffArgs, printing: Printing) -> ExitCode {
    match compare(root, args) {
        Ok((report, sides)) => {
            print(&report, &sides, printing);
            refused(&report, args, printing)
        }
        Err(findings) => report::findings(&findings, printing.of_findings(), Exit::Usage),
    }
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

fn print(report: &Report, sides: &Sides, printing: Printing) {
    report::print_all(&match printing {
        // The command line refuses the formats of findings before it comes here.
        Printing::Text | Printing::Sarif | Printing::Github => {
            diff::text(report, sides, std::io::stdout().is_terminal())
        }
        Printing::Json => format!("{}\n", diff::json(report, sides)),
        Printing::Markdown => diff::markdown(report, sides),
    });
}

/// A difference is no finding, unless somebody said that one of its risk is.
fn refused(report: &Report, args: &DiffArgs, printing: Printing) -> ExitCode {
    let refused: Vec<_> = args.fail_on.iter().filter(|risk| report.has(**risk)).collect();
    if refused.is_empty() {
        return Exit::Clean.into();
    }
    if printing.of_findings() == Format::Text {
        for risk in refused {
            report::eprint_all(&format!("refused by --fail-on {risk}: {}\n", risk.reason()));
        }
    }
    Exit::Findings.into()
}
