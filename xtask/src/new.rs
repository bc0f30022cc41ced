//! `cargo xtask new`: what belongs together, at the right paths, rendering as it stands.

mod facts;
mod names;
mod plan;
mod target;
mod tree;

use std::path::Path;
use std::process::ExitCode;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use cli::report::{self, Exit, coloured};
use cli::{Format, NewArgs};

/// What is written, and what its author does next.
struct Scaffold {
    files: Vec<Difference>,
    next: Vec<String>,
}

pub(crate) fn run(root: &Path, args: &NewArgs, format: Format) -> ExitCode {
    match plan::scaffold(root, &args.what).and_then(|scaffold| write(root, scaffold)) {
        Ok(scaffold) => {
            tell(&scaffold, format);
            Exit::Clean.into()
        }
        Err(findings) => report::findings(&findings, format, Exit::Findings),
    }
}

/// All files or none.
fn write(root: &Path, scaffold: Scaffold) -> Result<Scaffold, Vec<Diagnostic>> {
    let changes = Changes {
        differences: scaffold.files,
        unchanged: 0,
    };
    Transaction::prepare(root, &changes)
        .and_then(Transaction::commit)
        .map_err(|finding| vec![*finding])?;
    Ok(Scaffold {
        files: changes.differences,
        next: scaffold.next,
    })
}

fn tell(scaffold: &Scaffold, format: Format) {
    let (created, changed): (Vec<_>, Vec<_>) = scaffold.files.iter().partition(|file| file.old.is_none());
    if format.is_for_machines() {
        let paths = |files: &[&Difference]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
        report::print_all(&format!(
            "{}\n",
            json!({ "created": paths(&created), "changed": paths(&changed), "next": scaffold.next })
        ));
        return;
    }
    for (word, colour, files) in [
        ("created", AnsiColor::Green, created),
        ("changed", AnsiColor::Yellow, changed),
    ] {
        for file in files {
            report::print_all(&format!("{} {}\n", coloured(word, colour), file.path));
        }
    }
    for step in &scaffold.next {
        report::print_all(&format!("next: {step}\n"));
    }
}
