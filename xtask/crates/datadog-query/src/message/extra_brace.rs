//! Closing braces that are one too many: `{{host.name}}}`.

use std::ops::Range;

use super::{NodeKind, Template};

impl Template {
    /// A brace directly after a tag that closes nothing: `{"value": {{value}}}` is JSON, and has none.
    #[must_use]
    pub fn extra_braces(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut depth = 0_usize;
        self.each(&mut |node| {
            let NodeKind::Text(text) = &node.kind else {
                return;
            };
            // Adjacent texts are joined, so only a tag can precede one.
            let follows_a_tag = node.span.start > 0;
            for (at, byte) in text.bytes().enumerate() {
                match byte {
                    b'{' => depth += 1,
                    b'}' if depth > 0 => depth -= 1,
                    b'}' if at == 0 && follows_a_tag => out.push(node.span.start..node.span.start + 1),
                    _ => {}
                }
            }
        });
        out
    }
}
