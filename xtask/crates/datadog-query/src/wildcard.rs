//! Texts with `*`: handles, paths, names of metrics. Searches and scopes have patterns of their own, with escapes and case.

/// Whether the text matches the pattern, in which `*` matches any characters.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut remaining) = text.strip_prefix(first) else {
        return false;
    };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        match remaining.find(part) {
            Some(at) => remaining = &remaining[at + part.len()..],
            None => return false,
        }
    }
    remaining.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_matches_any_characters() {
        let check = |pattern: &str, text: &str, expected: bool| {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        };
        check("a.b", "a.b", true);
        check("a.b", "a.bc", false);
        check("a.*", "a.b.c", true);
        check("*.c", "a.b.c", true);
        check("a.*.c", "a.b.c", true);
        check("a.*.c", "a.c", false);
        check("*", "", true);
        check("a*b*a", "aba", true);
        check("a*b*a", "aa", false);
        check("ab*ba", "aba", false);
        check("a**", "ab", true);
        check("", "x", false);
    }
}
