//! What a new service gets, and what is refused.

use std::path::Path;

use crate::{APP, check, commit, created, git, new, repository, service};

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
    let jsonnet = tree.path("jsonnet").display().to_string();
    check(
        &tree.run(["service", "status", &jsonnet]),
        2,
        &["has no template.lock.json"],
    );
    check(&service(&tree, "status"), 2, &["does not exist"]);
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
    for taken in [
        "manifests",
        "helm-values",
        "terraform",
        "runbooks",
        "services-template",
        ".cache",
    ] {
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
