//! `cargo xtask validate`: payloads against what Datadog's API takes, those of the estate or those somebody exported; and the Helm values
//! against what the agent's charts take.

mod estate;
mod exported;
mod helm;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use diagnostics::Diagnostic;

use crate::report::{self, Exit};
use cli::{Format, PayloadKind, ValidateArgs};

pub(crate) fn run(root: &Path, args: &ValidateArgs, format: Format) -> ExitCode {
    let Some(kind) = args.payload else {
        return estate::run(root, &args.paths, format);
    };
    match args.paths.as_slice() {
        [] => exported::run(api(kind), Path::new("-"), format),
        [file] => exported::run(api(kind), file, format),
        files => report::findings(&[*wrong_number(files)], format, Exit::Usage),
    }
}

fn wrong_number(files: &[PathBuf]) -> Box<Diagnostic> {
    let message = format!("--payload reads one file, not {}", files.len());
    Box::new(Diagnostic::error("usage/input", message).help("name a file, or - for standard input"))
}

/// The command line does not depend on the tables, so it names the kinds itself.
fn api(kind: PayloadKind) -> datadog_schema::payload::PayloadKind {
    use datadog_schema::payload::PayloadKind as Known;
    match kind {
        PayloadKind::Monitor => Known::Monitor,
        PayloadKind::Dashboard => Known::Dashboard,
        PayloadKind::Slo => Known::Slo,
        PayloadKind::Downtime => Known::Downtime,
        PayloadKind::NotificationRule => Known::NotificationRule,
        PayloadKind::Notebook => Known::Notebook,
        PayloadKind::SyntheticTest => Known::SyntheticTest,
        PayloadKind::LogArchive => Known::LogArchive,
        PayloadKind::LogMetric => Known::LogMetric,
        PayloadKind::RestrictionQuery => Known::RestrictionQuery,
    }
}
