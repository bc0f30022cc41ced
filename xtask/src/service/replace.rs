//! Replaces several words of a text at once.

/// `text` with the first of each pair replaced by the second. What was put in is not searched again: a service may have a name that contains another of the
/// template's own.
pub(super) fn all(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // The first in the text; of two at one place, the longer.
        let found = pairs
            .iter()
            .filter(|(from, _)| !from.is_empty())
            .filter_map(|(from, to)| Some((rest.find(from)?, *from, *to)))
            .min_by_key(|(at, from, _)| (*at, usize::MAX - from.len()));
        let Some((at, from, to)) = found else {
            return out + rest;
        };
        out.push_str(&rest[..at]);
        out.push_str(to);
        rest = &rest[at + from.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_not_replaced_again() {
        let pairs = [("mini-worker", "example-team-x"), ("example-team", "platform")];
        assert_eq!(
            all("mini-worker of example-team, mini-worker", &pairs),
            "example-team-x of platform, example-team-x"
        );
    }

    #[test]
    fn of_two_at_one_place_the_longer_is_replaced() {
        assert_eq!(all("abc ab", &[("ab", "1"), ("abc", "2"), ("", "3")]), "2 1");
    }
}
