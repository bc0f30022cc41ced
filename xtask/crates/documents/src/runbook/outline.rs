//! The lines of a page that matter to its structure: headings and links, outside of code.

use std::ops::Range;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<'t> {
    /// 1 to 6.
    pub level: usize,
    /// Its text.
    pub title: &'t str,
    /// Its line's bytes.
    pub span: Range<usize>,
}

/// A fenced code block that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock<'t> {
    /// What stands after the opening marks, as in `sh`.
    pub language: &'t str,
    /// The bytes of its lines, without the marks.
    pub span: Range<usize>,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline<'t> {
    /// The headings, in order.
    pub headings: Vec<Heading<'t>>,
    /// The addresses of inline links, in order.
    pub links: Vec<Range<usize>>,
    /// The code blocks, in order.
    pub code: Vec<CodeBlock<'t>>,
    /// The line that opens a code block which nothing closes.
    pub open_fence: Option<Range<usize>>,
}

/// Reads `text` from byte `from`.
pub(crate) fn of(text: &str, from: usize) -> Outline<'_> {
    let mut outline = Outline::default();
    let mut fence: Option<(char, usize, &str, Range<usize>)> = None;
    let mut at = from;
    for whole in text[from..].split_inclusive('\n') {
        let line = whole.trim_end();
        let span = at..at + line.len();
        let marker = fence_marker(line.trim_start());
        match (&fence, marker) {
            (Some((c, len, language, opened)), Some((d, more, rest))) if *c == d && more >= *len && rest.is_empty() => {
                let start = (opened.end + 1).min(at);
                outline.code.push(CodeBlock {
                    language,
                    span: start..at,
                });
                fence = None;
            }
            (Some(_), _) => {}
            (None, Some((c, len, language))) => fence = Some((c, len, language, span)),
            (None, None) => {
                outline.headings.extend(heading(line, span));
                links(line, at, &mut outline.links);
            }
        }
        at += whole.len();
    }
    outline.open_fence = fence.map(|(.., span)| span);
    outline
}

/// The character, the length and what follows of a line that opens or closes a code block.
fn fence_marker(line: &str) -> Option<(char, usize, &str)> {
    let c = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = line.chars().take_while(|d| *d == c).count();
    // ```` ```code``` ```` on one line is a code span.
    (len >= 3 && !(c == '`' && line[len..].contains('`'))).then(|| (c, len, line[len..].trim()))
}

fn heading(line: &str, span: Range<usize>) -> Option<Heading<'_>> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let title = line[level..].strip_prefix(' ')?;
    (1..=6).contains(&level).then(|| Heading {
        level,
        title: title.trim(),
        span,
    })
}

/// The addresses of `[label](address)`, outside of code spans.
fn links(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut code = false;
    let mut after_label = false;
    let mut start = None;
    for (at, c) in line.char_indices() {
        match (start, c) {
            (None, '`') => code = !code,
            (None, '(') if after_label && !code => start = Some(at + 1),
            (Some(from), ')') => {
                found.push(offset + from..offset + at);
                start = None;
            }
            _ => {}
        }
        after_label = c == ']';
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, headings: &[(usize, &str)], links: &[&str]) {
        let outline = of(text, 0);
        assert_eq!(
            outline.headings.iter().map(|h| (h.level, h.title)).collect::<Vec<_>>(),
            headings
        );
        assert_eq!(
            outline.links.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(),
            links
        );
    }

    #[test]
    fn code_holds_neither_headings_nor_links() {
        check("# A\n```sh\n# no\n[a](b)\n```\n## B\n", &[(1, "A"), (2, "B")], &[]);
        check("1. x\n   ```sh\n   # no\n   ```\n", &[], &[]);
        check("~~~~\n```\n# no\n~~~\n~~~~\n#hashtag\n", &[], &[]);
        check(
            "see [a](b.md) and `[c](d.md)`, [e](../f.md#g)",
            &[],
            &["b.md", "../f.md#g"],
        );
    }

    #[test]
    fn code_blocks_are_known_by_their_language() {
        let text = "a\n```sh\nb\nc\n```\n   ~~~\n   ~~~\n```text\nopen\n";
        let found: Vec<_> = of(text, 0)
            .code
            .into_iter()
            .map(|block| (block.language, &text[block.span]))
            .collect();
        assert_eq!(found, [("sh", "b\nc\n"), ("", "")]);
    }

    #[test]
    fn an_open_code_block_is_seen() {
        assert_eq!(of("a\n```sh\nb\n", 0).open_fence, Some(2..7));
        assert_eq!(of("```a```\n", 0).open_fence, None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([`~#\\[\\]()a ä\n]){0,60}") {
            let outline = of(&text, 0);
            for span in outline.links.into_iter().chain(outline.code.into_iter().map(|block| block.span)) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
