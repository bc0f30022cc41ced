//! An interrupted process ends between two changes of the tree, not within one, and knows which of them it made.

use std::fmt;
use std::mem;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

/// How long an interruption waits for a change in progress: its moves take milliseconds, unless the disk hangs.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often it looks whether the change is complete.
const POLL: Duration = Duration::from_millis(5);

/// The changes of this process.
static CHANGES: Gate = Gate(Mutex::new(Made(false)));

/// Whether this process has changed the tree.
#[derive(Debug)]
pub(crate) struct Made(bool);

impl Made {
    /// Remembers a change.
    pub(crate) const fn change(&mut self) {
        self.0 = true;
    }
}

/// One change at a time goes through; none does after an interruption.
#[derive(Debug)]
struct Gate(Mutex<Made>);

/// What an interrupted process leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeState {
    /// Nothing was changed.
    Unchanged,
    /// This process changed files, completely.
    Changed,
    /// A change, of this process or of one before it, is not complete. What is left to do is in its journal.
    Incomplete,
}

impl fmt::Display for TreeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unchanged => "nothing was changed",
            Self::Changed => "files were written before that, all of them; `git status` lists them",
            Self::Incomplete => "a write is not complete; the next `cargo xtask render` completes it first",
        })
    }
}

/// Begins a change: while the result is held, an interruption waits.
pub(crate) fn begin() -> MutexGuard<'static, Made> {
    CHANGES.begin()
}

/// Waits until a change in progress is complete, prevents any further one in this process, and returns what the process leaves behind at `root`.
#[must_use]
pub fn interrupt(root: &Path) -> TreeState {
    CHANGES.close(PATIENCE, || crate::transaction::is_incomplete(root))
}

impl Gate {
    fn begin(&self) -> MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self, patience: Duration, is_incomplete: impl Fn() -> bool) -> TreeState {
        let started = Instant::now();
        loop {
            let made = match self.0.try_lock() {
                Ok(made) => made,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if started.elapsed() < patience => {
                    thread::sleep(POLL);
                    continue;
                }
                Err(TryLockError::WouldBlock) => return TreeState::Incomplete,
            };
            let changed = made.0;
            // Never released: the process is about to end.
            mem::forget(made);
            return match (is_incomplete(), changed) {
                (true, _) => TreeState::Incomplete,
                (false, true) => TreeState::Changed,
                (false, false) => TreeState::Unchanged,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate() -> Gate {
        Gate(Mutex::new(Made(false)))
    }

    #[test]
    fn the_state_is_that_of_the_changes_before() {
        assert_eq!(gate().close(PATIENCE, || false), TreeState::Unchanged);
        assert_eq!(gate().close(PATIENCE, || true), TreeState::Incomplete);
        let changed = gate();
        changed.begin().change();
        assert_eq!(changed.close(PATIENCE, || false), TreeState::Changed);
    }

    #[test]
    fn an_interruption_waits_for_a_change_but_not_for_ever() {
        let gate = gate();
        let change = gate.begin();
        assert_eq!(gate.close(Duration::ZERO, || false), TreeState::Incomplete);
        thread::scope(|scope| {
            let closed = scope.spawn(|| gate.close(Duration::MAX, || false));
            let mut change = change;
            change.change();
            drop(change);
            assert_eq!(closed.join().expect("no panic"), TreeState::Changed);
        });
    }

    #[test]
    fn no_change_begins_after_an_interruption() {
        let gate = gate();
        assert_eq!(gate.close(PATIENCE, || false), TreeState::Unchanged);
        assert!(gate.0.try_lock().is_err());
    }
}
