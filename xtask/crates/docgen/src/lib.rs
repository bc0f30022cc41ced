//! Everything that is generated for people: the monitoring reference, the runbook pages of archetypes' monitors, the schemas of what people
//! write. Pure: from the evaluated estate and the texts of the pages to files.

mod alert;
mod constructors;
mod document;
mod facts;
#[cfg(test)]
mod fixture;
mod markdown;
mod mermaid;
mod monitoring;
mod runbooks;
mod schema;
mod view;
mod written;

use std::collections::BTreeSet;

use diagnostics::Diagnostic;
use render::Definitions;
use repository::{Artifact, Pages};

pub use written::header;

use view::View;

/// What the docs follow from.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    /// The policy, the declarations and every object.
    pub estate: &'a Definitions,
    /// The pages below `runbooks/`.
    pub pages: &'a Pages,
}

/// What is generated.
#[derive(Clone, Debug)]
pub struct Docs {
    /// Every file, by path.
    pub artifacts: Vec<Artifact>,
    /// The generated files that stand among handwritten ones now: those that no artifact names are to be removed.
    pub generated: BTreeSet<String>,
    /// How many monitors have a page.
    pub runbooks: usize,
}

/// Generates the docs.
///
/// # Errors
/// What stands in the way of generating: pages in no known place, broken headers, placeholders that stand for nothing. What else may be wrong with a page, the
/// rules of the crate `lint` know.
pub fn docs(tree: &Tree<'_>) -> Result<Docs, Vec<Diagnostic>> {
    let view = View::of(tree.estate);
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

/// Findings are told file by file, from the top down.
fn place_of(finding: &Diagnostic) -> (Option<String>, Option<usize>) {
    let place = finding.place.as_ref();
    (
        place.map(|p| p.path.clone()),
        place.and_then(|p| p.excerpt.as_ref()).map(|(_, span)| span.start),
    )
}
