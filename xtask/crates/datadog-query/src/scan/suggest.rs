//! Advice on a misspelt word.

/// Longest word that near matches are sought for, in bytes: what is longer is no misspelt name, and the search stays cheap.
const MISSPELT_LEN_MAX: usize = 48;

/// `did you mean ...?` where something of `known` is near.
pub(crate) fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if word.is_empty() || word.len() > MISSPELT_LEN_MAX {
        return None;
    }
    let close = diagnostics::near_matches(word, known);
    let quoted: Vec<_> = close.iter().map(|name| format!("'{name}'")).collect();
    (!quoted.is_empty()).then(|| format!("did you mean {}?", quoted.join(" or ")))
}

/// `did you mean ...?`, or all that may stand there.
pub(crate) fn choice(word: &str, known: &[&str]) -> String {
    near(word, known.iter().copied()).unwrap_or_else(|| format!("one of {}", known.join(", ")))
}
