//! Holds what this repository renders against what others publish: the schemas of Datadog's API and the defaults and the schema of the agent's
//! charts. The published files are no part of the repository; they are found by the variable `CORPUS_DIR`. A crate of its own, because applying JSON
//! Schemas takes a minute to compile and rendering must not wait for it.

pub mod messages;
pub mod page;
pub mod queries;
pub mod searches;
mod share;

use std::path::Path;

pub use fixtures::{corpus, repository};
use serde_json::Value;
pub use share::Share;

/// The JSON file `name` of the corpus.
///
/// # Panics
/// When it is missing or no JSON: the corpus is then not what the test was written for.
#[must_use]
pub fn json(corpus: &Path, name: &str) -> Value {
    let path = corpus.join(name);
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The values of the file `name` of the corpus, one a line.
///
/// # Panics
/// When it is missing or a line is no JSON: the corpus is then not what the test was written for.
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
pub fn estate() -> render::Estate {
    let inventory = estate::Inventory::read(&repository()).unwrap_or_else(|findings| panic!("{findings:#?}"));
    render::estate(&inventory).unwrap_or_else(|findings| panic!("{findings:#?}"))
}
