//! `status` and `update` of a service that was copied.

use test_support::tree::Tree;

use crate::{APP, check, commit, created, git, repository, service};

/// The revision in the lock file of the created service.
fn revision(tree: &Tree) -> String {
    let text = tree.read("services/dictation-export/template.lock.json");
    let lock: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    lock["revision"].as_str().expect("a revision").to_owned()
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
    commit(&tree, "half done");
    let left = [
        "'src/dictation_export.txt' has conflict markers",
        "edit the file between",
    ];
    check(&service(&tree, "status"), 1, &left);
    check(&service(&tree, "update"), 1, &left);
}

#[test]
fn an_edited_lock_file_is_rejected() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    let lock = "services/dictation-export/template.lock.json";
    tree.edit(lock, "\"title\": \"Dictation Export\"", "\"title\": \"Other\"");
    check(&service(&tree, "status"), 1, &["does not fit the template"]);
    tree.edit(lock, "\"title\": \"Other\"", "\"title\": \"Dictation Export\"");
    tree.edit(lock, "\"version\": \"1.0.0\"", "\"version\": \"1.0.10\"");
    let newer = "has version 1.0.10 of template 'mini', which is newer than the template's, 1.0.0";
    check(&service(&tree, "status"), 1, &[newer, "the service is in '"]);
    tree.edit(lock, "\"version\": \"1.0.10\"", "\"version\": \"new\"");
    check(&service(&tree, "update"), 1, &["'version' is not three numbers"]);
    tree.edit(lock, "\"version\": \"new\"", "\"version\": \"1.0.0\"");
    tree.edit(lock, &revision(&tree), "--all");
    check(
        &service(&tree, "update"),
        1,
        &["'revision' is not 40 hexadecimal digits"],
    );
    tree.write(lock, "{}");
    check(
        &service(&tree, "update"),
        1,
        &["template.lock.json is not valid", "restore it from Git"],
    );
}

#[test]
fn a_service_is_given_by_its_name() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    check(
        &tree.run(["service", "status", "dictation-export"]),
        0,
        &["dictation-export  mini"],
    );
    check(
        &tree.run(["service", "update", "dictation-export"]),
        0,
        &["0 files differ"],
    );
    let unknown = ["'dictation-exprt' does not exist", "did you mean 'dictation-export'?"];
    check(&tree.run(["service", "status", "dictation-exprt"]), 2, &unknown);
    check(&tree.run(["service", "update", "dictation-exprt"]), 2, &unknown);
}

#[test]
fn a_service_with_uncommitted_changes_is_not_updated() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    commit(&tree, "copied");
    tree.edit(APP, "one", "1, the template's");
    commit(&tree, "newer");
    let mine = "services/dictation-export/src/dictation_export.txt";
    tree.edit(mine, "three", "3, mine");
    let edited = tree.read(mine);
    let refused = [
        "dictation-export' has changes that are not committed",
        "commit them: the update",
    ];
    check(&service(&tree, "update"), 1, &refused);
    let dry = tree.run(["service", "update", "dictation-export", "--dry-run"]);
    check(
        &dry,
        0,
        &[
            "updated src/dictation_export.txt",
            "1 file differs; a dry run: nothing is written",
        ],
    );
    assert_eq!(tree.read(mine), edited);
    commit(&tree, "mine");
    check(&service(&tree, "update"), 0, &["updated src/dictation_export.txt"]);
}

#[test]
fn a_changed_declaration_is_shown_and_not_copied() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    let declaration = "jsonnet/services/dictation-export/service.libsonnet";
    let before = tree.read(declaration);
    tree.edit(
        "services-template/mini/declaration.libsonnet",
        "'Mini Worker'",
        "'Mini Worker, new'",
    );
    commit(&tree, "newer");
    let shown = [
        "apply by hand",
        declaration,
        "'Dictation Export, new'",
        "0 files differ",
    ];
    check(&service(&tree, "update"), 0, &shown);
    assert_eq!(tree.read(declaration), before);
    let again = service(&tree, "update");
    check(&again, 0, &["0 files differ"]);
    assert!(!again.text.contains("apply by hand"), "{}", again.text);
}

#[test]
fn a_template_that_is_gone_is_named_with_the_service() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    git(&tree, &["rm", "--quiet", "-r", "services-template/mini"]);
    git(&tree, &["commit", "--quiet", "--message", "gone"]);
    let gone = "service 'dictation-export' was copied from template 'mini', which does not exist any more";
    check(&service(&tree, "status"), 1, &[gone, "restore services-template/mini"]);
    check(&service(&tree, "update"), 1, &[gone, "services/dictation-export'"]);
}

#[test]
fn a_revision_that_was_squashed_is_found_by_its_files() {
    let tree = repository();
    check(&created(&tree), 0, &[]);
    let lock = "services/dictation-export/template.lock.json";
    let lost = "0123456789abcdef0123456789abcdef01234567";
    tree.edit(lock, &revision(&tree), lost);
    tree.edit(APP, "one", "1, the template's");
    commit(&tree, "newer");
    check(&service(&tree, "status"), 0, &["dictation-export  mini"]);
    check(&service(&tree, "update"), 0, &["updated src/dictation_export.txt"]);
    assert_ne!(revision(&tree), lost);
    tree.edit(lock, &revision(&tree), lost);
    tree.edit(
        lock,
        "\"src/dictation_export.txt\": \"",
        "\"src/dictation_export.txt\": \"0",
    );
    check(
        &service(&tree, "status"),
        2,
        &[lost, "no other commit in this clone has the files"],
    );
}
