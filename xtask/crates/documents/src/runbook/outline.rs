//! The structure of a runbook's Markdown: headings, links and fenced code blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<'t> {
    /// 1 to 6.
    pub level: usize,
    /// Its text, as written.
    pub title: &'t str,
    /// The bytes of its line.
    pub span: Range<usize>,
}

/// A fenced code block that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock<'t> {
    /// The info string after the opening fence, as in `sh`.
    pub language: &'t str,
    /// The bytes of its lines, without the fences.
    pub span: Range<usize>,
}

impl CodeBlock<'_> {
    /// Whether it holds commands of a shell.
    #[must_use]
    pub fn is_shell(&self) -> bool {
        matches!(self.language, "sh" | "bash" | "shell")
    }
}

/// The parts of a text that rules look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline<'t> {
    /// The headings, in order.
    pub headings: Vec<Heading<'t>>,
    /// The addresses of inline links and images, in order.
    pub links: Vec<Range<usize>>,
    /// The closed code blocks, in order.
    pub code: Vec<CodeBlock<'t>>,
    /// The line that opens a code block without a closing fence.
    pub open_fence: Option<Range<usize>>,
}

impl<'t> Outline<'t> {
    /// Parses the Markdown of `text` from byte `from` on. Spans count from the start of `text`.
    pub(crate) fn parse(text: &'t str, from: usize) -> Self {
        let mut outline = Self::default();
        for (event, span) in Parser::new_ext(&text[from..], Options::ENABLE_TABLES).into_offset_iter() {
            let span = from + span.start..from + span.end;
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let line = span.start..span.start + text[span].trim_end().len();
                    outline.headings.push(Heading {
                        level: level as usize,
                        title: text[line.clone()].trim_matches('#').trim(),
                        span: line,
                    });
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    // A reference link has no address of its own.
                    let address = text[span.clone()].rfind(&*dest_url).filter(|_| !dest_url.is_empty());
                    outline
                        .links
                        .extend(address.map(|at| span.start + at..span.start + at + dest_url.len()));
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => outline.push_code(text, &span),
                _ => {}
            }
        }
        outline
    }

    fn push_code(&mut self, text: &'t str, block: &Range<usize>) {
        let source = &text[block.clone()];
        let fence = source.lines().next().unwrap_or_default().trim_end();
        let language = fence.trim_start_matches(['`', '~']);
        let marks = &fence[..fence.len() - language.len()];
        let lines = (block.start + fence.len() + 1).min(block.end);
        let end = text[lines..block.end].trim_end();
        let last = end.rfind('\n').map_or(0, |newline| newline + 1);
        let closing = end[last..].trim_start_matches(['>', ' ']);
        if closing.starts_with(marks) && closing.trim_start_matches(&marks[..1]).is_empty() {
            self.code.push(CodeBlock {
                language: language.trim(),
                span: lines..lines + last,
            });
        } else {
            self.open_fence.get_or_insert(block.start..block.start + fence.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, headings: &[(usize, &str)], links: &[&str]) {
        let outline = Outline::parse(text, 0);
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
    fn headings_and_links_in_code_are_ignored() {
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
    fn code_blocks_have_their_language() {
        let text = "a\n```sh\nb\nc\n```\n   ~~~\n   ~~~\n```text\nopen\n";
        let found: Vec<_> = Outline::parse(text, 0)
            .code
            .into_iter()
            .map(|block| (block.language, &text[block.span]))
            .collect();
        assert_eq!(found, [("sh", "b\nc\n"), ("", "")]);
    }

    #[test]
    fn an_open_code_block_is_found() {
        assert_eq!(Outline::parse("a\n```sh\nb\n", 0).open_fence, Some(2..7));
        assert_eq!(Outline::parse("```a```\n", 0).open_fence, None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([`~#\\[\\]()a ä\n]){0,60}") {
            let outline = Outline::parse(&text, 0);
            for span in outline.links.into_iter().chain(outline.code.into_iter().map(|block| block.span)) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
