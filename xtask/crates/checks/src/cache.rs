//! What earlier runs found, in the folder of caches. A cache that cannot be read or written costs only time.

use std::fs;
use std::io;
use std::path::Path;

/// The folder, from the root of the repository.
const FOLDER: &str = ".cache";

/// The content of a cache, if there is one.
pub(crate) fn read(root: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(root.join(FOLDER).join(name)).ok()
}

/// Replaces a cache. A draft is renamed, so that a run at the same time reads the old content or the new one.
pub(crate) fn store(root: &Path, name: &str, content: serde_json::Result<Vec<u8>>) {
    let folder = root.join(FOLDER);
    let draft = folder.join(format!("{name}.{}.draft", std::process::id()));
    let written = content.map_err(io::Error::from).and_then(|bytes| {
        fs::create_dir_all(&folder)?;
        fs::write(&draft, bytes)?;
        fs::rename(&draft, folder.join(name))
    });
    if written.is_err() {
        drop(fs::remove_file(&draft));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_and_no_draft_is_left() {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(read(root.path(), "a.json"), None);
        store(root.path(), "a.json", Ok(b"[1]".to_vec()));
        assert_eq!(read(root.path(), "a.json").as_deref(), Some(&b"[1]"[..]));
        fs::create_dir(root.path().join(FOLDER).join("b.json")).expect("a folder in the place of a cache");
        store(root.path(), "b.json", Ok(b"[2]".to_vec()));
        let left = fs::read_dir(root.path().join(FOLDER)).expect("the folder").count();
        assert_eq!(left, 2, "a draft is left");
    }
}
