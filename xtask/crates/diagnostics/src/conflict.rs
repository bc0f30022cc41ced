use std::ops::Range;

use crate::Diagnostic;

/// The beginnings of the lines that Git writes around the two sides of a conflict. `=======` alone also underlines a heading and is left out.
const MARKERS: [&str; 3] = ["<<<<<<< ", "||||||| ", ">>>>>>> "];

/// What to do about them.
pub const CONFLICT_HELP: &str = "keep the right side of the merge, and remove the lines with markers";

/// The lines of `text` that an unfinished merge left there.
pub fn conflict_markers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let is_marker = MARKERS.iter().any(|marker| line.starts_with(marker));
        is_marker.then(|| start..start + line.trim_end().len())
    })
}

/// The finding for a file with conflict markers; `None` if it has none. Whatever else is wrong with the file follows from them.
#[must_use]
pub fn unfinished_merge(path: &str, text: &str) -> Option<Diagnostic> {
    let first = conflict_markers(text).next()?;
    let finding = Diagnostic::error(
        "tree/conflict",
        format!("'{path}' has the conflict markers of an unfinished merge"),
    );
    Some(finding.at(path, text, first).help(CONFLICT_HELP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_of_git_are_markers() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\r\n";
        let found: Vec<_> = conflict_markers(text).map(|span| &text[span]).collect();
        assert_eq!(found, ["<<<<<<< HEAD", ">>>>>>> main"]);
        assert_eq!(
            conflict_markers("title\n=======\n  <<<<<<< in a text\n<<EOF\n").count(),
            0
        );
        let finding = unfinished_merge("a.yaml", text).expect("a finding");
        assert_eq!(
            finding.message,
            "'a.yaml' has the conflict markers of an unfinished merge"
        );
        assert_eq!(unfinished_merge("a.yaml", "a: 1\n"), None);
    }
}
