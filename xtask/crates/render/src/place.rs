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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, path: &[Step], word: Option<&str>, expected: &str) {
        // The bytes to underline are between two bars.
        let (before, rest) = expected.split_once('|').expect("a bar");
        let (marked, after) = rest.split_once('|').expect("a second bar");
        assert_eq!([before, marked, after].concat(), text);
        let start = before.len();
        assert_eq!(bytes(text, path, word), Some(start..start + marked.len()), "{text}");
    }

    fn field(name: &str) -> Step {
        Step::Field(name.to_owned())
    }

    #[test]
    fn a_path_leads_through_calls_lists_locals_and_sums() {
        let args = [Step::Args, field("a")];
        check(
            "function(c) c.f({ a: 1 })",
            &args,
            Some("a"),
            "function(c) c.f({ |a|: 1 })",
        );
        check(
            "local x = { a: 1 }; f(x)",
            &args,
            Some("a"),
            "local x = { |a|: 1 }; f(x)",
        );
        check("f({ b: 1 } + { a: 1 })", &args, Some("a"), "f({ b: 1 } + { |a|: 1 })");
        check(
            "f(if c then { a: 1 } else {})",
            &args,
            Some("a"),
            "f(if c then { |a|: 1 } else {})",
        );
        let second = [Step::Item(1), field("a")];
        check(
            "[{ a: 1 }] + [{ a: 2 }]",
            &second,
            Some("a"),
            "[{ a: 1 }] + [{ |a|: 2 }]",
        );
        check("[{ a: 1 }, { 'a': 2 }]", &second, None, "[{ a: 1 }, { '|a|': 2 }]");
        check("[{ a: i } for i in x]", &second, Some("a"), "[{ |a|: i } for i in x]");
    }

    #[test]
    fn a_word_is_the_literal_of_its_field() {
        check("{ t: 'x', a: 'x' }", &[field("a")], Some("x"), "{ t: 'x', a: '|x|' }");
        check(
            "{ a: ['y', 'x'] }",
            &[field("a"), Step::Item(1)],
            Some("x"),
            "{ a: ['y', '|x|'] }",
        );
        check("{ a: 'p' + x }", &[field("a")], Some("x"), "{ a: 'p' + |x| }");
        check("{ a: 'p' + x }", &[field("a")], Some("px"), "{ |a|: 'p' + x }");
    }

    #[test]
    fn where_a_file_writes_the_end_of_a_path_that_end_is_followed() {
        let path = [
            field("parts"),
            Step::Item(3),
            field("groups"),
            Step::Item(0),
            Step::Args,
            field("title"),
        ];
        check(
            "function(c) [c.group({ title: 1 })]",
            &path,
            Some("title"),
            "function(c) [c.group({ |title|: 1 })]",
        );
    }

    #[test]
    fn an_object_is_underlined_at_its_name_or_call() {
        check(
            "{ s: { b: {} } }",
            &Step::fields(&["s", "b"]),
            None,
            "{ s: { |b|: {} } }",
        );
        check("c.monitor.ratio({})", &[Step::Args], None, "|c.monitor.ratio|({})");
    }

    #[test]
    fn a_file_that_does_not_parse_is_searched() {
        check("{ a: 'x' ", &[field("a")], Some("x"), "{ a: '|x|' ");
    }
}
