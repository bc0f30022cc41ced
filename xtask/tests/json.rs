//! What each verb of this binary prints with `--format json` is what is declared of it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use clap::Subcommand;
use cli::{XtaskVerb, verbs_with_json};
use test_support::json::{all_tested, printed};
use test_support::tree::Tree;

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

const TEMPLATE: &str = r#"{ "version": "1.0.0", "summary": "a service for tests", "name": "mini-worker", "title": "Mini Worker", "team": "platform", "packages": "../packages" }"#;

/// A program that does what a step needs: it writes the list of snapshots.
const DOUBLE: &str =
    "#!/bin/sh\n[ -z \"$INSTA_SNAPSHOT_REFERENCES_FILE\" ] || : > \"$INSTA_SNAPSHOT_REFERENCES_FILE\"\n";

/// The verbs with arguments, and the name of the output.
const VERBS: [(&str, &str); 8] = [
    ("render", "render --check"),
    ("new", "new monitor demo/stuck"),
    ("new", "new service other --team platform --template mini"),
    ("service status", "service status"),
    ("service update", "service update other --dry-run"),
    ("snapshot", "snapshot"),
    ("check", "check"),
    ("test", "test"),
];

/// A rendered tree with a template, in a Git repository. Its programs do nothing.
fn tree() -> Tree {
    let tree = Tree::demo(XTASK);
    tree.write("services-template/mini/template.json", TEMPLATE);
    tree.write(
        "services-template/mini/declaration.libsonnet",
        test_support::tree::DECLARATION.replace("'Demo'", "'Mini Worker'"),
    );
    tree.write("services-template/mini/README.md", "# Mini Worker\n");
    tree.write("CODEOWNERS", "/jsonnet/services/demo/   @acme/platform\n");
    tree.write("xtask/crates/render/tests/snapshots/old.snap", "old\n");
    for program in ["cargo", "checks", "logs"] {
        tree.write(&format!("bin/{program}"), DOUBLE);
        fs::set_permissions(tree.path(&format!("bin/{program}")), fs::Permissions::from_mode(0o755))
            .expect("executable");
    }
    // It looks for the other binaries next to itself.
    fs::copy(XTASK, tree.path("bin/xtask")).expect("a copy");
    for args in [
        ["init", "--quiet", "--initial-branch", "main"].as_slice(),
        &["add", "services-template"],
        &["commit", "--quiet", "-m", "template"],
    ] {
        let mut git = Command::new("git");
        git.current_dir(tree.root())
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        assert!(git.args(args).status().expect("git runs").success());
    }
    tree
}

#[test]
fn verbs_print_what_is_declared() {
    let tree = tree();
    for (verb, line) in VERBS {
        let mut command = Command::new(tree.path("bin/xtask"));
        command
            .args(line.split(' '))
            .args(["--format", "json", "--root"])
            .arg(tree.root());
        printed(
            verb,
            command.current_dir(tree.root()).env("CARGO", tree.path("bin/cargo")),
        );
    }
}

#[test]
fn every_verb_of_this_binary_is_tested() {
    let verbs = verbs_with_json(&XtaskVerb::augment_subcommands(clap::Command::new("xtask")));
    all_tested(&verbs, VERBS.into_iter().map(|(verb, _)| verb));
}
