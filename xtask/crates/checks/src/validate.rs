//! `cargo xtask validate`: validates payloads, rendered or exported, against Datadog's API, and Helm values against the agent's charts.

mod exported;
mod helm;
mod rendered;

use std::path::{Path, PathBuf};

use diagnostics::Diagnostic;

use crate::estate::Estate;
use cli::{PayloadKind, ValidateArgs, VerbResult};

pub(crate) fn run(estate: &Estate, args: &ValidateArgs) -> VerbResult {
    let Some(kind) = args.payload else {
        return rendered::run(estate, &args.paths, args.format);
    };
    match args.paths.as_slice() {
        [] => exported::run(schema_kind(kind), Path::new("-"), args.format),
        [file] => exported::run(schema_kind(kind), file, args.format),
        files => Err(too_many(files).into()),
    }
}

fn too_many(files: &[PathBuf]) -> Box<Diagnostic> {
    let message = format!("--payload accepts one file, not {}", files.len());
    Box::new(Diagnostic::error("usage/input", message).help("give one file, or - for standard input"))
}

/// The command line does not depend on the schemas, so it has its own type of kinds.
const fn schema_kind(kind: PayloadKind) -> datadog_schema::payload::PayloadKind {
    use datadog_schema::payload::PayloadKind as Schema;
    match kind {
        PayloadKind::Monitor => Schema::Monitor,
        PayloadKind::Dashboard => Schema::Dashboard,
        PayloadKind::Slo => Schema::Slo,
        PayloadKind::Downtime => Schema::Downtime,
        PayloadKind::NotificationRule => Schema::NotificationRule,
        PayloadKind::Notebook => Schema::Notebook,
        PayloadKind::SyntheticTest => Schema::SyntheticTest,
        PayloadKind::LogArchive => Schema::LogArchive,
        PayloadKind::LogMetric => Schema::LogMetric,
        PayloadKind::RestrictionQuery => Schema::RestrictionQuery,
    }
}
