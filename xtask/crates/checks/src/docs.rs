//! `cargo xtask docs`: writes the generated docs and runbooks.

use std::path::Path;
use std::time::Instant;

use diagnostics::Diagnostic;
use docgen::Tree;
use repository::{Artifact, Changes, Inventory, Pages};

use cli::apply::{self, Summary};
use cli::{DocsArgs, VerbResult};

use crate::pages;

pub(crate) fn run(root: &Path, args: &DocsArgs) -> VerbResult {
    let started = Instant::now();
    let (runbooks, changes) = plan(root)?;
    let summary = Summary {
        command: "cargo xtask docs",
        changes: &changes,
        counts: &[("runbooks", runbooks)],
        removed_because: "its monitor is gone",
        format: args.format,
        started,
    };
    if args.check {
        return Ok(summary.check());
    }
    apply::write(root, &changes)?;
    Ok(summary.written())
}

/// The number of runbooks, generated and handwritten, and how the files on disk differ from the generated ones.
fn plan(root: &Path) -> Result<(usize, Changes), Vec<Diagnostic>> {
    repository::recover(root).map_err(|finding| vec![*finding])?;
    // Report errors in the definitions and in the runbooks together: neither depends on the other.
    let (inventory, runbooks) = match (Inventory::read(root), Pages::read(root)) {
        (Ok(inventory), Ok(pages)) => (inventory, pages),
        (inventory, pages) => return Err([inventory.err(), pages.err()].into_iter().flatten().flatten().collect()),
    };
    let definitions = render::definitions(&inventory)?;
    let estimates = pages::estimates(root, &inventory, &definitions, None)?;
    let docs = docgen::docs(&Tree {
        definitions: &definitions,
        pages: &runbooks,
        estimates: &estimates,
    })?;
    let mut artifacts = docs.artifacts;
    artifacts.push(lint_rules());
    let changes = Changes::among(root, docs.generated, artifacts)?;
    Ok((docs.runbooks, changes))
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
