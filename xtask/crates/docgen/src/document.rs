//! A Markdown document with sections and a table of contents.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::markdown::link;

/// Builds a document.
#[derive(Debug, Default)]
pub(crate) struct Document {
    body: String,
    contents: Vec<(usize, String, String)>,
    anchors: BTreeMap<String, usize>,
}

impl Document {
    /// Appends a heading of level 2 or 3, which is also in the table of contents.
    pub(crate) fn heading(&mut self, level: usize, title: &str) {
        let anchor = self.anchor(title);
        self.contents.push((level, title.to_owned(), anchor));
        self.block(&format!("{} {title}", "#".repeat(level)));
    }

    /// Appends a paragraph, table or code block.
    pub(crate) fn block(&mut self, markdown: &str) {
        writeln!(self.body, "\n{}", markdown.trim_end()).expect("writing to a String succeeds");
    }

    /// Appends a diagram.
    pub(crate) fn mermaid(&mut self, diagram: &str) {
        self.block(&format!("```mermaid\n{}\n```", diagram.trim_end()));
    }

    /// The table of contents, with headings down to `levels`.
    pub(crate) fn contents(&self, levels: usize) -> String {
        let lines = self.contents.iter().filter(|(level, ..)| *level <= levels);
        lines
            .map(|(level, title, anchor)| {
                format!("{}- {}\n", "  ".repeat(level - 2), link(title, &format!("#{anchor}")))
            })
            .collect()
    }

    /// Everything below the table of contents.
    pub(crate) fn body(&self) -> &str {
        &self.body
    }

    /// The anchor that GitHub gives a heading: lower case, spaces as hyphens, no other punctuation; a number if the heading is repeated.
    fn anchor(&mut self, title: &str) -> String {
        let kept = title
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .collect::<String>();
        let anchor = kept.replace(' ', "-");
        let times = self.anchors.entry(anchor.clone()).or_default();
        *times += 1;
        if *times == 1 {
            anchor
        } else {
            format!("{anchor}-{}", *times - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let mut document = Document::default();
        for (title, expected) in [
            ("Alert catalog", "alert-catalog"),
            ("P1, P2 & co. (`x_y`)", "p1-p2--co-x_y"),
            ("Alert catalog", "alert-catalog-1"),
        ] {
            assert_eq!(document.anchor(title), expected);
        }
    }
}
