use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diagnostics::Diagnostic;

use crate::walk;

/// The content of every file below `folders`, by its path from `root`. A folder that does not exist has no files.
///
/// # Errors
/// Every file that cannot be read.
pub fn files(root: &Path, folders: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let paths: Vec<String> = folders
        .iter()
        .flat_map(|folder| walk::files(root, folder, &mut findings))
        .collect();
    let mut files = BTreeMap::new();
    for path in paths {
        match fs::read(root.join(&path)) {
            Ok(bytes) => drop(files.insert(path, bytes)),
            Err(error) => findings.push(walk::unreadable(&path, &error)),
        }
    }
    if findings.is_empty() { Ok(files) } else { Err(findings) }
}
