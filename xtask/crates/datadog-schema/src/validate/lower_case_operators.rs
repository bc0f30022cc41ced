//! Lower-case operators in a search: `and`, `or` and `not` are operators only in upper case (doc: logs/explorer/search_syntax).

use crate::payload::Problem;
use datadog_query::search::{Clause, Search};

/// Warns of each; `place` maps a byte of the search to a byte of the text at `path`.
pub(crate) fn check(search: &Search, path: &str, place: impl Fn(usize) -> usize, out: &mut Vec<Problem>) {
    let Some(root) = &search.root else { return };
    root.each_leaf(false, &mut |clause, _, span| {
        let Clause::Message(pattern) = clause else { return };
        let Some(word) = pattern.literal() else { return };
        let is_operator = matches!(word, "and" | "or" | "not" | "And" | "Or" | "Not");
        // In quotes it is longer than the word, and meant.
        if is_operator && span.len() == word.len() {
            let message = format!("'{word}' is searched for as a word, not used as an operator");
            let problem =
                Problem::warning("query/lower-case-operator", path, message).at(place(span.start)..place(span.end));
            out.push(problem.help(format!(
                "write {}, or \"{word}\" to search for the word",
                word.to_uppercase()
            )));
        }
    });
}
