//! A record of every call.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use datadog_query::wildcard;

/// One call and its answer. Keys and bodies are not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its number, from 1. A lost answer has one, too.
    pub number: u64,
    /// When it arrived by the server's clock.
    pub at: String,
    /// When it arrived, in milliseconds since the server was started. Not affected by the server's clock.
    pub since_start_ms: u64,
    /// How long the answer took, in microseconds.
    pub took_us: u64,
    /// The organisation of its keys; `None` if they were refused.
    pub organisation: Option<u64>,
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path without the query string.
    pub path: String,
    /// The query string without keys.
    pub query: String,
    /// The status of the answer. That of a lost answer is what the caller would have seen.
    pub status: u16,
    /// A hash of the body, equal for equal bodies. Empty without a body.
    pub body_hash: String,
    /// The name of the object in the body, or of the one that the path names.
    pub object: Option<String>,
    /// The id of the object in the path, or of the one that was created.
    pub id: Option<String>,
    /// The fault that was applied.
    pub fault: Option<String>,
    /// The program that called.
    pub user_agent: String,
}

/// The calls that a server answered. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Journal(Arc<Mutex<Entries>>);

#[derive(Debug, Default)]
struct Entries {
    entries: Vec<Entry>,
    last: u64,
    file: Option<File>,
    failure: Option<String>,
}

impl Journal {
    /// A journal that is also appended to a file, one JSON object per line.
    pub(crate) fn to_file(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let journal = Self::default();
        journal.lock().file = Some(file);
        Ok(journal)
    }

    /// All calls, in the order in which they were answered.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.lock().entries.clone()
    }

    /// The calls after a number.
    #[must_use]
    pub fn after(&self, number: u64) -> Vec<Entry> {
        self.matching(None, None, number)
    }

    /// The calls with this method whose path matches a pattern, in which `*` matches anything.
    #[must_use]
    pub fn calls(&self, method: &str, path: &str) -> Vec<Entry> {
        self.matching(Some(method), Some(path), 0)
    }

    /// The calls after a number, of a method and a pattern of paths.
    #[must_use]
    pub(crate) fn matching(&self, method: Option<&str>, path: Option<&str>, after: u64) -> Vec<Entry> {
        let entries = self.lock();
        let wanted = |entry: &&Entry| {
            entry.number > after
                && method.is_none_or(|method| method == entry.method)
                && path.is_none_or(|path| wildcard::matches(path, &entry.path))
        };
        entries.entries.iter().filter(wanted).cloned().collect()
    }

    /// Forgets all calls. Numbers go on.
    pub fn clear(&self) {
        self.lock().entries.clear();
    }

    /// Why calls are missing from its file, if they are.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.lock().failure.clone()
    }

    /// Adds a call and numbers it.
    pub(crate) fn add(&self, mut entry: Entry) {
        let mut entries = self.lock();
        entries.last += 1;
        entry.number = entries.last;
        if let Some(file) = &mut entries.file {
            let written = serde_json::to_string(&entry)
                .map_err(io::Error::from)
                .and_then(|line| writeln!(file, "{line}"));
            if let Err(error) = written {
                entries.failure = Some(error.to_string());
            }
        }
        entries.entries.push(entry);
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
