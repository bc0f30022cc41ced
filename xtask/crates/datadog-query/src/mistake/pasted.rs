//! Characters that word processors, web pages and templates put in place of those of a query.

use super::{Failure, Mistake};

/// What is written, and what a query has in its place.
const CHARACTERS: &[(&str, &str)] = &[
    ("“", "\""),
    ("”", "\""),
    ("„", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("−", "-"),
    ("–", "-"),
    ("—", "-"),
    ("×", "*"),
    ("·", "*"),
    ("÷", "/"),
    ("≥", ">="),
    ("≤", "<="),
    ("≠", "!="),
    ("＞", ">"),
    ("＜", "<"),
    ("&gt;", ">"),
    ("&lt;", "<"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&amp;", "&"),
    ("\\u003e", ">"),
    ("\\u003c", "<"),
    ("\u{200b}", ""),
    ("\u{feff}", ""),
];

/// Reports the first of them where the parser stopped, or just before it.
pub(super) fn characters(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let (at, written, meant) = CHARACTERS
        .iter()
        .filter_map(|(written, meant)| Some((plain.find(written)?, *written, *meant)))
        .min_by_key(|(at, ..)| *at)?;
    if at > failure.error.span.end {
        return None;
    }
    let mut repaired = failure.text().to_owned();
    for (written, meant) in CHARACTERS {
        repaired = repaired.replace(written, meant);
    }
    let shown = if meant.is_empty() {
        "an invisible character"
    } else {
        written
    };
    let message = if meant.is_empty() {
        format!("{shown} in the query")
    } else {
        format!("'{shown}' is not a character of queries")
    };
    Some(
        Mistake::new(message, at..at + written.len())
            .why("it comes from a page or a document")
            .instead(if meant.is_empty() {
                "remove it".to_owned()
            } else {
                format!("write {meant}")
            })
            .repaired(repaired),
    )
}
