//! Words of a search that look like operators: `and`, `or` and `not` are searched for unless they are upper case (doc: logs/explorer/search_syntax).

use crate::payload::Problem;
use datadog_query::search::{Clause, Search};

/// Warns of each; `place` says where a byte of the search stands in the text at `path`.
pub(crate) fn check(search: &Search, path: &str, place: impl Fn(usize) -> usize, out: &mut Vec<Problem>) {
    let Some(root) = &search.root else { return };
    root.each_leaf(false, &mut |clause, _, span| {
        let Clause::Message(pattern) = clause else { return };
        let Some(word) = pattern.literal() else { return };
        let is_operator = matches!(word, "and" | "or" | "not" | "And" | "Or" | "Not");
        // In quotes it is longer than the word, and meant.
        if is_operator && span.len() == word.len() {
            let message = format!("'{word}' is searched for like any word");
            let problem =
                Problem::warning("query/lower-case-operator", path, message).at(place(span.start)..place(span.end));
            out.push(problem.help(format!(
                "write {}, or \"{word}\" where the word is meant",
                word.to_uppercase()
            )));
        }
    });
}
