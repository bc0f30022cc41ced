//! `cargo xtask new`: creates the files of a new object. They render as they are.

mod budget;
mod facts;
mod linked;
mod names;
mod owners;
mod plan;
mod target;
mod tree;
mod window;

use std::path::Path;
use std::process::Command;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use repository::{Changes, Difference, Transaction};
use serde_json::json;

use cli::interruption::part;
use cli::report::{self, coloured};
use cli::{Exit, NewArgs, NewWhat, OutputFormat, VerbResult};

use crate::console::Console;
use crate::service::scaffold as service;
use crate::step_result::StepResult;

/// The files to write, and what to do next.
struct Scaffold {
    files: Vec<Difference>,
    next: Vec<String>,
    /// The code of a new service.
    code: Option<service::Scaffold>,
}

/// What was done with a file.
const DID: [&str; 2] = ["created", "changed"];

/// What a dry run would do with it.
const WOULD: [&str; 2] = ["would create", "would change"];

pub(crate) fn run(root: &Path, args: &NewArgs) -> VerbResult {
    let scaffold = plan::scaffold(root, &args.what)?;
    let changes = Changes {
        differences: scaffold.files,
        unchanged: 0,
    };
    let code: Vec<String> = scaffold.code.iter().flat_map(service::Scaffold::paths).collect();
    if matches!(args.what, NewWhat::Service { dry_run: true, .. }) {
        print(&WOULD, &code, &changes.differences, &[], args.format);
        return Ok(Exit::Clean);
    }
    if let Some(code) = &scaffold.code {
        code.write()?;
    }
    Transaction::prepare(root, &changes).and_then(Transaction::commit)?;
    print(&DID, &code, &changes.differences, &scaffold.next, args.format);
    if scaffold.code.is_some() {
        return generate(root, args.format);
    }
    Ok(Exit::Clean)
}

/// Renders the new declaration, and writes its runbooks and docs.
fn generate(root: &Path, format: OutputFormat) -> VerbResult {
    let console = Console::direct(format);
    for verb in ["render", "docs"] {
        let exe = std::env::current_exe().map_err(|error| {
            Box::new(Diagnostic::error(
                "usage/exe",
                format!("cannot find this binary: {error}"),
            ))
        })?;
        if console.passes(part(Command::new(exe).arg(verb).arg("--root").arg(root))) != StepResult::Passed {
            return Ok(Exit::Findings);
        }
    }
    Ok(Exit::Clean)
}

fn print(words: &[&str; 2], code: &[String], files: &[Difference], next: &[String], format: OutputFormat) {
    let (created, changed): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.old.is_none());
    if format.is_machine_readable() {
        let paths = |files: &[&Difference]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
        let created = [code, &paths(&created)].concat();
        report::print_json(json!({ "created": created, "changed": paths(&changed), "next": next }));
        return;
    }
    for path in code {
        report::print_all(&format!("{} {path}\n", coloured(words[0], AnsiColor::Green)));
    }
    for (word, colour, files) in [
        (words[0], AnsiColor::Green, created),
        (words[1], AnsiColor::Yellow, changed),
    ] {
        for file in files {
            report::print_all(&format!("{} {}\n", coloured(word, colour), file.path));
        }
    }
    for step in next {
        report::print_all(&format!("next: {step}\n"));
    }
}
