//! `cargo xtask validate`: payloads against what Datadog's API takes, those of the estate or those somebody exported.

mod estate;
mod exported;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use diagnostics::Diagnostic;

use crate::cli::{Format, ValidateArgs};
use crate::report::{self, Exit};

pub(crate) fn run(root: &Path, args: &ValidateArgs, format: Format) -> ExitCode {
    let Some(kind) = args.payload else {
        return estate::run(root, &args.paths, format);
    };
    match args.paths.as_slice() {
        [] => exported::run(kind.kind(), Path::new("-"), format),
        [file] => exported::run(kind.kind(), file, format),
        files => report::findings(&[*wrong_number(files)], format, Exit::Usage),
    }
}

fn wrong_number(files: &[PathBuf]) -> Box<Diagnostic> {
    let message = format!("--payload reads one file, not {}", files.len());
    Box::new(Diagnostic::error("usage/input", message).help("name a file, or - for standard input"))
}
