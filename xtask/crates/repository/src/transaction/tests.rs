use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;
use crate::{Artifact, Changes};

/// Every file below manifests/, by path.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut findings = Vec::new();
    let files = crate::walk::files(root, "manifests", &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(root.join(&path)).expect("readable");
            (path, text)
        })
        .collect()
}

fn artifacts(files: &[(&str, &str)]) -> Vec<Artifact> {
    files
        .iter()
        .map(|(name, text)| Artifact {
            path: format!("manifests/{name}"),
            text: Some((*text).to_owned()),
        })
        .collect()
}

fn changes(root: &Path, files: &[(&str, &str)]) -> Changes {
    Changes::between(root, &["manifests".to_owned()], artifacts(files)).expect("readable")
}

fn write(root: &Path, files: &[(&str, &str)]) -> Result<(), Box<Diagnostic>> {
    Transaction::prepare(root, &changes(root, files))?.commit()
}

fn expect_tree(root: &Path, files: &[(&str, &str)]) {
    let expected: BTreeMap<_, _> = files
        .iter()
        .map(|(n, t)| (format!("manifests/{n}"), (*t).to_owned()))
        .collect();
    assert_eq!(tree(root), expected);
    assert!(!root.join(FOLDER).exists(), "the transaction's folder was left behind");
}

const BEFORE: &[(&str, &str)] = &[("a/one.yaml", "1"), ("a/two.yaml", "2"), ("b/three.yaml", "3")];
const AFTER: &[(&str, &str)] = &[("a/one.yaml", "changed"), ("c/four.yaml", "4"), ("c/five.yaml", "5")];

#[test]
fn writes_replaces_and_removes() {
    let dir = TempDir::new().expect("a folder");
    write(dir.path(), BEFORE).expect("written");
    expect_tree(dir.path(), BEFORE);
    write(dir.path(), AFTER).expect("written");
    expect_tree(dir.path(), AFTER);
    assert!(
        !dir.path().join("manifests/b").exists(),
        "an empty folder was left behind"
    );
}

#[test]
fn a_new_folder_is_one_move() {
    let dir = TempDir::new().expect("a folder");
    write(dir.path(), BEFORE).expect("written");
    let changes = changes(dir.path(), AFTER);
    let (moves, files) = staging::planned(dir.path(), &changes);
    let moves: Vec<_> = moves
        .iter()
        .map(|m| (m.path.trim_start_matches("manifests/"), m.old, m.new))
        .collect();
    assert_eq!(
        moves,
        [
            ("a/one.yaml", true, true),
            ("a/two.yaml", true, false),
            ("b/three.yaml", true, false),
            ("c", false, true)
        ]
    );
    assert_eq!(
        files,
        [(0, "", "changed"), (3, "five.yaml", "5"), (3, "four.yaml", "4")]
    );
}

#[test]
fn the_next_run_completes_a_change_interrupted_after_any_move() {
    let moves = {
        let dir = TempDir::new().expect("a folder");
        write(dir.path(), BEFORE).expect("written");
        staging::planned(dir.path(), &changes(dir.path(), AFTER)).0.len()
    };
    for died_after in 0..=moves {
        let dir = TempDir::new().expect("a folder");
        write(dir.path(), BEFORE).expect("written");
        let transaction = Transaction::prepare(dir.path(), &changes(dir.path(), AFTER)).expect("prepared");
        write_journal(dir.path(), &transaction.moves).expect("journal");
        for n in 0..died_after {
            make_move(dir.path(), n, &transaction.moves[n]).expect("moved");
        }
        drop(transaction);
        assert!(
            recover(dir.path()).expect("recovered"),
            "nothing to recover after {died_after} moves"
        );
        expect_tree(dir.path(), AFTER);
    }
}

#[test]
fn a_process_that_dies_before_the_journal_has_changed_nothing() {
    let dir = TempDir::new().expect("a folder");
    write(dir.path(), BEFORE).expect("written");
    drop(Transaction::prepare(dir.path(), &changes(dir.path(), AFTER)).expect("prepared"));
    assert!(!recover(dir.path()).expect("recovered"));
    expect_tree(dir.path(), BEFORE);
}

#[test]
fn a_move_that_fails_undoes_those_before_it() {
    let dir = TempDir::new().expect("a folder");
    write(dir.path(), BEFORE).expect("written");
    let planned = changes(dir.path(), AFTER);
    // A folder that appears where a file is to be written, after the plan was made.
    fs::create_dir_all(dir.path().join("manifests/c/four.yaml/in-the-way")).expect("a folder");
    let error = Transaction::prepare(dir.path(), &planned)
        .expect("prepared")
        .commit()
        .expect_err("a folder in place of the file");
    assert_eq!(
        error.message,
        "cannot replace 'manifests/c/four.yaml': something else appeared at that path"
    );
    fs::remove_dir_all(dir.path().join("manifests/c")).expect("removed");
    expect_tree(dir.path(), BEFORE);
}

#[test]
fn a_damaged_journal_is_reported() {
    let dir = TempDir::new().expect("a folder");
    fs::create_dir_all(dir.path().join(FOLDER)).expect("a folder");
    fs::write(dir.path().join(FOLDER).join("journal"), "{").expect("written");
    assert_eq!(recover(dir.path()).expect_err("damaged").rule, "tree/journal");
}
