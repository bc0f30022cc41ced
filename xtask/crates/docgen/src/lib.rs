//! Generates docs: the monitoring reference, the runbooks of archetypes' monitors, and the JSON Schemas of handwritten YAML. Pure: from the evaluated
//! definitions and the texts of runbooks to files.

mod alert;
mod constructors;
mod document;
mod facts;
#[cfg(test)]
mod fixture;
mod generated;
mod markdown;
mod mermaid;
mod monitoring;
mod runbooks;
mod schema;
mod view;

use std::collections::BTreeSet;

use diagnostics::Diagnostic;
use render::Definitions;
use repository::{Artifact, Pages};

pub use generated::header;

use view::View;

/// The input.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    /// The policy, the declarations and every object.
    pub definitions: &'a Definitions,
    /// The files below `runbooks/`.
    pub pages: &'a Pages,
}

/// The generated docs.
#[derive(Clone, Debug)]
pub struct Docs {
    /// Every file, by path.
    pub artifacts: Vec<Artifact>,
    /// The generated files that are next to handwritten ones now. Those without an artifact are to be removed.
    pub generated: BTreeSet<String>,
    /// How many monitors there are.
    pub runbooks: usize,
}

/// Generates the docs.
///
/// # Errors
/// Misplaced runbooks, invalid front matter, missing titles, and placeholders without a value. The crate `lint` checks the rest of a runbook.
pub fn docs(tree: &Tree<'_>) -> Result<Docs, Vec<Diagnostic>> {
    let view = View::new(tree.definitions);
    let mut findings = Vec::new();
    let runbooks = runbooks::runbooks(&view, &tree.pages.texts, &mut findings);
    if !findings.is_empty() {
        findings.sort_by_key(place_of);
        return Err(findings);
    }
    let mut artifacts = runbooks.artifacts;
    artifacts.push(monitoring::artifact(&view, &runbooks.topics));
    artifacts.extend(constructors::artifacts());
    artifacts.extend(schema::artifacts());
    artifacts.sort();
    Ok(Docs {
        artifacts,
        generated: runbooks.generated,
        runbooks: view.monitors.len(),
    })
}

/// The sort key of findings: file, then place.
fn place_of(finding: &Diagnostic) -> (Option<String>, Option<usize>) {
    let place = finding.place.as_ref();
    (
        place.map(|p| p.path.clone()),
        place.and_then(|p| p.excerpt.as_ref()).map(|(_, span)| span.start),
    )
}
