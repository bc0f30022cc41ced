//! A path counts from the current folder, wherever the root is and however it was found; or from the root, if nothing of the repository is there.

use std::process::Command;

use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// The verb, the folder in which the user is, the path, and what the output contains.
const CASES: [(&str, &str, &str, &str); 16] = [
    ("validate", "", "jsonnet/services/demo", " objects"),
    ("validate", "jsonnet/services", "demo", " objects"),
    ("validate", "jsonnet/services/demo", ".", " objects"),
    ("validate", "jsonnet/services/demo/monitors", "../../demo", " objects"),
    ("validate", "jsonnet/services/demo", "manifests/prod/demo", " objects"),
    (
        "validate",
        "manifests/prod",
        "demo/monitors/failures.yaml",
        "valid: 1 object,",
    ),
    (
        "validate --against EXPORT",
        "manifests/prod/demo",
        "monitors/failures.yaml",
        "1 exported object",
    ),
    ("monitors test", "jsonnet/lib/archetype", "workload/monitors", " tests"),
    (
        "monitors test",
        "jsonnet/lib/archetype/workload/monitors",
        ".",
        " tests",
    ),
    (
        "monitors test",
        "jsonnet/services",
        "jsonnet/lib/archetype/workload",
        " tests",
    ),
    ("emitted", "", "recorded", "recorded/demo.dogstatsd:1"),
    ("emitted", "recorded", ".", "recorded/demo.dogstatsd:1"),
    ("emitted", "jsonnet", "../recorded", "recorded/demo.dogstatsd:1"),
    ("emitted", "jsonnet/services", "recorded", "recorded/demo.dogstatsd:1"),
    ("terraform check --static", "terraform/modules", "role", "1 module"),
    (
        "terraform check --static",
        "terraform",
        "terraform/modules/role",
        "1 module",
    ),
];

fn run(tree: &Tree, here: &str, words: &[&str], with_root: bool) -> Run {
    let mut command = Command::new(CHECKS);
    command.args(words).current_dir(tree.path(here));
    if with_root {
        command.arg("--root").arg(tree.root());
    }
    command.output().expect("the command runs").into()
}

#[test]
fn each_verb_counts_from_the_current_folder() {
    let tree = Tree::demo(CHECKS);
    tree.write("terraform/modules/role/main.tf", "resource \"a\" \"b\" {}\n");
    tree.write(
        "recorded/demo.dogstatsd",
        "scribemed.jobs.totl:1|c|#env:dev,service:demo,version:1,queue:notes\n",
    );
    let export = tree.path("export.json").display().to_string();
    tree.write(
        "export.json",
        r#"{"name":"a","type":"query alert","query":"avg(last_5m):avg:a{*} > 1","message":"m"}"#,
    );
    for (verb, here, path, expected) in CASES {
        let verb = verb.replace("EXPORT", &export);
        let words: Vec<&str> = verb.split(' ').chain([path]).collect();
        for with_root in [false, true] {
            let run = run(&tree, here, &words, with_root);
            assert!(
                run.text.contains(expected) && !run.text.contains("usage/"),
                "{verb} {path} in '{here}', --root {with_root}: no {expected:?} in\n{}",
                run.text
            );
        }
    }
}

#[test]
fn a_path_of_another_repository_is_none_of_this_one() {
    let (tree, other) = (Tree::demo(CHECKS), Tree::demo(CHECKS));
    let foreign = other.path("jsonnet/services/demo").display().to_string();
    let run = tree.run(["validate", &foreign]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(
        run.text.contains("no object is declared in or rendered to"),
        "{}",
        run.text
    );
}
