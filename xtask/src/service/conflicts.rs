//! Conflict markers that an earlier update left in a service.

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::Diagnostic;

/// How the lines begin that a merge writes around a conflict. A line of `=======` alone can be a heading.
const MARKERS: [&str; 3] = ["<<<<<<< ", "||||||| ", ">>>>>>> "];

/// A finding for each file that still has conflict markers.
pub(super) fn left(folder: &Path, texts: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    texts
        .iter()
        .filter(|(_, text)| {
            text.lines()
                .any(|line| MARKERS.iter().any(|marker| line.starts_with(marker)))
        })
        .map(|(path, _)| {
            Diagnostic::error("service/conflict", format!("'{path}' has conflict markers"))
                .in_file(folder.join(path).display().to_string())
                .help("edit the file between <<<<<<< and >>>>>>>, remove these lines, and run the service's tests")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markers_are_found() {
        let texts = BTreeMap::from(
            [
                ("a", "x\n<<<<<<< this service\n"),
                ("b", "Title\n=======\n"),
                ("c", " >>>>>>> x\n"),
                ("d", ">>>>>>> x"),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned())),
        );
        let found: Vec<_> = left(Path::new("s"), &texts)
            .into_iter()
            .map(|finding| finding.place.expect("a file").path)
            .collect();
        assert_eq!(found, ["s/a", "s/d"]);
    }
}
