//! Holds what this repository renders against what others publish: the schemas of Datadog's API and the defaults and the schema of the agent's
//! charts. The published files are no part of the repository; they are found by the variable `CORPUS_DIR`. A crate of its own, because applying JSON
//! Schemas takes a minute to compile and rendering must not wait for it.

pub mod messages;
pub mod queries;
pub mod searches;

use std::path::{Path, PathBuf};

pub use fixtures::repository;
use serde_json::Value;

/// The folder of published definitions: `CORPUS_DIR`, by default `../shared/corpus` beside the repository. `None`, and a line that says so, where it is
/// absent.
///
/// # Panics
/// Where it is absent and `CI` is `true`: a check that never runs is no check.
#[must_use]
pub fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("CORPUS_DIR").map_or_else(|| repository().join("../shared/corpus"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the corpus is missing at {}", folder.display());
    println!("skipped: no corpus at {} (set CORPUS_DIR)", folder.display());
    None
}

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

/// Every object that this repository renders.
///
/// # Panics
/// When it does not render.
#[must_use]
pub fn estate() -> render::Estate {
    let inventory = estate::Inventory::read(&repository()).unwrap_or_else(|findings| panic!("{findings:#?}"));
    render::estate(&inventory).unwrap_or_else(|findings| panic!("{findings:#?}"))
}
