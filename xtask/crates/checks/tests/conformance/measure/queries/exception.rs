//! Published definitions that are wrong themselves.

use super::Refusal;

/// Why a sample is refused with right.
#[must_use]
pub(crate) fn exception(refusal: &Refusal) -> Option<&'static str> {
    let text = refusal.sample.text.as_str();
    if !text.contains('{') {
        Some("an overlay of events: their search is no metric query")
    } else if text.contains("$routercode:3*") {
        Some("a comma is missing before a tag, so that it reads as a variable's value")
    } else if text.contains(" or openai.request.model:") && text.contains(",$model") {
        Some("mixes `or` with commas, which the documentation rules out")
    } else {
        None
    }
}
