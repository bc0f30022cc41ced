//! Runbooks: header, headings, links, code, placeholders.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use documents::runbook::{Page, find, substitute};

fuzz_target!(|text: &str| {
    let text: Arc<str> = text.into();
    let page = Page::read("runbooks/scribe/failure-rate.md", &text);
    assert!(text.is_char_boundary(page.body));
    if let Err(finding) = &page.front
        && let Some((excerpt, span)) = finding.place.as_ref().and_then(|place| place.excerpt.as_ref())
    {
        assert!(excerpt.get(span.clone()).is_some(), "{span:?}");
    }
    let outline = &page.outline;
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
            text[page.body..]
                .get(span.start - page.body..span.end - page.body)
                .is_some(),
            "{span:?}"
        );
    }
    for found in find(&text) {
        assert_eq!(text[found.span], format!("{{{{{}}}}}", found.name));
    }
    assert_eq!(substitute(&text, |_| None), *text);
    let replaced = substitute(&text, |_| Some("x"));
    assert!(replaced.len() <= text.len());
});
