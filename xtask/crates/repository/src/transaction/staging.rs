//! Plans the moves of a transaction, and writes its new files next to the tree.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Move;
use crate::changes::{Changes, Difference};

/// A new file: the index of its move, its path below the moved folder (empty if the file itself is moved), and its text.
pub(super) type NewFile<'c> = (usize, &'c str, &'c str);

/// The moves for the changes, and the files to write before them.
pub(super) fn planned<'c>(root: &Path, changes: &'c Changes) -> (Vec<Move>, Vec<NewFile<'c>>) {
    let (mut moves, mut files): (Vec<Move>, _) = (Vec::new(), Vec::new());
    let mut exists = HashMap::new();
    // The changes are sorted, so the files of one folder follow each other.
    for Difference { path, old, new } in &changes.differences {
        let moved = match (old, new) {
            (None, Some(_)) => topmost_missing(root, path, &mut exists),
            _ => path,
        };
        if moves.last().is_none_or(|last| last.path != moved) {
            moves.push(Move {
                path: moved.to_owned(),
                old: old.is_some(),
                new: new.is_some(),
            });
        }
        if let Some(text) = new {
            files.push((
                moves.len() - 1,
                path[moved.len()..].trim_start_matches('/'),
                text.as_str(),
            ));
        }
    }
    (moves, files)
}

/// The topmost folder above the new file `path` that does not exist; `path` itself if all folders exist.
fn topmost_missing<'c>(root: &Path, path: &'c str, exists: &mut HashMap<&'c str, bool>) -> &'c str {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let missing = |folder: &&'c str| {
        !*exists
            .entry(folder)
            .or_insert_with(|| root.join(folder).symlink_metadata().is_ok())
    };
    folders.into_iter().find(missing).unwrap_or(path)
}

/// Writes the new files on one thread per processor, because creating a file waits for a system call. Each thread gets consecutive files, and so mostly its own
/// folders: a folder accepts one new file at a time.
pub(super) fn write(folder: &Path, files: &[NewFile<'_>]) -> io::Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let write = |files: &[NewFile<'_>]| -> io::Result<()> {
        let mut created = PathBuf::new();
        for (n, below, text) in files {
            let mut path = folder.join(n.to_string());
            if !below.is_empty() {
                path.push(below);
                if let Some(parent) = path.parent().filter(|parent| *parent != created) {
                    fs::create_dir_all(parent)?;
                    created = parent.to_owned();
                }
            }
            fs::write(path, text)?;
        }
        Ok(())
    };
    let mut parts = files.chunks(files.len().div_ceil(threads).max(1));
    let own = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(move || write(part))).collect();
        let own = write(own);
        others.into_iter().fold(own, |result, other| match other.join() {
            Ok(written) => result.and(written),
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })
}
