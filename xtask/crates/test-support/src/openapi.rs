//! The OpenAPI documents of Datadog's API: they describe what versions 1 and 2 accept and return.
//!
//! Datadog publishes them in its Go client. `tools/datadog-api/go.mod` pins the release, `go.sum` its checksum, and Go keeps the file in its module cache.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};

use crate::fixtures::repository;

/// The Go module that contains the documents.
const MODULE: &str = "github.com/DataDog/datadog-api-client-go/v2";

/// The folder whose `go.mod` pins the module, from the root of the repository.
pub const PIN: &str = "tools/datadog-api";

/// The beginning of a reference to a schema.
const REFERENCE: &str = "#/components/schemas/";

/// One of the two documents. Its schemas are parsed on request: the whole of version 2 is 250,000 lines.
#[derive(Debug)]
pub struct Document {
    text: String,
    schemas: BTreeMap<String, Range<usize>>,
}

impl Document {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let schemas = blocks(&text);
        assert!(!schemas.is_empty(), "{}: no components.schemas", path.display());
        Self { text, schemas }
    }

    /// The named schemas and all that they refer to, by name.
    ///
    /// # Panics
    /// If the document has no schema of one of these names, or one that is not YAML.
    #[must_use]
    pub fn closure(&self, roots: &[&str]) -> Value {
        let mut queue: Vec<String> = roots.iter().map(|root| (*root).to_owned()).collect();
        let (mut seen, mut out) = (BTreeSet::new(), Map::new());
        while let Some(name) = queue.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let block = self.schemas.get(&name);
            let text = &self.text[block
                .unwrap_or_else(|| panic!("the document has no schema '{name}'"))
                .clone()];
            queue.extend(references(text));
            // A field may be called `y`, which older YAML reads as `true`.
            let schema: Map<String, Value> =
                serde_saphyr::from_str_with_options(text, serde_saphyr::options! { strict_booleans: true })
                    .unwrap_or_else(|error| panic!("schema '{name}': {error}"));
            out.extend(schema);
        }
        Value::Object(out)
    }
}

/// The names of the schemas that a text refers to.
fn references(text: &str) -> impl Iterator<Item = String> {
    text.split(REFERENCE).skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
            .collect()
    })
}

/// The bytes of each schema. The document is indented by two spaces a level, so a name under `components.schemas` has four.
fn blocks(text: &str) -> BTreeMap<String, Range<usize>> {
    let (mut blocks, mut open, mut at, mut inside) = (BTreeMap::new(), None::<(String, usize)>, 0, false);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !line.trim().is_empty() && (indent < 4 || (indent == 4 && !line.trim_start().starts_with('-'))) {
            if let Some((name, start)) = open.take() {
                blocks.insert(name, start..at);
            }
            if indent < 4 {
                inside = line.trim_end() == "  schemas:";
            } else if let Some(name) = line.trim().strip_suffix(':').filter(|_| inside) {
                open = Some((name.to_owned(), at));
            }
        }
        at += line.len();
    }
    blocks
}

/// The documents of version 1 and version 2. Returns `None`, and prints that the test is skipped and what to do, without Go or without a network.
///
/// # Panics
/// If they are missing where the variable `CI` is `true`: there no test may be skipped. If a document cannot be read.
#[must_use]
pub fn documents() -> Option<[Document; 2]> {
    match folder() {
        Ok(folder) => {
            let read =
                |version: &str| Document::read(&folder.join(".generator/schemas").join(version).join("openapi.yaml"));
            Some([read("v1"), read("v2")])
        }
        Err(reason) => {
            let message = format!(
                "skipped: no OpenAPI documents of Datadog's API: {reason}\n\
                 help: install Go 1.26 and run `cargo xtask test` once with a network: it downloads them (20 MB) into Go's module cache"
            );
            let required = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!required, "CI is 'true', and no test may be skipped\n{message}");
            // Not eprintln: the test harness hides what a passing test prints through the macros.
            writeln!(std::io::stderr(), "{message}").expect("standard error accepts a line");
            None
        }
    }
}

/// The pinned module in Go's module cache. Go downloads it if it is not there yet, and checks its checksum.
fn folder() -> Result<PathBuf, String> {
    let output = Command::new("go")
        .args(["mod", "download", "-json", MODULE])
        .current_dir(repository().join(PIN))
        .env("GOFLAGS", "-mod=readonly")
        .env("GOWORK", "off")
        .env("GOTOOLCHAIN", "local")
        .output()
        .map_err(|error| format!("cannot run go: {error}"))?;
    let module: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    match (module["Dir"].as_str(), module["Error"].as_str()) {
        (Some(folder), None) if output.status.success() => Ok(folder.into()),
        (_, Some(error)) => Err(error.trim().to_owned()),
        _ => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_requested_schemas_are_parsed() {
        let text = "components:\n  parameters:\n    P:\n      a: 1\n  schemas:\n    A:\n      properties:\n        b:\n          $ref: \"#/components/schemas/B\"\n    B:\n      description: |-\n        One.\n\n        Two.\n      type: string\n    C:\n      type: [\n  securitySchemes:\n    D:\n      a: 1\n";
        let document = Document {
            text: text.to_owned(),
            schemas: blocks(text),
        };
        assert_eq!(document.schemas.keys().collect::<Vec<_>>(), ["A", "B", "C"]);
        let schemas = document.closure(&["A"]);
        assert_eq!(schemas["B"]["type"], "string");
        assert_eq!(schemas.as_object().map(Map::len), Some(2));
    }
}
