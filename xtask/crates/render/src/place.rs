//! The place of a finding. A value has none of its own, so a finding names the path of a field, which is looked up in the file that writes it.

use std::collections::BTreeMap;
use std::ops::Range;

use constructors::{Finding, Step};
use diagnostics::{Diagnostic, find_word};
use repository::Source;

use crate::syntax::{self, Node, Target};

/// A source's path from the root of the repository.
pub(crate) fn repository_path(path: &str) -> String {
    format!("jsonnet/{path}")
}

/// A finding of the constructors at its place. `file` is the object's own, from the root of the repository or below `jsonnet/`.
pub(crate) fn placed(sources: &BTreeMap<String, Source>, finding: Finding, file: &str, object: &str) -> Diagnostic {
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
    at_path(sources, diagnostic, file, &finding.path, finding.at.as_deref()).note(format!("while rendering {object}"))
}

/// The finding at `word` of the field at `path` of a file below `jsonnet/`, or in the file as a whole where neither is written there.
pub(crate) fn at_path(
    sources: &BTreeMap<String, Source>,
    finding: Diagnostic,
    file: &str,
    path: &[Step],
    word: Option<&str>,
) -> Diagnostic {
    let found = sources
        .get(file)
        .and_then(|source| Some((&source.text, bytes(&source.text, path, word)?)));
    match found {
        Some((text, span)) => finding.at(repository_path(file), text.clone(), span),
        None => finding.in_file(repository_path(file)),
    }
}

/// The bytes of `text` to underline for `word` in the field at `path`: the name of the field where that is the word, else the word in its value, else
/// the name of the field. The file may write only the end of the path: the groups of a dashboard, the signals of an archetype. Where it writes no end of
/// the path, a field of the same name and a literal that is the word are looked for, then the word anywhere.
pub(crate) fn bytes(text: &str, path: &[Step], word: Option<&str>) -> Option<Range<usize>> {
    let Some(root) = syntax::parse(text) else {
        return word.and_then(|word| find_word(text, &(0..0), word));
    };
    let whole = (0..path.len().max(1)).find_map(|skipped| {
        let rest = path.get(skipped..).unwrap_or_default();
        let target = root.follow(rest);
        (target.steps == rest.len()).then_some(target)
    });
    if let Some(target) = whole.filter(|_| !path.is_empty()) {
        return Some(underline(text, &target, path.last(), word));
    }
    let near = root.follow(path).node;
    let field = path.iter().rev().find_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Item(_) | Step::Args => None,
    });
    written(near, field, word)
        .or_else(|| written(&root, field, word))
        .or_else(|| word.and_then(|word| find_word(text, &near.span, word)))
}

/// The bytes of `text` to underline for `word` within `span`: the name of a field, a literal, at last any word.
pub(crate) fn bytes_within(text: &str, span: &Range<usize>, word: &str) -> Option<Range<usize>> {
    let root = syntax::parse(text);
    let node = root.as_deref().map(|root| root.covering(span));
    node.and_then(|node| written(node, Some(word), Some(word)))
        .or_else(|| find_word(text, span, word))
}

fn underline(text: &str, target: &Target<'_>, last: Option<&Step>, word: Option<&str>) -> Range<usize> {
    let span = &target.node.span;
    let named = |word: &str| matches!(last, Some(Step::Field(field)) if field == word);
    word.filter(|word| !named(word))
        .and_then(|word| {
            written(target.node, Some(word), Some(word)).or_else(|| {
                find_word(text, span, word).filter(|found| span.start <= found.start && found.end <= span.end)
            })
        })
        .or_else(|| target.name.clone())
        .unwrap_or_else(|| target.node.head())
}

/// The literal `word`, first in a field called `field`, or the name of that field.
fn written(node: &Node, field: Option<&str>, word: Option<&str>) -> Option<Range<usize>> {
    let in_field = || node.field_with(field?, word?);
    let name = || node.field(field?).cloned();
    let literal = || node.literal(word?);
    in_field().or_else(name).or_else(literal)
}
