//! Formulas as Datadog's editor shows them: `(count[@status:error] / count[*]) * 100`.

use super::{Failure, Mistake};
use crate::monitor::EventRollup;

/// `ci-pipelines("(count[a] / count[b]) * 100").last("5m") > 5`
pub(super) fn formula(failure: &Failure<'_>) -> Option<Mistake> {
    let text = failure.text();
    let open = text.find('"')?;
    let length = text[open + 1..].find("\").").or_else(|| text[open + 1..].rfind('"'))?;
    let content = text.get(open + 1..open + 1 + length)?;
    let searches = searches(content);
    let (first, last) = (searches.first()?, searches.last()?);
    let arithmetic = [&content[..first.start], &content[last.end..]];
    let between = searches.windows(2).map(|pair| &content[pair[0].end..pair[1].start]);
    let signs = |part: &str| {
        part.chars()
            .all(|c| c.is_whitespace() || c.is_ascii_digit() || "+-*/().".contains(c))
    };
    if !arithmetic.into_iter().chain(between).all(signs) {
        return None;
    }
    let mut formula = String::new();
    let mut from = 0;
    for (search, name) in searches.iter().zip('a'..='z') {
        formula.push_str(&content[from..search.start]);
        formula.push(name);
        from = search.end;
    }
    formula.push_str(&content[from..]);
    let rest = text.get(open + length + 2..)?.trim_start().trim_start_matches(')');
    let window = rest
        .find(".last(")
        .and_then(|at| Some(&rest[at..at + rest[at..].find(')')? + 1]));
    let comparison = rest.rfind(['<', '>']).map(|at| &rest[at..]);
    let (window, comparison) = (window.unwrap_or(".last(\"5m\")"), comparison.unwrap_or("> 1"));
    Some(
        Mistake::new("a formula of the editor in place of a search", open..open + length + 2)
            .why("a search computes nothing: the monitor's 'options.variables' give each search a name, and the formula has the names")
            .instead("write 'formula(\"a / b\").last(\"5m\") > 0.1'")
            .repaired(format!("formula(\"{formula}\"){window} {}", comparison.trim())),
    )
}

/// The searches `count[...]` in a text, in order.
fn searches(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        let Some(close) = text[open..].find(']').map(|at| open + at) else {
            break;
        };
        let start = text[from..open]
            .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '@' | '-')))
            .map_or(from, |at| {
                from + at + text[from + at..].chars().next().map_or(1, char::len_utf8)
            });
        let word = text[start..open].split(':').next().unwrap_or_default();
        if EventRollup::METHODS.contains(&word) {
            all.push(start..close + 1);
        }
        from = close + 1;
    }
    all
}
