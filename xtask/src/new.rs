//! `cargo xtask new`: creates the files of a new object. They render as they are.

mod facts;
mod names;
mod plan;
mod target;
mod tree;

use std::path::Path;

use anstyle::AnsiColor;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use cli::report::{self, coloured};
use cli::{Exit, NewArgs, OutputFormat, VerbResult};

/// The files to write, and what to do next.
struct Scaffold {
    files: Vec<Difference>,
    next: Vec<String>,
}

pub(crate) fn run(root: &Path, args: &NewArgs) -> VerbResult {
    let scaffold = plan::scaffold(root, &args.what)?;
    let changes = Changes {
        differences: scaffold.files,
        unchanged: 0,
    };
    Transaction::prepare(root, &changes).and_then(Transaction::commit)?;
    print(&changes.differences, &scaffold.next, args.format);
    Ok(Exit::Clean)
}

fn print(files: &[Difference], next: &[String], format: OutputFormat) {
    let (created, changed): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.old.is_none());
    if format.is_machine_readable() {
        let paths = |files: &[&Difference]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
        report::print_all(&format!(
            "{}\n",
            json!({ "created": paths(&created), "changed": paths(&changed), "next": next })
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
    for step in next {
        report::print_all(&format!("next: {step}\n"));
    }
}
