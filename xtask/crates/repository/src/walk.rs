use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use diagnostics::Diagnostic;

/// The paths of all files below `root/folder`, relative to `root`, with `/`, sorted; none if the folder does not exist. Skips hidden files (of editors and of the
/// system). A symbolic link is a finding, because it could lead out of the tree.
pub(crate) fn files(root: &Path, folder: &str, findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        match entries(root, &folder) {
            Ok(entries) => {
                for (name, kind) in entries {
                    let path = format!("{folder}/{name}");
                    if name.starts_with('.') {
                        continue;
                    } else if kind.is_symlink() {
                        findings.push(
                            Diagnostic::error("tree/symlink", format!("'{path}' is a symbolic link"))
                                .in_file(path)
                                .help("copy the file instead: its path says what it declares"),
                        );
                    } else if kind.is_dir() {
                        pending.push(path);
                    } else if !kind.is_file() {
                        // Opening a pipe waits until somebody writes to it.
                        findings.push(
                            Diagnostic::error("tree/no-file", format!("'{path}' is a pipe, a socket or a device"))
                                .in_file(path)
                                .help("replace it by a file"),
                        );
                    } else {
                        found.push(path);
                    }
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => findings.push(unreadable(&folder, &error)),
        }
    }
    found.sort();
    found
}

/// The names of the folders in `root/folder`; none if it does not exist. Skips hidden ones.
pub(crate) fn folders(root: &Path, folder: &str, findings: &mut Vec<Diagnostic>) -> BTreeSet<String> {
    match entries(root, folder) {
        Ok(entries) => entries
            .into_iter()
            .filter(|(name, kind)| kind.is_dir() && !name.starts_with('.'))
            .map(|(name, _)| name)
            .collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
        Err(error) => {
            findings.push(unreadable(folder, &error));
            BTreeSet::new()
        }
    }
}

fn entries(root: &Path, folder: &str) -> io::Result<Vec<(String, fs::FileType)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| io::Error::new(io::ErrorKind::InvalidData, format!("the name {name:?} is not UTF-8")))?;
        all.push((name, entry.file_type()?));
    }
    Ok(all)
}

/// The text of `root/path`, or a finding.
pub(crate) fn text(root: &Path, path: &str) -> Result<String, Box<Diagnostic>> {
    let bytes = fs::read(root.join(path)).map_err(|error| Box::new(unreadable(path, &error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        Box::new(
            Diagnostic::error(
                "tree/not-utf8",
                format!("'{path}' is not UTF-8: byte {at}, on line {line}"),
            )
            .in_file(path)
            .help("save the file as UTF-8"),
        )
    })?;
    if text.starts_with('\u{feff}') {
        let finding = Diagnostic::error(
            "tree/byte-order-mark",
            format!("'{path}' begins with a byte order mark"),
        );
        return Err(Box::new(
            finding
                .in_file(path)
                .help("save the file as UTF-8 without a byte order mark (BOM)"),
        ));
    }
    Ok(text)
}

pub(crate) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error("tree/unreadable", format!("cannot read '{path}': {error}")).in_file(path)
}
