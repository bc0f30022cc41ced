//! The sides of a comparison: a commit, or the working tree.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use diagnostics::Diagnostic;
use diff::{Policy, Snapshot};
use repository::Inventory;

use crate::git::{self, Commit, Tree};

/// The folders of rendered files.
const RENDERED: [&str; 2] = ["manifests", "helm-values"];

/// The folder that the policy is evaluated from.
const LIBRARIES: &str = "jsonnet";

/// One side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A commit.
    Commit(Commit),
    /// The working tree, with changes that are not committed.
    WorkingTree,
}

impl Side {
    /// Its name for people.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Commit(commit) => commit.title(),
            Self::WorkingTree => "the working tree".to_owned(),
        }
    }
}

/// The files of a side.
struct Read {
    files: BTreeMap<String, Vec<u8>>,
    libraries: Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>>,
}

/// Both sides with their policies. Files that are the same in two commits are not read.
///
/// # Errors
/// When a side cannot be read.
pub fn snapshots(root: &Path, base: &Side, head: &Side) -> Result<(Snapshot, Snapshot), Vec<Diagnostic>> {
    let (old, new) = match (base, head) {
        (Side::Commit(base), Side::Commit(head)) => {
            let (old, new) = (listed(root, base)?, listed(root, head)?);
            let needed = |tree: &Tree, other: &Tree| -> Tree {
                let differs = |path: &String, id: &String| path.starts_with(LIBRARIES) || other.get(path) != Some(id);
                tree.iter()
                    .filter(|(path, id)| differs(path, id))
                    .map(|(path, id)| (path.clone(), id.clone()))
                    .collect()
            };
            (read(root, &needed(&old, &new))?, read(root, &needed(&new, &old))?)
        }
        (base, head) => (side(root, base)?, side(root, head)?),
    };
    let same = matches!((&old.libraries, &new.libraries), (Ok(old), Ok(new)) if old == new);
    let (old_policy, new_policy) = if same {
        let policy = evaluate(new.libraries);
        (policy.clone(), policy)
    } else {
        // In parallel.
        thread::scope(|scope| {
            let old = scope.spawn(|| evaluate(old.libraries));
            let new = evaluate(new.libraries);
            (
                old.join().unwrap_or_else(|_| Err("its evaluation panicked".to_owned())),
                new,
            )
        })
    };
    let snapshot = |files, policy| Snapshot { files, policy };
    Ok((snapshot(old.files, old_policy), snapshot(new.files, new_policy)))
}

fn side(root: &Path, side: &Side) -> Result<Read, Vec<Diagnostic>> {
    match side {
        Side::Commit(commit) => read(root, &listed(root, commit)?),
        Side::WorkingTree => Ok(Read {
            files: repository::files(root, &RENDERED)?,
            libraries: repository::files(root, &[LIBRARIES]),
        }),
    }
}

fn listed(root: &Path, commit: &Commit) -> Result<Tree, Vec<Diagnostic>> {
    let [manifests, values] = RENDERED;
    git::tree(root, commit, &[manifests, values, LIBRARIES]).map_err(|finding| vec![*finding])
}

fn read(root: &Path, tree: &Tree) -> Result<Read, Vec<Diagnostic>> {
    let ids: Vec<&str> = tree.values().map(String::as_str).collect();
    let contents = git::contents(root, &ids).map_err(|finding| vec![*finding])?;
    let (libraries, files) = tree
        .keys()
        .cloned()
        .zip(contents)
        .partition(|(path, _): &(String, Vec<u8>)| path.starts_with(LIBRARIES));
    Ok(Read {
        files,
        libraries: Ok(libraries),
    })
}

/// The policy of a side, or why it is unknown. A revision that does not evaluate can still be compared by its rendered files.
fn evaluate(libraries: Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>>) -> Result<Policy, String> {
    let catalog = || {
        let mut texts = Vec::new();
        for (path, content) in libraries? {
            let relative = path
                .strip_prefix(LIBRARIES)
                .and_then(|path| path.strip_prefix('/'))
                .unwrap_or(&path)
                .to_owned();
            let text = String::from_utf8(content)
                .map_err(|_| vec![Diagnostic::error("tree/not-utf8", format!("'{path}' is not UTF-8"))])?;
            texts.push((relative, text));
        }
        render::catalog(&Inventory::of(texts)?)
    };
    catalog()
        .map(|catalog| Policy::of(&catalog))
        .map_err(|findings: Vec<Diagnostic>| {
            let first = findings
                .first()
                .map_or_else(String::new, |finding| finding.message.clone());
            let more = findings.len().saturating_sub(1);
            if more > 0 {
                format!("{first}, and {more} more findings")
            } else {
                first
            }
        })
}
