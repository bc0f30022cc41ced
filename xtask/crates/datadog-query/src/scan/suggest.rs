//! Help for misspelt words.

/// The longest word, in bytes, that gets near matches: longer words are not misspelt names, and the limit keeps the search cheap.
const MISSPELT_LEN_MAX: usize = 48;

/// `did you mean ...?` if a name in `known` is near.
pub(crate) fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if word.is_empty() || word.len() > MISSPELT_LEN_MAX {
        return None;
    }
    let close = diagnostics::near_matches(word, known);
    let quoted: Vec<_> = close.iter().map(|name| format!("'{name}'")).collect();
    (!quoted.is_empty()).then(|| format!("did you mean {}?", quoted.join(" or ")))
}

/// `did you mean ...?`, or all valid names.
pub(crate) fn choice(word: &str, known: &[&str]) -> String {
    near(word, known.iter().copied()).unwrap_or_else(|| format!("expected one of {}", known.join(", ")))
}
