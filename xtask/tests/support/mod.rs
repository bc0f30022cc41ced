//! Trees in folders of their own, and the real command run on them.

#![allow(dead_code, reason = "every test binary uses its own part of this")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The command under test.
pub(crate) const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// What a run answered.
pub(crate) struct Run {
    /// `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// Standard output, then standard error.
    pub(crate) text: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = [output.stdout, output.stderr].concat();
        Self {
            code: output.status.code(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }
}

/// A tree that goes when it is dropped.
pub(crate) struct Tree {
    folder: TempDir,
}

impl Tree {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// A copy of `jsonnet/` and `runbooks/` of this repository.
    pub(crate) fn of_repository() -> Self {
        let tree = Self::empty();
        for folder in ["jsonnet", "runbooks"] {
            fixtures::copy(&fixtures::repository().join(folder), &tree.root().join(folder)).expect("the repository is copied");
        }
        tree
    }

    /// A rendered tree of the libraries, the policy and one service, `demo`, with a monitor, `failures`. Rendered once, copied each time.
    pub(crate) fn demo() -> Self {
        static RENDERED: OnceLock<Tree> = OnceLock::new();
        let rendered = RENDERED.get_or_init(|| {
            let tree = Self::empty();
            fixtures::empty_tree(tree.root()).expect("the libraries are copied");
            tree.write("jsonnet/services/demo/service.libsonnet", DECLARATION);
            tree.write(MONITOR, fixtures::monitor(0));
            let run = tree.run(["render"]);
            assert_eq!(run.code, Some(0), "{}", run.text);
            tree
        });
        let tree = Self::empty();
        fixtures::copy(rendered.root(), tree.root()).expect("the tree is copied");
        tree
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, content).expect("a file is written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces `from`, which must be there, once.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} holds no {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    pub(crate) fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(XTASK);
        command.args(args).arg("--root").arg(self.root());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run {
        self.command(args).output().expect("the command runs").into()
    }

    /// Every generated file and its content.
    pub(crate) fn generated(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        for folder in ["manifests", "helm-values"] {
            collect(&self.path(folder), &mut found);
        }
        found
            .into_iter()
            .map(|(path, content)| (path.strip_prefix(self.root()).expect("below the root").to_owned(), content))
            .collect()
    }
}

fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            let content = fs::read(&path).expect("a file is read");
            found.insert(path, content);
        }
    }
}

/// The file of the monitor of [`Tree::demo`].
pub(crate) const MONITOR: &str = "jsonnet/services/demo/monitors/failures.libsonnet";

/// Breaks a rendered tree, renders it, and looks for all of `expected` in what is printed.
pub(crate) fn refused(broken: impl FnOnce(&Tree), code: i32, expected: &[&str]) {
    let tree = Tree::demo();
    broken(&tree);
    let before = tree.generated();
    let run = tree.run(["render"]);
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(code), "{}", run.text);
    assert!(tree.generated() == before, "generated files changed:\n{}", run.text);
    assert!(!tree.path(".cache/transaction").exists(), "something was left behind");
}

pub(crate) fn edited(path: &str, from: &str, to: &str, expected: &[&str]) {
    refused(|tree| tree.edit(path, from, to), 1, expected);
}

pub(crate) fn written(text: &str, expected: &[&str]) {
    refused(|tree| tree.write(MONITOR, text), 1, expected);
}

/// The service of [`Tree::demo`].
pub(crate) const DECLARATION: &str = "{
  title: 'Demo',
  purpose: 'stands for a service in tests',
  team: 'platform',
  tier: 1,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'http-service'],
  slos: {
    availability: { target_percent: 99.9, window: '30d' },
    latency: { percentile: 95, under_s: 0.5, target_percent: 99, window: '30d' },
  },
}
";
