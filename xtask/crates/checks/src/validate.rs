//! `cargo xtask validate`: validates payloads, rendered or exported, against Datadog's API, and Helm values against the agent's charts; compares exports with what is
//! rendered.

mod against;
mod helm;
mod rendered;

use std::path::{Path, PathBuf};

use datadog_schema::validate;
use diagnostics::Diagnostic;

use crate::estate::Estate;
use crate::exported;
use cli::{ValidateArgs, VerbResult};

pub(crate) fn run(estate: &Estate, args: &ValidateArgs) -> VerbResult {
    if let Some(export) = &args.against {
        return against::run(estate, export, &args.paths, args.format);
    }
    let Some(kind) = args.payload else {
        return rendered::run(estate, &args.paths, args.format);
    };
    match args.paths.as_slice() {
        [] => exported::run(kind, Path::new("-"), args.format, validate::exported),
        [file] => exported::run(kind, file, args.format, validate::exported),
        files => Err(too_many(files).into()),
    }
}

fn too_many(files: &[PathBuf]) -> Box<Diagnostic> {
    let message = format!("--payload accepts one file, not {}", files.len());
    Box::new(Diagnostic::error("usage/input", message).help("give one file, or - for standard input"))
}
