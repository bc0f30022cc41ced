use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use diagnostics::{Diagnostic, unfinished_merge};

use crate::walk;

/// The folders whose files no other reader looks into: the rendered files, whose markers show first where they are applied, and what people write
/// for people and for Terraform.
const FOLDERS: [&str; 4] = ["docs", "helm-values", "manifests", "terraform"];

/// The same of files at the root.
const FILES: [&str; 4] = ["ARCHITECTURE.md", "CODEOWNERS", "CONTRIBUTING.md", "README.md"];

/// The files of the tree with conflict markers, apart from those of `jsonnet/` and `runbooks/`.
///
/// # Errors
/// Each of them, and every file that cannot be read.
pub fn no_unfinished_merges(root: &Path) -> Result<(), Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let below = FOLDERS
        .iter()
        .flat_map(|folder| walk::files(root, folder, &mut findings));
    let paths: Vec<String> = below.chain(FILES.map(str::to_owned)).collect();
    for path in paths {
        match fs::read(root.join(&path)) {
            // A picture has no lines.
            Ok(bytes) => findings.extend(
                str::from_utf8(&bytes)
                    .ok()
                    .and_then(|text| unfinished_merge(&path, text)),
            ),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => findings.push(walk::unreadable(&path, &error)),
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_is_searched() {
        let tree = tempfile::tempdir().expect("a folder");
        let text = "a\n<<<<<<< HEAD\n";
        for folder in FOLDERS {
            fs::create_dir(tree.path().join(folder)).expect("a folder");
            fs::write(tree.path().join(folder).join("a.txt"), text).expect("a file");
            fs::write(
                tree.path().join(folder).join("b.png"),
                [b"\xff\n", text.as_bytes()].concat(),
            )
            .expect("a file");
        }
        fs::write(tree.path().join(FILES[1]), text).expect("a file");
        let findings = no_unfinished_merges(tree.path()).expect_err("findings");
        let places: Vec<_> = findings
            .iter()
            .filter_map(|finding| Some(finding.place.as_ref()?.path.as_str()))
            .collect();
        assert_eq!(
            places,
            [
                "docs/a.txt",
                "helm-values/a.txt",
                "manifests/a.txt",
                "terraform/a.txt",
                "CODEOWNERS"
            ]
        );
    }
}
