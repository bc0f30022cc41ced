//! For tests of the binaries: a tree in a temporary folder, and the real command run on it.
//!
//! Functions here panic if a test cannot continue.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use render::Selection;
use repository::{Changes, Inventory, Transaction};
use tempfile::TempDir;

/// The result of a run.
pub struct Run {
    /// `None` if a signal ended it.
    pub code: Option<i32>,
    /// Standard output, then standard error.
    pub text: String,
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

/// A tree that is removed when it is dropped.
pub struct Tree {
    folder: TempDir,
    command: &'static str,
}

impl Tree {
    /// An empty folder, for tests of the binary `command`.
    #[must_use]
    pub fn empty(command: &'static str) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            command,
        }
    }

    /// A copy of `jsonnet/` and `runbooks/` of this repository, without its worlds: estimating them takes seconds each time the docs are generated.
    #[must_use]
    pub fn of_repository(command: &'static str) -> Self {
        let tree = Self::with_worlds(command);
        fs::remove_dir_all(tree.path("jsonnet/worlds")).expect("the repository has worlds");
        tree
    }

    /// A copy of `jsonnet/` and `runbooks/` of this repository, and of the pages to which runbooks link.
    #[must_use]
    pub fn with_worlds(command: &'static str) -> Self {
        let tree = Self::empty(command);
        for folder in ["jsonnet", "runbooks", "docs/how-to"] {
            crate::fixtures::copy(&crate::fixtures::repository().join(folder), &tree.root().join(folder))
                .expect("the repository is copied");
        }
        tree
    }

    /// A rendered tree of the libraries, the policy and one service, `demo`, with a monitor, `failures`. Rendered once, copied each time.
    #[must_use]
    pub fn demo(command: &'static str) -> Self {
        static RENDERED: OnceLock<Tree> = OnceLock::new();
        let rendered = RENDERED.get_or_init(|| {
            let tree = Self::empty(command);
            crate::fixtures::empty_tree(tree.root()).expect("the libraries are copied");
            tree.write("jsonnet/services/demo/service.libsonnet", DECLARATION);
            tree.write(MONITOR, crate::fixtures::monitor(0));
            tree.write("jsonnet/policy/maintenance.libsonnet", MAINTENANCE);
            tree.render();
            tree
        });
        let tree = Self::empty(command);
        crate::fixtures::copy(rendered.root(), tree.root()).expect("the tree is copied");
        tree
    }

    /// Renders it, as `cargo xtask render` does.
    pub fn render(&self) {
        let inventory = Inventory::read(self.root()).expect("the tree is valid");
        let rendered = render::render(&inventory, &Selection::default(), None).expect("the tree renders");
        let changes = Changes::between(self.root(), &rendered.folders, rendered.artifacts).expect("the tree is read");
        Transaction::prepare(self.root(), &changes)
            .and_then(Transaction::commit)
            .expect("the files are written");
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The path of a file in it.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, and creates its folders.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is created");
        fs::write(path, content).expect("a file is written");
    }

    /// Reads a file.
    #[must_use]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces the first `from`, which must exist.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not contain {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    /// The command with arguments and this tree as its root. Some verbs of `xtask` run the binary `checks`: if the tests of the workspace have built it, cargo
    /// need not build it once more with the features of that package alone.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(self.command);
        if Path::new(self.command).with_file_name("checks").is_file() {
            command.env("CARGO", "true");
        }
        command.args(args).arg("--root").arg(self.root());
        command
    }

    /// Runs it.
    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Run {
        self.command(args).output().expect("the command runs").into()
    }

    /// Every generated file and its content.
    pub fn generated(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        for folder in ["manifests", "helm-values", "terraform/policy"] {
            collect(&self.path(folder), &mut found);
        }
        found
            .into_iter()
            .map(|(path, content)| {
                (
                    path.strip_prefix(self.root()).expect("below the root").to_owned(),
                    content,
                )
            })
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
pub const MONITOR: &str = "jsonnet/services/demo/monitors/failures.libsonnet";

/// The limits of maintenance windows in [`Tree::demo`], which lacks the services that are never muted.
const MAINTENANCE: &str = "{ longest_hours: 24, longest_by_hand_hours: 12, longest_ahead_days: 90, never_muted: {} }\n";

/// The service of [`Tree::demo`].
pub const DECLARATION: &str = "{
  title: 'Demo',
  purpose: 'is a service for tests',
  team: 'platform',
  tier: 1,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'http-service'],
  slos: {
    availability: { target_percent: 99.9, window: '30d' },
    latency: { under_s: 0.5, target_percent: 95, window: '30d' },
  },
}
";
