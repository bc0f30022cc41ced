//! The folders that Terraform can be run in.

use std::collections::BTreeSet;

use diagnostics::{Diagnostic, suggestion};

use super::{Files, TREE, usage};

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Used by roots.
    Module,
    /// Shows how a module is used.
    Example,
    /// What is planned and applied: an environment or an organisation.
    Root,
}

/// A folder with files of Terraform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Folder {
    /// From the root of the repository.
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

impl Folder {
    /// Whether it has tests of its own.
    pub(crate) fn has_tests(&self, files: &Files) -> bool {
        files.keys().any(|path| {
            path.ends_with(".tftest.hcl")
                && path
                    .rsplit_once('/')
                    .is_some_and(|(parent, _)| parent == self.path || parent == format!("{}/tests", self.path))
        })
    }
}

/// The folders below those that were asked for; all if none was.
pub(crate) fn select(files: &Files, asked: &[String]) -> Result<Vec<Folder>, Vec<Diagnostic>> {
    let all = all(files);
    let (mut chosen, mut findings) = (BTreeSet::new(), Vec::new());
    for name in asked {
        let path = name.trim_start_matches("./").trim_end_matches('/');
        let below = format!("{path}/");
        let found: Vec<_> = all
            .iter()
            .filter(|folder| folder.path == path || folder.path.starts_with(&below))
            .collect();
        if found.is_empty() {
            let known = all.iter().map(|folder| folder.path.as_str());
            findings.push(*usage(
                format!("'{name}' is no folder with files of Terraform"),
                suggestion(path, known),
            ));
        }
        chosen.extend(found.into_iter().cloned());
    }
    match (findings.is_empty(), asked.is_empty()) {
        (false, _) => Err(findings),
        (_, true) => Ok(all.into_iter().collect()),
        _ => Ok(chosen.into_iter().collect()),
    }
}

fn all(files: &Files) -> BTreeSet<Folder> {
    let folders = files
        .keys()
        .filter(|path| path.ends_with(".tf"))
        .filter_map(|path| path.rsplit_once('/'));
    folders
        .filter_map(|(folder, _)| {
            let steps: Vec<&str> = folder.strip_prefix(TREE)?.split('/').skip(1).collect();
            let kind = match steps.as_slice() {
                ["modules", _] => Kind::Module,
                ["modules", _, "examples", _] => Kind::Example,
                ["environments" | "organizations", _] => Kind::Root,
                // Set-up modules of tests and modules within modules are run by those that use them.
                _ => return None,
            };
            Some(Folder {
                path: folder.to_owned(),
                kind,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        [
            "modules/logs/main.tf",
            "modules/logs/examples/basic/main.tf",
            "modules/logs/tests/setup/main.tf",
            "environments/dev/main.tf",
            "environments/dev/tests/a.tftest.hcl",
        ]
        .map(|path| (format!("terraform/{path}"), "".into()))
        .into()
    }

    #[test]
    fn modules_examples_and_roots_are_found() {
        let paths = |asked: &[&str]| {
            let asked: Vec<_> = asked.iter().map(|path| (*path).to_owned()).collect();
            select(&files(), &asked).map(|found| found.into_iter().map(|folder| folder.path).collect::<Vec<_>>())
        };
        let all = [
            "terraform/environments/dev",
            "terraform/modules/logs",
            "terraform/modules/logs/examples/basic",
        ];
        assert_eq!(paths(&[]).expect("folders"), all);
        assert_eq!(paths(&["./terraform/modules/"]).expect("folders"), all[1..]);
        let error = paths(&["terraform/modules/log"]).expect_err("no such folder");
        assert_eq!(
            error[0].message,
            "'terraform/modules/log' is no folder with files of Terraform"
        );
        assert!(
            error[0]
                .help
                .as_deref()
                .is_some_and(|help| help.contains("'terraform/modules/logs'")),
            "{error:?}"
        );
    }

    #[test]
    fn tests_are_those_of_the_folder() {
        let found = select(&files(), &[]).expect("folders");
        let tested: Vec<_> = found
            .iter()
            .filter(|folder| folder.has_tests(&files()))
            .map(|folder| folder.path.as_str())
            .collect();
        assert_eq!(tested, ["terraform/environments/dev"]);
    }
}
