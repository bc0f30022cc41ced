//! `cargo xtask test`: every test there is. What is missing on this machine is said; on CI it fails.

use std::path::Path;
use std::process::ExitCode;

use crate::check::cargo;
use crate::go;
use crate::parts::{Outcome, Parts};
use cli::Format;
use repository::Inventory;

/// What cannot run without Go.
const NEEDS_GO: &str = "Datadog's OpenAPI documents, go-jsonnet differential, Jsonnet format, workflows (actionlint), manifest schemas, go test";

pub(crate) fn run(root: &Path, format: Format) -> ExitCode {
    let mut parts = Parts::new(format);
    let has_go = go::present(root);
    if has_go {
        parts.run("OpenAPI documents", |parts| openapi_documents(parts, root));
    }
    parts.command(
        "cargo test",
        &mut cargo(root, ["test", "--workspace", "--no-fail-fast"]),
    );
    if has_go {
        with_go(&mut parts, root);
    } else {
        parts.run("tools in Go", |parts| {
            parts.say(&format!("skipped: {NEEDS_GO}: no 'go' 1.26 or newer on PATH\n"));
            parts.say("help: install Go 1.26; cargo xtask test builds the rest into .cache/tools/bin\n");
            if on_ci() { Outcome::Failed } else { Outcome::Skipped }
        });
    }
    parts.finish()
}

/// Downloads the documents that `cargo test` compares the tables of payloads with. The tests that need them say that they are skipped without them.
fn openapi_documents(parts: &Parts, root: &Path) -> Outcome {
    let outcome = parts.passes(&mut go::download_openapi_documents(root));
    if outcome == Outcome::Passed || on_ci() {
        return outcome;
    }
    parts.say("skipped: tests that compare with Datadog's OpenAPI documents: the download failed\n");
    parts.say("help: run `cargo xtask test` once with a network; Go then keeps the documents in its module cache\n");
    Outcome::Skipped
}

/// On CI nothing may be left out without anybody noticing.
fn on_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

fn with_go(parts: &mut Parts, root: &Path) {
    let built = parts.run("go build", |parts| {
        parts.say("building go-jsonnet, jsonnetfmt, actionlint and manifestcheck into .cache/tools/bin\n");
        match go::build(root) {
            Ok(mut command) => parts.passes(&mut command),
            Err(error) => {
                parts.say(&format!("cannot make .cache/tools/bin: {error}\n"));
                Outcome::Failed
            }
        }
    });
    parts.run("go vet, go test", |parts| {
        let vetted = parts.passes(&mut go::go(root, ["vet", "./..."]));
        let tested = parts.passes(&mut go::go(root, ["test", "./..."]));
        Outcome::from(vetted == Outcome::Passed && tested == Outcome::Passed)
    });
    if built != Outcome::Passed {
        // Older tools may stand there; what they say would be no proof of this tree.
        parts.say(
            "skipped: go-jsonnet differential, Jsonnet format, workflows (actionlint), manifest schemas: the tools were not built\n\n",
        );
        return;
    }
    jsonnet_format(parts, root);
    parts.command("workflows", &mut go::actionlint(root));
    parts.command("manifest schemas", &mut go::manifestcheck(root));
    let mut differential = cargo(
        root,
        [
            "test",
            "--package",
            "render",
            "--test",
            "differential",
            "--",
            "--ignored",
            "--nocapture",
        ],
    );
    parts.command(
        "go-jsonnet differential",
        differential.env("JSONNET_BIN", go::path(root, "jsonnet")),
    );
}

/// Checks the format of every Jsonnet file with the built `jsonnetfmt`.
pub(crate) fn jsonnet_format(parts: &mut Parts, root: &Path) {
    parts.run("Jsonnet format", |parts| match Inventory::read(root) {
        Ok(inventory) => {
            let outcome = parts.passes(&mut go::jsonnetfmt(root, &inventory));
            if outcome == Outcome::Failed {
                parts.say("help: .cache/tools/bin/jsonnetfmt -i <file> formats these files\n");
            }
            outcome
        }
        Err(_) => {
            parts.say("the tree cannot be read: `cargo xtask render --check` reports why\n");
            Outcome::Failed
        }
    });
}
