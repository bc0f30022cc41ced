//! Matches words and wildcards with a text.

use super::{Pattern, Piece};

/// The words of `text`: runs of letters, digits and `_` (doc: logs/explorer/search_syntax, "Search term with wildcard": `hello_world` is one).
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// Whether `text` contains the words of `sought` in a row; if `sought` has no words, whether it contains its characters.
pub(super) fn contains_words(text: &str, sought: &str) -> bool {
    let sought_words: Vec<_> = words(sought).collect();
    match sought_words.as_slice() {
        [] => text.contains(sought),
        [only] => words(text).any(|word| word == *only),
        several => words(text)
            .collect::<Vec<_>>()
            .windows(several.len())
            .any(|window| window == several),
    }
}

enum Step {
    Character(char),
    AnyCharacter,
    AnyText,
}

/// Whether `pattern` covers the whole of `text`. With `fold` the pattern is lower-cased; the text must already be.
///
/// Backtracks only to the last `*`, so the time is at most the product of both lengths.
pub(super) fn glob(pattern: &Pattern, fold: bool, text: &str) -> bool {
    let steps = steps(pattern, fold);
    let text: Vec<char> = text.chars().collect();
    let (mut step, mut at) = (0, 0);
    // Where to backtrack to: the step after the last `*`, and the next end of the text that it covers.
    let mut back: Option<(usize, usize)> = None;
    loop {
        match (steps.get(step), text.get(at)) {
            (Some(Step::AnyText), _) => {
                back = Some((step + 1, at));
                step += 1;
                continue;
            }
            (Some(Step::Character(expected)), Some(c)) if expected == c => {}
            (Some(Step::AnyCharacter), Some(_)) => {}
            (None, None) => return true,
            (_, found) => match back {
                Some((after, covered)) if found.is_some() => {
                    back = Some((after, covered + 1));
                    (step, at) = (after, covered + 1);
                    continue;
                }
                _ => return false,
            },
        }
        step += 1;
        at += 1;
    }
}

fn steps(pattern: &Pattern, fold: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for piece in &pattern.pieces {
        match piece {
            Piece::Text(text) if fold => steps.extend(text.to_lowercase().chars().map(Step::Character)),
            Piece::Text(text) => steps.extend(text.chars().map(Step::Character)),
            Piece::AnyCharacter => steps.push(Step::AnyCharacter),
            Piece::AnyText | Piece::Variable(_) => steps.push(Step::AnyText),
        }
    }
    steps
}
