//! What monitors sent in earlier runs: a monitor whose payload, world and facts are unchanged does not run again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::estimate::Ran;
use crate::random::hash;

type Entries = BTreeMap<String, Result<Ran, String>>;

/// What monitors sent in earlier runs.
#[derive(Debug, Default)]
pub struct Known {
    /// A key over everything that all runs depend on.
    facts: String,
    before: Entries,
    now: Mutex<Entries>,
}

/// The file in which a run leaves what it knows.
#[derive(Serialize, Deserialize)]
struct Stored {
    facts: String,
    entries: Entries,
}

impl Known {
    /// From the bytes that [`Known::store`] returned. `facts` is a key over the tool, the policy and the declarations. Bytes with other facts, and damaged
    /// ones, are ignored.
    #[must_use]
    pub fn new(facts: String, bytes: Option<&[u8]>) -> Self {
        let stored = bytes.and_then(|bytes| serde_json::from_slice::<Stored>(bytes).ok());
        Self {
            before: stored
                .filter(|stored| stored.facts == facts)
                .map(|stored| stored.entries)
                .unwrap_or_default(),
            facts,
            now: Mutex::default(),
        }
    }

    /// What this run used or found, for the next one.
    ///
    /// # Errors
    /// It cannot be serialised.
    pub fn store(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&Stored {
            facts: self.facts.clone(),
            entries: self.entries().clone(),
        })
    }

    pub(crate) fn get_or(&self, parts: &[&str], run: impl FnOnce() -> Result<Ran, String>) -> Result<Ran, String> {
        let key = parts
            .iter()
            .map(|part| format!("{:016x}", hash(0, part)))
            .collect::<String>();
        let result = self.before.get(&key).cloned().unwrap_or_else(run);
        self.entries().insert(key, result.clone());
        result
    }

    /// A thread that panicked leaves complete entries.
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_result_is_used_only_with_the_same_facts() {
        let first = Known::new("a".to_owned(), None);
        let found = first.get_or(&["world", "monitor"], || Err("ran".to_owned()));
        assert_eq!(found, Err("ran".to_owned()));
        let bytes = first.store().expect("bytes");
        let check = |facts: &str, bytes: &[u8], parts: &[&str], expected: &str| {
            let known = Known::new(facts.to_owned(), Some(bytes));
            assert_eq!(
                known.get_or(parts, || Err("ran again".to_owned())),
                Err(expected.to_owned())
            );
        };
        check("a", &bytes, &["world", "monitor"], "ran");
        check("b", &bytes, &["world", "monitor"], "ran again");
        check("a", &bytes, &["world", "changed"], "ran again");
        check("a", b"{", &["world", "monitor"], "ran again");
    }
}
