//! Doing work once for each content of what it depends on.

use std::fs;
use std::path::Path;

use crate::problem::{Context, Result};

/// Does `work` unless `stamp` holds this content, which it does after the work.
pub(super) fn once<E: From<crate::problem::Problem>>(
    stamp: &Path,
    content: &[u8],
    work: impl FnOnce() -> Result<(), E>,
) -> Result<(), E> {
    if fs::read(stamp).is_ok_and(|done| done == content) {
        return Ok(());
    }
    work()?;
    let folder = stamp.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(stamp, content))
        .context(|| format!("cannot write '{}'", stamp.display()))
        .map_err(E::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;

    #[test]
    fn work_is_done_once_for_each_content() {
        let folder = tempfile::tempdir().expect("a folder");
        let stamp = folder.path().join("x/stamp");
        let mut done = 0;
        for (content, expected) in [("a", 1), ("a", 1), ("b", 2)] {
            let work = || {
                done += 1;
                Ok::<(), Problem>(())
            };
            assert_eq!(once(&stamp, content.as_bytes(), work), Ok(()));
            assert_eq!(done, expected);
        }
        assert!(once(&stamp, b"c", || Err(Problem::new("no"))).is_err());
        assert_eq!(fs::read(&stamp).expect("a stamp"), b"b");
    }
}
