//! `cargo xtask new service --template` and `cargo xtask service`, with a small template in a Git repository.

use std::path::Path;
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

const APP: &str = "services-template/mini/src/mini_worker.txt";

/// A copy of this repository with a template, committed.
fn repository() -> Tree {
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

fn git(tree: &Tree, args: &[&str]) {
    let output = Command::new("git")
        .current_dir(tree.root())
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(args)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn commit(tree: &Tree, message: &str) {
    git(tree, &["add", "services-template"]);
    git(tree, &["commit", "--quiet", "--message", message]);
}

/// The service `dictation-export`, created from the template.
fn created(tree: &Tree) -> Run {
    new(tree, "dictation-export", &[])
}

/// Creates a service from the template. The command writes the docs with the binary `checks`: if the tests of the workspace have built it, cargo need not build
/// it once more with the features of that package alone.
fn new(tree: &Tree, name: &str, args: &[&str]) -> Run {
    let mut command = tree.command(["new", "service", name, "--template", "mini", "--team", "ml-platform"]);
    command.args(args);
    if Path::new(XTASK).with_file_name("checks").is_file() {
        command.env("CARGO", "true");
    }
    command.output().expect("the command runs").into()
}

/// Runs `service` on the created service.
fn service(tree: &Tree, verb: &str) -> Run {
    let folder = tree.path("services/dictation-export").display().to_string();
    tree.run(["service", verb, &folder])
}

fn check(run: &Run, code: i32, expected: &[&str]) {
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(code), "{}", run.text);
}

#[test]
fn a_service_is_copied_renamed_declared_and_rendered() {
    let tree = repository();
    let run = created(&tree);
    check(
        &run,
        0,
        &[
            "created",
            "services/dictation-export/src/dictation_export.txt",
            "created jsonnet/services/dictation-export/service.libsonnet",
        ],
    );
    assert_eq!(
        tree.read("services/dictation-export/src/dictation_export.txt"),
        "service = 'dictation-export'\nmodule = 'dictation_export'\ntitle = 'Dictation Export'\nteam = 'ml-platform'\npackage = '../../services-template/packages/node'\none\ntwo\nthree\n"
    );
    assert!(
        tree.read("jsonnet/services/dictation-export/service.libsonnet")
            .contains("team: 'ml-platform'")
    );
    let owners = tree.read("CODEOWNERS");
    for folder in ["/runbooks/", "/jsonnet/services/", "/services/"] {
        let line = format!("\n{folder}dictation-export/ ");
        assert!(owners.contains(&line), "{line:?} is missing from:\n{owners}");
    }
    assert!(tree.path("manifests/prod/dictation-export").is_dir());
    assert!(!tree.path("services/dictation-export/template.json").exists());
    check(&service(&tree, "status"), 0, &["dictation-export  mini"]);
    check(&service(&tree, "update"), 0, &["1.0.0 -> 1.0.0, 0 files differ"]);
}

#[test]
fn a_dry_run_creates_nothing() {
    let tree = repository();
    let run = new(&tree, "dictation-export", &["--dry-run"]);
    check(&run, 0, &["would create", "would change CODEOWNERS"]);
    assert!(!tree.path("services").exists());
    assert!(!tree.path("jsonnet/services/dictation-export").exists());
}

#[test]
fn mistakes_change_nothing() {
    let tree = repository();
    let new = |args: &[&str]| tree.run(["new", "service", "x"].iter().chain(args));
    check(&new(&["--template", "mini"]), 2, &["--team"]);
    check(
        &new(&["--template", "mani", "--team", "platform"]),
        2,
        &["there is no template 'mani'", "did you mean 'mini'?"],
    );
    check(
        &new(&["--template", "mini", "--team", "nobody"]),
        2,
        &["unknown team 'nobody'"],
    );
    check(&new(&["--into", "here"]), 2, &["--template"]);
    check(&self::new(&tree, "Not_Kebab", &[]), 2, &["kebab-case"]);
    check(&service(&tree, "status"), 2, &["has no template.lock.json"]);
    tree.edit(APP, "one", "1");
    check(&created(&tree), 1, &["changes that are not committed", "commit them"]);
    assert!(!tree.path("services").exists());
    assert!(!tree.path("jsonnet/services/x").exists());
}

#[test]
fn a_folder_that_is_not_for_services_is_refused() {
    let tree = repository();
    let before = tree.generated();
    let refused = |folder: &Path, part: &str| {
        let run = new(&tree, "x", &["--into", &folder.display().to_string()]);
        check(&run, 2, &[part, "--into"]);
        assert!(!tree.path("jsonnet/services/x").exists());
    };
    for taken in ["manifests", "helm-values", "runbooks", "services-template", ".cache"] {
        let folder = tree.path(taken).join("x");
        refused(&folder, &format!("cannot be in '{taken}'"));
        assert!(!folder.exists());
    }
    refused(&tree.path("../x-of-tests"), "outside the repository");
    tree.write("apps/x/notes.txt", "mine");
    refused(&tree.path("apps/x"), "is not empty");
    assert_eq!(tree.read("apps/x/notes.txt"), "mine");
    assert_eq!(tree.generated(), before);
}

#[test]
fn a_name_that_breaks_the_code_is_refused() {
    let tree = repository();
    tree.write("services-template/mini/pyproject.toml", "");
    tree.write("services-template/mini/src/retrieval_api.txt", "an API");
    tree.write("services-template/mini/tests/broker.py", "");
    commit(&tree, "Python");
    let refused = |name: &str, part: &str| {
        check(&new(&tree, name, &["--dry-run"]), 2, &[part, "choose another name"]);
    };
    refused("class", "keyword");
    refused("json", "standard library");
    refused("src", "a module of the same name");
    refused("broker", "the template has 'tests/broker.py'");
    refused("retrieval-api", "would be 'src/retrieval_api.txt'");
    refused(&"a".repeat(41), "it has 41 characters");
    check(&new(&tree, &"a".repeat(40), &["--dry-run"]), 0, &["would create"]);
    git(&tree, &["rm", "--quiet", "services-template/mini/pyproject.toml"]);
    commit(&tree, "not Python");
    check(&new(&tree, "json", &["--dry-run"]), 0, &["would create"]);
}

#[test]
fn a_name_that_contains_another_of_the_template_is_kept() {
    let tree = repository();
    check(&new(&tree, "example-team-x", &[]), 0, &[]);
    assert!(tree.read("services/example-team-x/src/example_team_x.txt").starts_with(
        "service = 'example-team-x'\nmodule = 'example_team_x'\ntitle = 'Example Team X'\nteam = 'ml-platform'\n"
    ));
}

#[test]
fn without_codeowners_the_command_says_so() {
    let tree = repository();
    std::fs::remove_file(tree.path("CODEOWNERS")).expect("it exists");
    let skipped = "CODEOWNERS is skipped: there is no such file; team ml-platform owns";
    check(&created(&tree), 0, &[skipped, "/services/dictation-export/"]);
    assert!(!tree.path("CODEOWNERS").exists());
}

#[test]
fn an_update_merges_what_both_changed() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    let mine = "services/dictation-export/src/dictation_export.txt";
    tree.edit(mine, "three", "3, mine");
    tree.edit(APP, "one", "1, the template's");
    tree.write("services-template/mini/Dockerfile", "FROM scratch\n");
    tree.edit("services-template/mini/template.json", "1.0.0", "1.1.0");
    commit(&tree, "newer");
    let run = service(&tree, "status");
    let row = run
        .text
        .lines()
        .find(|line| line.starts_with("dictation-export"))
        .expect("a row");
    let cells: Vec<_> = row.split_whitespace().collect();
    assert_eq!(cells, ["dictation-export", "mini", "1.0.0", "1.1.0", "2", "1"]);
    check(
        &service(&tree, "update"),
        0,
        &["updated Dockerfile", "1.0.0 -> 1.1.0, 2 files differ"],
    );
    assert!(
        tree.read(mine).ends_with("1, the template's\ntwo\n3, mine\n"),
        "{}",
        tree.read(mine)
    );
    assert_eq!(tree.read("services/dictation-export/Dockerfile"), "FROM scratch\n");
    check(&service(&tree, "update"), 0, &["1.1.0 -> 1.1.0, 0 files differ"]);
}

#[test]
fn a_conflict_is_shown_and_nothing_is_lost() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    let mine = "services/dictation-export/src/dictation_export.txt";
    tree.edit(mine, "two", "mine");
    tree.edit(APP, "two", "the template's");
    commit(&tree, "newer");
    check(
        &service(&tree, "update"),
        1,
        &["conflict src/dictation_export.txt", "edit the files between"],
    );
    let text = tree.read(mine);
    assert!(
        text.contains("<<<<<<< this service\nmine\n||||||| the template it was copied from\ntwo\n=======\nthe template's\n>>>>>>> the template now\n"),
        "{text}"
    );
}

#[test]
fn an_edited_lock_file_is_rejected() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    let lock = "services/dictation-export/template.lock.json";
    tree.edit(lock, "\"title\": \"Dictation Export\"", "\"title\": \"Other\"");
    check(&service(&tree, "status"), 1, &["does not fit the template"]);
    tree.write(lock, "{}");
    check(
        &service(&tree, "update"),
        1,
        &["template.lock.json is not valid", "restore it from Git"],
    );
}
