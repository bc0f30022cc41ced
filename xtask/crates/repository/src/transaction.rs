//! Changes many files at once: all of them or none.
//!
//! 1. All new files are written next to the tree, to `.cache/transaction/new/<n>`; a folder that does not exist yet is one entry. If the disk is full, it fails
//!    here, and nothing has changed.
//! 2. A journal of the moves is written.
//! 3. Old files are moved out and new ones moved in. An error here is undone in reverse order.
//! 4. The journal is removed.
//!
//! A process that dies in step 3 leaves the journal. The next run completes the moves first ([`recover`]), so the tree never stays half-written. An interruption waits
//! for step 4 ([`interrupt`](crate::interrupt)).

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use diagnostics::Diagnostic;
use serde::{Deserialize, Serialize};

use crate::changes::Changes;
use crate::interruption;

mod staging;

/// The folder of a transaction's files. It is on the same file system as the tree, so that a move is a rename.
const FOLDER: &str = ".cache/transaction";

/// The list of its moves, in that folder, while they are made.
const JOURNAL: &str = "journal";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    /// The path of a file, or of a new folder, whose files one rename moves together.
    path: String,
    /// Whether the path exists before the move.
    old: bool,
    /// Whether the path exists after the move.
    new: bool,
}

/// A prepared change of the tree; [`Transaction::commit`] makes it.
#[derive(Debug)]
pub struct Transaction {
    root: PathBuf,
    moves: Vec<Move>,
    /// Held until the end, because two runs at once would move each other's files.
    _lock: File,
}

impl Transaction {
    /// Writes the new files next to the tree. Nothing in the tree changes yet.
    ///
    /// # Errors
    /// When something cannot be written; what was written is removed again.
    pub fn prepare(root: &Path, changes: &Changes) -> Result<Self, Box<Diagnostic>> {
        let lock = lock(root)?;
        complete_interrupted(root)?;
        let staged = (|| -> io::Result<Vec<Move>> {
            let folder = root.join(FOLDER);
            fs::create_dir_all(folder.join("new"))?;
            fs::create_dir_all(folder.join("old"))?;
            let (moves, files) = staging::planned(root, changes);
            staging::write(&folder.join("new"), &files)?;
            Ok(moves)
        })();
        match staged {
            Ok(moves) => Ok(Self {
                root: root.to_owned(),
                moves,
                _lock: lock,
            }),
            Err(error) => Err(Box::new(abandon(
                root,
                failed("cannot write the new files", FOLDER, &error)
                    .help("nothing was changed; free some space or fix the folder's permissions, then run again"),
            ))),
        }
    }

    /// Moves the new files in and the old ones out.
    ///
    /// # Errors
    /// When a move fails; the moves before it are undone, so that the tree is unchanged.
    pub fn commit(self) -> Result<(), Box<Diagnostic>> {
        let root = &self.root;
        let mut changes = interruption::begin();
        write_journal(root, &self.moves)
            .map_err(|error| Box::new(abandon(root, failed("cannot write the journal", FOLDER, &error))))?;
        for n in 0..self.moves.len() {
            if let Err(error) = make_move(root, n, &self.moves[n]) {
                let finding = failed("cannot replace", &self.moves[n].path, &error);
                return Err(Box::new(match undo(root, &self.moves[..=n]) {
                    Ok(()) => abandon(
                        root,
                        finding
                            .help("nothing was changed; fix what is at that path or its permissions, then run again"),
                    ),
                    Err(undo_error) => finding
                        .note(format!("the moves before it could not be undone: {undo_error}"))
                        .help("run `cargo xtask render` again: it completes the change first"),
                }));
            }
        }
        for path in self.moves.iter().filter(|m| !m.new).map(|m| &m.path) {
            remove_empty_folders(root, path);
        }
        changes.change();
        remove_folder(root)
    }
}

/// Whether a change is not complete: there is a journal.
pub(crate) fn is_incomplete(root: &Path) -> bool {
    root.join(FOLDER).join(JOURNAL).exists()
}

/// Completes a change that an interrupted process left incomplete. Returns whether there was one.
///
/// # Errors
/// When its files cannot be moved.
pub fn recover(root: &Path) -> Result<bool, Box<Diagnostic>> {
    if !root.join(FOLDER).exists() {
        return Ok(false);
    }
    let _lock = lock(root)?;
    complete_interrupted(root)
}

fn complete_interrupted(root: &Path) -> Result<bool, Box<Diagnostic>> {
    let mut changes = interruption::begin();
    let journal = match fs::read(root.join(FOLDER).join(JOURNAL)) {
        Ok(bytes) => bytes,
        // The process died before it wrote the journal: the tree is unchanged.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return remove_folder(root).map(|()| false),
        Err(error) => return Err(Box::new(failed("cannot read the journal", FOLDER, &error))),
    };
    let moves: Vec<Move> = serde_json::from_slice(&journal).map_err(|error| {
        Box::new(
            Diagnostic::error(
                "tree/journal",
                format!("the journal of an interrupted run is damaged: {error}"),
            )
            .in_file(format!("{FOLDER}/{JOURNAL}"))
            .help(format!("remove {FOLDER} and render again")),
        )
    })?;
    for (n, one) in moves.iter().enumerate() {
        make_move(root, n, one)
            .map_err(|error| Box::new(failed("cannot complete the interrupted change of", &one.path, &error)))?;
    }
    changes.change();
    remove_folder(root)?;
    Ok(true)
}

/// Makes one move. It is idempotent, so that an interrupted run can be completed.
fn make_move(root: &Path, n: usize, one: &Move) -> io::Result<()> {
    let (target, old, new) = names(root, n, &one.path);
    if one.old && !old.exists() {
        fs::rename(&target, &old)?;
    }
    if one.new && new.exists() {
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        if target.exists() {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                "something else appeared at that path",
            ));
        }
        fs::rename(&new, &target)?;
    }
    Ok(())
}

fn undo(root: &Path, moves: &[Move]) -> io::Result<()> {
    for (n, one) in moves.iter().enumerate().rev() {
        let (target, old, new) = names(root, n, &one.path);
        if one.new && !new.exists() {
            fs::rename(&target, &new)?;
        }
        if one.old && old.exists() {
            fs::rename(&old, &target)?;
        }
        if !one.old {
            remove_empty_folders(root, &one.path);
        }
    }
    Ok(())
}

fn names(root: &Path, n: usize, path: &str) -> (PathBuf, PathBuf, PathBuf) {
    let folder = root.join(FOLDER);
    (
        root.join(path),
        folder.join("old").join(n.to_string()),
        folder.join("new").join(n.to_string()),
    )
}

/// Nothing is synced to the disk: what a killed process wrote is kept without that, and syncing would take longer than rendering. After a power failure,
/// generated files may be lost; Git has them, and the next run writes them again.
fn write_journal(root: &Path, moves: &[Move]) -> io::Result<()> {
    let folder = root.join(FOLDER);
    let draft = folder.join("journal.draft");
    fs::write(&draft, serde_json::to_vec(moves)?)?;
    fs::rename(draft, folder.join(JOURNAL))
}

fn lock(root: &Path) -> Result<File, Box<Diagnostic>> {
    let open = || -> io::Result<File> {
        fs::create_dir_all(root.join(".cache"))?;
        File::create(root.join(".cache/lock"))
    };
    let file = open().map_err(|error| Box::new(failed("cannot write", ".cache/lock", &error)))?;
    // Waits until another run has finished writing, which takes a moment at most.
    file.lock()
        .map_err(|error| Box::new(failed("cannot lock", ".cache/lock", &error)))?;
    Ok(file)
}

fn failed(what: &str, path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error("tree/write", format!("{what} '{path}': {error}")).in_file(path)
}

/// Removes the prepared files; if that fails too, the finding says so.
fn abandon(root: &Path, finding: Diagnostic) -> Diagnostic {
    match remove_folder(root) {
        Ok(()) => finding,
        Err(second) => finding.note(second.message),
    }
}

fn remove_folder(root: &Path) -> Result<(), Box<Diagnostic>> {
    // The journal first: without it, the next run removes the rest; with it, the next run would try to complete the change from what is left.
    for result in [
        fs::remove_file(root.join(FOLDER).join(JOURNAL)),
        fs::remove_dir_all(root.join(FOLDER)),
    ] {
        match result {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Box::new(failed("cannot remove", FOLDER, &error)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Removes the folders above `path` that are empty now, up to the first that is not.
fn remove_empty_folders(root: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(path) = folder.filter(|f| f.components().count() > 1) {
        if fs::remove_dir(root.join(path)).is_err() {
            return;
        }
        folder = path.parent();
    }
}

#[cfg(test)]
mod tests;
