//! A quotation mark that is missing, so that the next one ends the text.

use super::{Failure, Mistake};

/// `logs("a).index("*")`: the text in quotes goes on to the next quotation mark, and contains the call after it.
pub(super) fn missing(failure: &Failure<'_>) -> Option<Mistake> {
    let text = failure.text();
    let end = failure.end_before();
    let before = text.get(..end)?;
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let open = before[..end - 1].rfind(quote)?;
    if !failure.outline.is_quoted(end.checked_sub(2)?) {
        return None;
    }
    let content = &before[open + 1..end - 1];
    let length = content.find(").")?;
    let at = open + 1 + length;
    let quoted = &content[..length];
    Some(
        Mistake::new(format!("the quotation mark after '{quoted}' is missing"), at..at)
            .instead(format!("write {quote}{quoted}{quote}"))
            .repaired(failure.with(at..at, &quote.to_string())),
    )
}
