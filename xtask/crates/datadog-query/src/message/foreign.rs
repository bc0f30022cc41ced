//! Templates of other systems in a message: `{{.ID}}` of Docker, `{{ include "x" . }}` of Helm, `{{ $labels.instance | title }}` of Prometheus. Datadog accepts a message
//! with them; people write them in commands that the reader copies.

use std::ops::Range;

use super::{NodeKind, Template};

/// Whether the content of a tag, which is not valid here, is one of Go's templates: with a field, a variable, a pipe, an assignment, a comment or a trim marker.
pub(super) fn is_foreign(content: &str) -> bool {
    let content = content.trim();
    if content.starts_with("/*") || content.starts_with("- ") || content.ends_with(" -") {
        return true;
    }
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

impl Template {
    /// The tags of other systems, which are text here.
    #[must_use]
    pub fn foreign_tags(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        self.each(&mut |node| {
            let NodeKind::Text(text) = &node.kind else { return };
            let mut at = 0;
            while let Some(open) = text[at..].find("{{").map(|length| at + length)
                && let Some(end) = text[open..].find("}}").map(|length| open + length + 2)
            {
                out.push(node.span.start + open..node.span.start + end);
                at = end;
            }
        });
        out
    }
}
