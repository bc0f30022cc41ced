//! What the tests share: the corpus, the faults that parsers must reject, and the generated figures.

pub(crate) mod messages;
pub(crate) mod page;
pub(crate) mod queries;
pub(crate) mod searches;
mod share;

use std::path::Path;

use serde_json::Value;
pub(crate) use share::Share;
pub(crate) use test_support::fixtures::{corpus, repository};

/// The JSON file `name` of the corpus.
///
/// # Panics
/// When it is missing or not JSON: the test needs a complete corpus.
#[must_use]
pub(crate) fn json(corpus: &Path, name: &str) -> Value {
    let path = corpus.join(name);
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The values of the file `name` of the corpus, one per line.
///
/// # Panics
/// When it is missing or a line is not JSON: the test needs a complete corpus.
fn lines(corpus: &Path, name: &str) -> Vec<Value> {
    let path = corpus.join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        .collect()
}

/// Every object that this repository renders.
///
/// # Panics
/// When it does not render.
#[must_use]
pub(crate) fn definitions() -> render::Definitions {
    let inventory = repository::Inventory::read(&repository()).unwrap_or_else(|findings| panic!("{findings:#?}"));
    render::definitions(&inventory).unwrap_or_else(|findings| panic!("{findings:#?}"))
}
