//! Compares texts word by word.

use std::fmt::Display;

use model::Risk;
use serde_json::Value;

use crate::display::{shortened, value};
use crate::fact::Fact;

/// The difference of two texts: short texts whole, of longer texts the words between the common beginning and end.
pub(crate) fn texts(base: &str, head: &str) -> String {
    const SHORT: usize = 60;
    if base.len() <= SHORT && head.len() <= SHORT {
        let quoted = |text: &str| value(&Value::String(text.to_owned()));
        let (old, new) = (quoted(base), quoted(head));
        if old != new {
            return format!("{old} -> {new}");
        }
    }
    let (start, old_end, new_end) = middle(base, head);
    let part = |text: &str, end: usize| {
        let dots = |there: bool| if there { "…" } else { "" };
        format!(
            "'{}{}{}'",
            dots(start > 0),
            shortened(text[start..end].trim()),
            dots(end < text.len())
        )
    };
    format!("{} -> {}", part(base, old_end), part(head, new_end))
}

/// The range in which two texts differ, on word boundaries: the start in both, and the end in each.
pub(crate) fn middle(base: &str, head: &str) -> (usize, usize, usize) {
    let front: usize = base
        .chars()
        .zip(head.chars())
        .take_while(|(b, h)| b == h)
        .map(|(b, _)| b.len_utf8())
        .sum();
    let front = base[..front]
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + base[at..].chars().next().map_or(0, char::len_utf8));
    let (rest_base, rest_head) = (&base[front..], &head[front..]);
    let back: usize = rest_base
        .chars()
        .rev()
        .zip(rest_head.chars().rev())
        .take_while(|(b, h)| b == h)
        .map(|(b, _)| b.len_utf8())
        .sum();
    let tail = &rest_base[rest_base.len() - back..];
    // From the first whole word of the common end on.
    let back = tail.find(char::is_whitespace).map_or(0, |at| tail.len() - at);
    (front, base.len() - back, head.len() - back)
}

/// `old -> new` if they differ.
pub(crate) fn changed(risk: Risk, what: &str, old: impl Display, new: impl Display) -> Option<Fact> {
    let (old, new) = (old.to_string(), new.to_string());
    (old != new).then(|| {
        let how = if old.len().max(new.len()) > 60 {
            texts(&old, &new)
        } else {
            format!("{} -> {}", shortened(&old), shortened(&new))
        };
        Fact::new(risk, what, how)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_shown_whole_and_long_ones_by_what_differs() {
        assert_eq!(
            texts("größer als fünf", "größer als sechs"),
            "größer als fünf -> größer als sechs"
        );
        let long = "ä".repeat(70);
        assert!(texts(&long, &format!("{long}ö")).contains("ö'"));
    }
}
