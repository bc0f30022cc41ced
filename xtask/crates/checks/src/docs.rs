use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use diagnostics::Diagnostic;
use docgen::Tree;
use repository::{Artifact, Changes, Inventory, Pages};

use crate::report::{self, Exit};
use cli::apply::{self, Run};
use cli::{DocsArgs, Format};

pub(crate) fn run(root: &Path, args: &DocsArgs, format: Format) -> ExitCode {
    let started = Instant::now();
    let (pages, changes) = match plan(root) {
        Ok(planned) => planned,
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    let run = Run {
        command: "cargo xtask docs",
        changes: &changes,
        counts: &[("runbook pages", pages)],
        format,
        started,
    };
    if args.check {
        return run.check();
    }
    match apply::write(root, &changes) {
        Ok(()) => run.written(),
        Err(finding) => report::findings(&[*finding], format, Exit::Usage),
    }
}

/// How many runbook pages there are, generated and handwritten, and how the tree differs from what is generated.
pub(crate) fn plan(root: &Path) -> Result<(usize, Changes), Vec<Diagnostic>> {
    repository::recover(root).map_err(|finding| vec![*finding])?;
    // A broken page says nothing of the libraries nor they of it: both are told at once.
    let (inventory, pages) = match (Inventory::read(root), Pages::read(root)) {
        (Ok(inventory), Ok(pages)) => (inventory, pages),
        (inventory, pages) => return Err([inventory.err(), pages.err()].into_iter().flatten().flatten().collect()),
    };
    let estate = render::definitions(&inventory)?;
    let docs = docgen::docs(&Tree {
        definitions: &estate,
        pages: &pages,
    })?;
    let mut artifacts = docs.artifacts;
    artifacts.push(lint_rules());
    let changes = Changes::among(root, docs.generated, artifacts)?;
    Ok((docs.runbooks, changes))
}

/// The page of the lint rules. It follows from the tool and not from the estate, so that `docgen` need not know it.
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
