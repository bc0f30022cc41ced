//! Templates of other systems in a message: `{{.ID}}` of Docker, `{{ include "x" . }}` of Helm, `{{ $labels.instance | title }}` of Prometheus, `{{ lookup('env', 'HOME') }}` of
//! Ansible. Datadog accepts a message with them; people write them in commands that the reader copies.

use std::ops::Range;

use super::arguments::{Word, WordKind, words};
use super::condition::BLOCKS;
use super::tag::HELPERS;
use super::{EvalFunction, NodeKind, Template};
use crate::scan::near;

/// Actions and functions of Go's templates that take arguments.
const KEYWORDS: &[&str] = &[
    "and", "block", "define", "eq", "ge", "gt", "include", "index", "le", "len", "lt", "ne", "not", "or", "print",
    "printf", "println", "range", "slice", "template",
];

/// Whether the content of a tag, which is not valid here, is a template of another system.
pub(super) fn is_foreign(content: &str) -> bool {
    let content = content.trim();
    content.starts_with("/*")
        || content.starts_with("- ")
        || content.ends_with(" -")
        // Another delimiter of Mustache.
        || content.starts_with('=') && content.ends_with('=')
        || names_a_field(content)
        || literal(content).is_some_and(|length| length == content.len())
        || words(content, 0).is_ok_and(|words| calls_a_function(&words))
}

/// Whether it has a field, a variable or a pipe of Go's templates.
fn names_a_field(content: &str) -> bool {
    let mut quote = None;
    let mut starts_word = true;
    for c in content.chars() {
        let quoted = quote.is_some();
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '|') => return true,
            (None, '.' | '$') if starts_word => return true,
            _ => {}
        }
        starts_word = !quoted && (c.is_whitespace() || c == '(');
    }
    false
}

/// The length of the text in quotes at the start, if there is one. A backslash escapes the next character, except in Go's raw texts.
fn literal(content: &str) -> Option<usize> {
    let quote = content.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let mut escaped = false;
    for (at, c) in content.char_indices().skip(1) {
        if !escaped && c == quote {
            return Some(at + 1);
        }
        escaped = c == '\\' && !escaped && quote != '`';
    }
    None
}

/// Whether the words are a function of another system with its arguments, or an expression of Jinja or of GitHub Actions. A helper of Datadog's that is misspelt is none.
fn calls_a_function(words: &[Word<'_>]) -> bool {
    let Some((name, arguments)) = words.split_first() else {
        return false;
    };
    match name.kind {
        WordKind::Quoted => !arguments.is_empty(),
        WordKind::Parenthesised => name.text.contains(['"', '\'']),
        WordKind::Bare => calls(name.text, arguments),
    }
}

fn calls(name: &str, arguments: &[Word<'_>]) -> bool {
    let has = |text: &str| {
        let mut bare = arguments.iter().filter(|word| word.kind == WordKind::Bare);
        bare.any(|word| word.text == text)
    };
    let has_text = arguments.iter().any(|word| word.kind == WordKind::Quoted);
    if let Some((function, _)) = name.split_once('(') {
        let function = function.strip_prefix('!').unwrap_or(function);
        return is_identifier(function) && !is_ours(function);
    }
    match name {
        "else" => false,
        "if" | "with" => has_text,
        keyword if KEYWORDS.contains(&keyword) => !arguments.is_empty(),
        other if is_ours(other) => false,
        _ => has_text || has("~") || has("&&") || has("if") && has("else"),
    }
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
}

/// Whether it is a helper, a block or a function of Datadog's, or close to one; most words of three letters are close to one.
fn is_ours(name: &str) -> bool {
    let known: Vec<_> = HELPERS
        .iter()
        .chain(&BLOCKS)
        .copied()
        .chain(EvalFunction::names())
        .collect();
    known.contains(&name) || name.len() > 3 && near(name, known).is_some()
}

/// The length of a tag whose content is one text in quotes with braces in it: `{{"{{"}}` writes braces where Go's templates are filled in. `tag` starts with its braces.
pub(super) fn quoted_braces(tag: &str) -> Option<usize> {
    let inner = tag.strip_prefix("{{")?;
    let content = inner.trim_start();
    let length = literal(content)?;
    let has_braces = content[..length].contains("{{") || content[..length].contains("}}");
    let rest = content[length..].trim_start().strip_prefix("}}")?;
    has_braces.then_some(tag.len() - rest.len())
}

/// The length of the tag at the start.
fn end_of_tag(tag: &str) -> Option<usize> {
    quoted_braces(tag).or_else(|| tag.find("}}").map(|length| length + 2))
}

impl Template {
    /// The tags of other systems, which are text here.
    #[must_use]
    pub fn foreign_tags(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        self.each(&mut |node| {
            let NodeKind::Text(text) = &node.kind else { return };
            let mut at = 0;
            while let Some(open) = text[at..].find("{{").map(|length| at + length)
                && let Some(end) = end_of_tag(&text[open..]).map(|length| open + length)
            {
                out.push(node.span.start + open..node.span.start + end);
                at = end;
            }
        });
        out
    }
}
