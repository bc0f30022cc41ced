//! A path counts from the current folder, wherever the root is; or from the root, if nothing is there. What is found in the repository is named from its root.

use std::process::Command;

use serde_json::Value;
use test_support::tree::Tree;

/// The command under test.
const LOGS: &str = env!("CARGO_BIN_EXE_logs");

const PIPELINE: &str = "id: web
pipeline:
  type: pipeline
  name: Web
  enabled: true
  filter:
    query: source:web
  processors:
    - type: status-remapper
      name: Status
      enabled: true
      sources: [level]
";

/// It fails, so that its place is printed.
const TESTS: &str = "id: web
tests:
  - sample: '{\"level\": \"ERROR\"}'
    result:
      custom:
        level: OTHER
      status: error
      tags: ['source:LOGS_SOURCE']
";

/// The folder in which the user is, and the path of a pipeline or of folders above it.
const FOLDERS: [(&str, &str); 7] = [
    ("", "terraform/pipelines/web"),
    ("terraform/pipelines", "web"),
    ("terraform/pipelines", "."),
    ("terraform/pipelines/web", "."),
    ("terraform/pipelines/web/samples", ".."),
    ("jsonnet", "../terraform/pipelines/web"),
    ("jsonnet", "terraform/pipelines"),
];

/// The same, and the path of a file with lines.
const FILES: [(&str, &str); 4] = [
    ("", "lines/app.log"),
    ("lines", "app.log"),
    ("jsonnet", "../lines/app.log"),
    ("jsonnet", "lines/app.log"),
];

fn tree() -> Tree {
    let tree = Tree::empty(LOGS);
    tree.write("jsonnet/policy/x.libsonnet", "{}");
    tree.write("manifests/prod/x/monitors/none.yaml", "spec: {}");
    tree.write("terraform/pipelines/web/pipeline.yaml", PIPELINE);
    tree.write("terraform/pipelines/web/tests.yaml", TESTS);
    tree.write("terraform/pipelines/web/samples/README.md", "none\n");
    tree.write("terraform/pipelines/order.yaml", "pipelines: [web]\n");
    tree.write("lines/app.log", "ERROR\n");
    tree
}

/// What the verb prints as JSON.
fn json(tree: &Tree, here: &str, args: &[&str], with_root: bool) -> Value {
    let mut command = Command::new(LOGS);
    command.arg("logs").args(args).args(["--format", "json"]);
    if with_root {
        command.arg("--root").arg(tree.root());
    }
    let output = command.current_dir(tree.path(here)).output().expect("the command runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{args:?} in '{here}': {error}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

#[test]
fn a_pipeline_is_found_from_each_folder() {
    let tree = tree();
    for (here, folder) in FOLDERS {
        for with_root in [false, true] {
            let printed = json(&tree, here, &["test", folder], with_root);
            assert_eq!(printed["findings"], serde_json::json!([]), "{folder} in '{here}'");
            assert_eq!(printed["failures"][0]["pipeline"], "web", "{folder} in '{here}'");
            let place = printed["failures"][0]["place"].as_str().expect("a place");
            assert!(
                place.starts_with("terraform/pipelines/web/tests.yaml:"),
                "{folder} in '{here}': {place}"
            );
        }
    }
}

#[test]
fn a_file_of_lines_is_found_from_each_folder() {
    let tree = tree();
    for (here, file) in FILES {
        for with_root in [false, true] {
            let printed = json(&tree, here, &["try", file, "--source", "web"], with_root);
            assert_eq!(printed["lines"][0]["line"], "ERROR", "{file} in '{here}'");
        }
    }
}
