//! Runbooks: front matter, headings, links, code, placeholders.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use documents::runbook::{Runbook, fill_placeholders, find_placeholders};

fuzz_target!(|text: &str| {
    let text: Arc<str> = text.into();
    let runbook = Runbook::parse("runbooks/scribe/failure-rate.md", &text);
    assert!(text.is_char_boundary(runbook.body));
    if let Err(finding) = &runbook.front
        && let Some((excerpt, span)) = finding.place.as_ref().and_then(|place| place.excerpt.as_ref())
    {
        assert!(excerpt.get(span.clone()).is_some(), "{span:?}");
    }
    let outline = &runbook.outline;
    let spans = outline
        .headings
        .iter()
        .map(|heading| &heading.span)
        .chain(&outline.links);
    for span in spans
        .chain(outline.code.iter().map(|code| &code.span))
        .chain(&outline.open_fence)
    {
        assert!(
            text[runbook.body..]
                .get(span.start - runbook.body..span.end - runbook.body)
                .is_some(),
            "{span:?}"
        );
    }
    for found in find_placeholders(&text) {
        assert_eq!(text[found.span], format!("{{{{{}}}}}", found.name));
    }
    assert_eq!(fill_placeholders(&text, |_| None), *text);
    let replaced = fill_placeholders(&text, |_| Some("x"));
    assert!(replaced.len() <= text.len());
});
