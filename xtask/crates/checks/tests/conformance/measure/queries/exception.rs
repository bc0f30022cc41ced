//! Published definitions that are wrong.

use super::Refusal;

/// Why it is correct to reject a sample; `None` if it is not.
#[must_use]
pub(crate) fn exception(refusal: &Refusal) -> Option<&'static str> {
    let text = refusal.sample.text.as_str();
    if !text.contains('{') {
        Some("an overlay of events: their search is not a metric query")
    } else if text.contains("$routercode:3*") {
        Some("a comma is missing before a tag, so that it reads as a variable's value")
    } else if text.contains(" or openai.request.model:") && text.contains(",$model") {
        Some("mixes `or` with commas, which the documentation rules out")
    } else {
        None
    }
}
