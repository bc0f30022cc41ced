//! `cargo xtask docs`: writes the generated docs and runbooks.

use std::path::Path;
use std::time::Instant;

use diagnostics::Diagnostic;
use docgen::Tree;
use gameday_scenarios::{DETECTIONS, Detection};
use repository::{Artifact, Changes};

use cli::apply::{self, Summary};
use cli::{DocsArgs, VerbResult};

use crate::estate::Estate;
use crate::pages;

pub(crate) fn run(estate: &Estate, args: &DocsArgs) -> VerbResult {
    let started = Instant::now();
    let (runbooks, changes) = plan(estate)?;
    let summary = Summary {
        command: "cargo xtask docs",
        changes: &changes,
        counts: &[("runbooks", runbooks)],
        removed_because: "its monitor is gone",
        format: args.format,
        started,
    };
    if args.check {
        return Ok(summary.check(args.stat));
    }
    apply::write(estate.root(), &changes)?;
    Ok(summary.written())
}

/// The number of runbooks, generated and handwritten, and how the files on disk differ from the generated ones.
fn plan(estate: &Estate) -> Result<(usize, Changes), Vec<Diagnostic>> {
    let (inventory, runbooks) = estate.with_pages()?;
    let definitions = estate.definitions()?;
    let estimates = pages::estimates(estate.root(), inventory, definitions, None)?;
    let docs = docgen::docs(&Tree {
        definitions,
        pages: &runbooks,
        estimates: &estimates,
        detections: &detections(estate.root())?,
    })?;
    let mut artifacts = docs.artifacts;
    artifacts.push(lint_rules());
    let changes = Changes::among(estate.root(), docs.generated, artifacts)?;
    Ok((docs.runbooks, changes))
}

/// What published game days found; nothing if none was published.
fn detections(root: &Path) -> Result<Vec<Detection>, Vec<Diagnostic>> {
    let failed = |what: String| {
        let finding = Diagnostic::error("gameday/detections", format!("'{DETECTIONS}' cannot be read: {what}"));
        vec![finding.help("write it with `cargo xtask gameday evidence`")]
    };
    match std::fs::read(root.join(DETECTIONS)) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// The reference of the lint rules. It depends only on the tool, so `docgen` does not know it.
fn lint_rules() -> Artifact {
    Artifact {
        path: "docs/reference/lint-rules.md".to_owned(),
        text: Some(format!(
            "{}{}",
            docgen::header("xtask/crates/lint/src/rules"),
            ::lint::reference()
        )),
    }
}
