//! Safe fixes: edits of handwritten files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// An edit that fixes a finding: it replaces the bytes `span` of the file `path` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The file, from the root of the repository.
    pub path: String,
    /// The bytes to replace.
    pub span: Range<usize>,
    /// Their replacement.
    pub text: String,
    /// What the edit does, as in "put the sections in order".
    pub description: String,
}

/// Applies the fixes to the texts that `files` returns. Returns the changed texts by path, and the fixes that were applied: of two overlapping fixes only the first, so
/// that the next run can apply the other. A fix whose span is not in its file is skipped.
#[must_use]
pub fn apply(files: impl Fn(&str) -> Option<Arc<str>>, fixes: &[Fix]) -> (BTreeMap<String, String>, Vec<&Fix>) {
    let mut by_file: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for fix in fixes {
        by_file.entry(&fix.path).or_default().push(fix);
    }
    let (mut changed, mut applied) = (BTreeMap::new(), Vec::new());
    for (path, mut fixes) in by_file {
        let Some(old) = files(path) else { continue };
        fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
        let (mut new, mut at) = (String::with_capacity(old.len()), 0);
        let before = applied.len();
        for fix in fixes {
            let Some(kept) = old
                .get(at..fix.span.start)
                .filter(|_| old.get(fix.span.clone()).is_some())
            else {
                continue;
            };
            new.push_str(kept);
            new.push_str(&fix.text);
            at = fix.span.end;
            applied.push(fix);
        }
        new.push_str(&old[at..]);
        if applied.len() > before {
            changed.insert(path.to_owned(), new);
        }
    }
    (changed, applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(span: Range<usize>, text: &str) -> Fix {
        Fix {
            path: "f".to_owned(),
            span,
            text: text.to_owned(),
            description: String::new(),
        }
    }

    fn check(fixes: &[Fix], expected: Option<&str>, count: usize) {
        let (changed, applied) = apply(|path| (path == "f").then(|| "aébc".into()), fixes);
        assert_eq!(changed.get("f").map(String::as_str), expected);
        assert_eq!(applied.len(), count);
    }

    #[test]
    fn fixes_of_one_file_are_applied_together() {
        check(&[fix(4..5, ""), fix(0..1, "A")], Some("Aéb"), 2);
        check(&[fix(1..1, "-"), fix(5..5, "!")], Some("a-ébc!"), 2);
    }

    #[test]
    fn overlapping_and_misplaced_fixes_are_skipped() {
        check(&[fix(0..3, "x"), fix(1..4, "y")], Some("xbc"), 1);
        check(&[fix(2..3, "x"), fix(9..12, "y")], None, 0);
        check(&[], None, 0);
    }
}
