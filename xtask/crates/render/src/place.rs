//! The place of a finding: a value has none of its own, so the word that it names is looked for in the file that says it.

use std::collections::BTreeMap;

use constructors::Finding;
use diagnostics::{Diagnostic, find_word};
use repository::Source;

/// A source's path as a reader finds it from the root of the repository.
pub(crate) fn repository_path(path: &str) -> String {
    format!("jsonnet/{path}")
}

/// A finding of a constructor at its place: the word that it names, in the file that says it. `file` is the object's own, from the root of the
/// repository or below `jsonnet/`.
pub(crate) fn placed(sources: &BTreeMap<String, Source>, finding: Finding, file: &str, within: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(finding.rule, finding.message);
    if let Some(help) = finding.help {
        diagnostic = diagnostic.help(help);
    }
    if let Some(note) = finding.note {
        diagnostic = diagnostic.note(note);
    }
    let file = finding
        .file
        .as_deref()
        .unwrap_or(file.strip_prefix("jsonnet/").unwrap_or(file));
    word_in(sources, diagnostic, file, &[finding.at, finding.field]).note(format!("while rendering {within}"))
}

/// The finding at the first of `words` that a file below `jsonnet/` holds, or in the file where it holds none.
pub(crate) fn word_in(
    sources: &BTreeMap<String, Source>,
    finding: Diagnostic,
    file: &str,
    words: &[Option<String>],
) -> Diagnostic {
    let mut words = words.iter().flatten().filter(|word| !word.is_empty());
    let found = sources
        .get(file)
        .and_then(|source| words.find_map(|word| Some((&source.text, find_word(&source.text, &(0..0), word)?))));
    match found {
        Some((text, span)) => finding.at(repository_path(file), text.clone(), span),
        None => finding.in_file(repository_path(file)),
    }
}
