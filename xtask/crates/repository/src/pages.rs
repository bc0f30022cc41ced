use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use diagnostics::Diagnostic;

use crate::walk;

/// The runbooks and guides below `runbooks/`, handwritten and generated.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The texts, by path from the root of the repository.
    pub texts: BTreeMap<String, Arc<str>>,
}

impl Pages {
    /// Reads them from the repository at `root`.
    ///
    /// # Errors
    /// Every file that cannot be read, is not UTF-8 or is not Markdown, because nothing would read it.
    pub fn read(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut pages = Self::default();
        for path in walk::files(root, "runbooks", &mut findings) {
            if !path.ends_with(".md") {
                findings.push(
                    Diagnostic::error("runbook/layout", format!("'{path}' is not a Markdown file"))
                        .in_file(path)
                        .help("name it <name>.md, or move it out of runbooks/"),
                );
                continue;
            }
            match walk::text(root, &path) {
                Ok(text) => drop(pages.texts.insert(path, text.into())),
                Err(finding) => findings.push(*finding),
            }
        }
        if findings.is_empty() { Ok(pages) } else { Err(findings) }
    }
}

/// The paths of every file below the folder, from the root of the repository.
///
/// # Errors
/// Every folder that cannot be read, and every symbolic link.
pub fn paths(root: &Path, folder: &str) -> Result<BTreeSet<String>, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let files = walk::files(root, folder, &mut findings);
    if findings.is_empty() {
        Ok(files.into_iter().collect())
    } else {
        Err(findings)
    }
}

/// The texts of every file below the folder, by path from the root of the repository. Skips hidden files.
///
/// # Errors
/// Every file that cannot be read or is not UTF-8, and every symbolic link.
pub fn texts(root: &Path, folder: &str) -> Result<BTreeMap<String, Arc<str>>, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let mut texts = BTreeMap::new();
    for path in walk::files(root, folder, &mut findings) {
        match walk::text(root, &path) {
            Ok(text) => drop(texts.insert(path, text.into())),
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() { Ok(texts) } else { Err(findings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_markdown_file_is_read_and_any_other_file_is_a_finding() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |path: &str, bytes: &[u8]| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        };
        write("runbooks/a/b.md", b"text");
        let pages = Pages::read(folder.path()).expect("pages");
        assert_eq!(pages.texts.get("runbooks/a/b.md").map(|t| &**t), Some("text"));

        write("runbooks/a/c.txt", b"");
        write("runbooks/a/d.md", b"x\n\xff");
        let rules: Vec<_> = Pages::read(folder.path())
            .expect_err("findings")
            .into_iter()
            .map(|d| d.message)
            .collect();
        assert_eq!(
            rules,
            [
                "'runbooks/a/c.txt' is not a Markdown file",
                "'runbooks/a/d.md' is not UTF-8: byte 2, on line 2"
            ]
        );
    }
}
