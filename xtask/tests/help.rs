//! The paths in help texts and messages exist.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use test_support::fixtures::repository;

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// The folders whose paths are looked for.
const FOLDERS: [&str; 8] = [
    "jsonnet",
    "docs",
    "runbooks",
    "xtask",
    "tools",
    "manifests",
    "helm-values",
    "terraform",
];

/// Characters of a path; the last ones occur in placeholders only.
fn in_path(c: char) -> bool {
    c.is_alphanumeric() || "./_-<>{}*".contains(c)
}

/// The paths below [`FOLDERS`] in a text, without those that contain a placeholder such as `<service>`. Rules such as `terraform/<rule>` are not paths.
fn paths(text: &str) -> BTreeSet<&str> {
    let root = repository();
    text.split(|c| !in_path(c))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.contains(['<', '>', '{', '}', '*']))
        .filter(|word| {
            word.split_once('/')
                .is_some_and(|(folder, _)| FOLDERS.contains(&folder))
        })
        .filter(|word| {
            ["jsonnet/", "terraform/"]
                .iter()
                .find_map(|group| word.strip_prefix(group))
                .is_none_or(|rest| rest.is_empty() || rest.contains(['/', '.']) || root.join(word).exists())
        })
        .collect()
}

fn assert_exist(paths: &BTreeSet<(String, String)>, count_min: usize) {
    let root = repository();
    let missing: Vec<_> = paths.iter().filter(|(_, path)| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "these paths do not exist: {missing:#?}");
    assert!(paths.len() >= count_min, "only {} paths were found", paths.len());
}

fn help(verb: &[&str]) -> String {
    let output = Command::new(XTASK)
        .args(verb)
        .arg("--help")
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{verb:?} has no help");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Adds the help of a verb and of the verbs below it.
fn collect(verb: &[&str], help_of: &mut Vec<(String, String)>) {
    let text = help(verb);
    let names: Vec<String> = text
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next().map(str::to_owned))
        .filter(|name| !name.is_empty() && name != "help")
        .collect();
    help_of.push((verb.join(" "), text));
    for name in &names {
        collect(&[verb, &[name.as_str()]].concat(), help_of);
    }
}

#[test]
fn paths_in_help_texts_exist() {
    let mut help_of = Vec::new();
    collect(&[], &mut help_of);
    assert!(
        help_of.len() >= 18,
        "the help of only {} verbs was found",
        help_of.len()
    );
    let mut found = BTreeSet::new();
    for (verb, text) in &help_of {
        found.extend(
            paths(text)
                .into_iter()
                .map(|path| (format!("{verb} --help"), path.to_owned())),
        );
    }
    assert_exist(&found, 10);
}

/// Messages are the string literals of the sources. Leaves out tests, and the examples of lint rules.
#[test]
fn paths_in_messages_exist() {
    let root = repository();
    let mut folders = vec![root.join("xtask/src")];
    for entry in fs::read_dir(root.join("xtask/crates")).expect("the crates") {
        folders.push(entry.expect("a crate").path().join("src"));
    }
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        let skipped = [
            "test-support/src",
            "lint/src/rules",
            "lint/src/examples",
            "src/new/templates",
        ];
        if folder.ends_with("tests") || skipped.iter().any(|skipped| folder.ends_with(skipped)) {
            continue;
        }
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") && path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                found.extend(lines.flat_map(|line| {
                    paths(line)
                        .into_iter()
                        .map(|found| (path.display().to_string(), found.to_owned()))
                }));
            }
        }
    }
    assert_exist(&found, 50);
}
