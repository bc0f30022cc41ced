//! Texts that say why an exception is made.

use std::collections::BTreeSet;

/// A shorter text explains nothing to the person who meets the exception.
const LEN_MIN: usize = 10;

/// Fewer words are a name, or keys pressed to get past this check.
const WORDS_MIN: usize = 3;

/// What a text lacks to be a reason: "fewer than 10 characters". `None` if it may be one.
#[must_use]
pub fn no_reason(text: &str) -> Option<String> {
    if text.trim().chars().count() < LEN_MIN {
        return Some(format!("fewer than {LEN_MIN} characters"));
    }
    // A letter that is repeated is no word, and a word that is repeated says no more.
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_word = |word: &&str| word.chars().collect::<BTreeSet<_>>().len() > 1;
    let different = words.filter(is_word).map(str::to_lowercase).collect::<BTreeSet<_>>();
    (different.len() < WORDS_MIN).then(|| format!("fewer than {WORDS_MIN} different words"))
}

#[cfg(test)]
mod tests {
    use super::no_reason;

    #[test]
    fn a_reason_has_words() {
        let lacks = |text: &str| no_reason(text).unwrap_or_default();
        assert_eq!(lacks("  patch   "), "fewer than 10 characters");
        for text in [
            "xxxxxxxxxxxxxxxxxxx",
            "xxxx yyyy zzzz",
            "planned work",
            "stores stores Stores",
            "----------------",
        ] {
            assert_eq!(lacks(text), "fewer than 3 different words", "{text}");
        }
        assert_eq!(no_reason("the stores restart"), None);
        assert_eq!(no_reason("on-call runs it"), None);
    }
}
