//! What the last run rendered: for each unit a key over everything it read, and the hash of every file it wrote. A unit whose key is
//! unchanged and whose files are as they were written is not evaluated again.
//!
//! The cache is a convenience: when it is missing, damaged or of another version, everything is evaluated.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};

/// Changes with the form of the file below.
const VERSION: u32 = 1;

/// The cache of one tree.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cache {
    version: u32,
    units: BTreeMap<String, Entry>,
}

/// What one unit rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The unit's key: see [`crate::unit::key`].
    pub key: String,
    /// The path and the hash of every file.
    pub files: Vec<(String, String)>,
}

impl Cache {
    fn path(root: &Path) -> PathBuf {
        root.join(".cache/render.json")
    }

    /// The cache of the tree at `root`, empty where there is none that can be read.
    #[must_use]
    pub fn load(root: &Path) -> Self {
        std::fs::read(Self::path(root))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(|cache| cache.version == VERSION)
            .unwrap_or_default()
    }

    /// Writes the cache of the tree at `root`.
    ///
    /// # Errors
    /// When it cannot be written; the next run then evaluates everything.
    pub fn store(&self, root: &Path) -> io::Result<()> {
        let path = Self::path(root);
        std::fs::create_dir_all(root.join(".cache"))?;
        // Renders of one tree at the same time must not move each other's drafts away.
        static STORED: AtomicU32 = AtomicU32::new(0);
        let number = STORED.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_extension(format!("{}-{number}.draft", std::process::id()));
        std::fs::write(&draft, serde_json::to_vec(self)?)?;
        std::fs::rename(draft, path)
    }

    /// The paths that `unit` rendered, when `key` is unchanged and every file in the tree still has the hash it was written with.
    #[must_use]
    pub(crate) fn fresh(&self, root: &Path, unit: &str, key: u128) -> Option<&Entry> {
        let entry = self.units.get(unit).filter(|entry| entry.key == format!("{key:x}"))?;
        let intact = |(path, hash): &(String, String)| {
            std::fs::read(root.join(path)).is_ok_and(|bytes| format!("{:x}", repository::hash(&bytes)) == *hash)
        };
        entry.files.iter().all(intact).then_some(entry)
    }

    /// A cache of these units.
    pub(crate) fn of(units: impl IntoIterator<Item = (String, Entry)>) -> Self {
        Self {
            version: VERSION,
            units: units.into_iter().collect(),
        }
    }

    /// Keeps the units of `before` that this run did not select.
    pub(crate) fn with_rest_of(mut self, before: Self) -> Self {
        for (name, entry) in before.units {
            self.units.entry(name).or_insert(entry);
        }
        self
    }
}

/// The version of the running tool: a newer build may render the same tree differently. Size and time of the executable change with
/// every build.
#[must_use]
pub fn tool_key() -> u128 {
    let fingerprint = std::env::current_exe()
        .and_then(std::fs::metadata)
        .and_then(|meta| Ok((meta.len(), meta.modified()?)));
    match fingerprint {
        Ok((len, modified)) => repository::hash(format!("{len} {modified:?}").as_bytes()),
        // Nothing is known of the tool: a key that no other run has.
        Err(_) => repository::hash(format!("{} {:?}", std::process::id(), std::time::Instant::now()).as_bytes()),
    }
}

#[cfg(test)]
mod slow {
    use super::*;

    #[test]
    fn renders_at_the_same_time_all_store_their_cache() {
        let tree = tempfile::tempdir().expect("a folder");
        let store = || (0..50).try_for_each(|_| Cache::default().store(tree.path()));
        let stored = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(store)).collect();
            let stored = threads.into_iter().map(|thread| thread.join().expect("no panic"));
            stored.collect::<Result<Vec<()>, _>>()
        });
        assert!(stored.is_ok(), "{stored:?}");
        let left = std::fs::read_dir(tree.path().join(".cache"))
            .expect("the folder")
            .count();
        assert_eq!(left, 1, "drafts were left behind");
    }
}
