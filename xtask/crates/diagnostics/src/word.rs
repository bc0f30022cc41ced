use std::ops::Range;

/// Finds `word` as a whole word in `text`, first within `span`, then anywhere. Skips comments.
#[must_use]
pub fn find_word(text: &str, span: &Range<usize>, word: &str) -> Option<Range<usize>> {
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let comment = |at: usize| {
        let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        text[line_start..at].contains("//") || text[line_start..at].trim_start().starts_with('#')
    };
    let mut hits = text
        .match_indices(word)
        .filter(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            !before.is_some_and(in_word) && !after.is_some_and(in_word) && !comment(*at)
        })
        .map(|(at, _)| at..at + word.len());
    let all: Vec<_> = hits.by_ref().collect();
    all.iter()
        .find(|hit| span.start <= hit.start && hit.end <= span.end)
        .or(all.first())
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, within: Range<usize>, word: &str, expected: Option<usize>) {
        assert_eq!(find_word(text, &within, word).map(|span| span.start), expected);
    }

    #[test]
    fn parts_of_words_and_comments_are_skipped() {
        check("alerts: 1, alert: 2", 0..0, "alert", Some(11));
        check("// alert\nalert: 2", 0..0, "alert", Some(9));
        check("re-alert", 0..0, "alert", None);
        check("a: 1, a: 2", 6..10, "a", Some(6));
    }
}
