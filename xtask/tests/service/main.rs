//! `cargo xtask new service --template` and `cargo xtask service`, with a small template in a Git repository.

mod new;
mod paths;
mod update;

use std::process::Command;

use test_support::tree::{DECLARATION, Run, Tree};

const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

const MANIFEST: &str = r#"{
  "version": "1.0.0",
  "summary": "a service for tests",
  "name": "mini-worker",
  "title": "Mini Worker",
  "team": "example-team",
  "packages": "../packages"
}
"#;

const CODE: &str = "service = 'mini-worker'\nmodule = 'mini_worker'\ntitle = 'Mini Worker'\nteam = 'example-team'\npackage = '../packages/node'\none\ntwo\nthree\n";

pub(crate) const APP: &str = "services-template/mini/src/mini_worker.txt";

/// A copy of this repository with a template, committed.
pub(crate) fn repository() -> Tree {
    let tree = Tree::of_repository(XTASK);
    tree.write("services-template/mini/template.json", MANIFEST);
    tree.write(
        "services-template/mini/declaration.libsonnet",
        DECLARATION
            .replace("'Demo'", "'Mini Worker'")
            .replace("'platform'", "'example-team'"),
    );
    tree.write(APP, CODE);
    tree.write("services-template/mini/README.md", "# Mini Worker\n");
    tree.write(
        "CODEOWNERS",
        "/jsonnet/services/demo/   @acme/platform\n/runbooks/demo/           @acme/platform\n",
    );
    git(&tree, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&tree, "template");
    tree
}

pub(crate) fn git(tree: &Tree, args: &[&str]) {
    let output = Command::new("git")
        .current_dir(tree.root())
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(args)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

pub(crate) fn commit(tree: &Tree, message: &str) {
    git(tree, &["add", "services-template"]);
    if tree.path("services").is_dir() {
        git(tree, &["add", "services"]);
    }
    git(tree, &["commit", "--quiet", "--message", message]);
}

/// The service `dictation-export`, created from the template.
pub(crate) fn created(tree: &Tree) -> Run {
    new(tree, "dictation-export", &[])
}

/// Creates a service from the template.
pub(crate) fn new(tree: &Tree, name: &str, args: &[&str]) -> Run {
    let what = ["new", "service", name, "--template", "mini", "--team", "ml-platform"];
    tree.run(what.iter().chain(args))
}

/// Runs `service` on the created service.
pub(crate) fn service(tree: &Tree, verb: &str) -> Run {
    let folder = tree.path("services/dictation-export").display().to_string();
    tree.run(["service", verb, &folder])
}

pub(crate) fn check(run: &Run, code: i32, expected: &[&str]) {
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(code), "{}", run.text);
}
