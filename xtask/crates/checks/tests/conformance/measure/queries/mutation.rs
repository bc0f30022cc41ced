//! Ten kinds of faults. Each is added to every query that it applies to, and makes it a query that Datadog would reject.

use super::text::{Layout, misspelt, word_before};
use super::{Language, Sample};

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mutation {
    /// The last closing bracket is missing.
    UnbalancedBracket,
    /// A space or time aggregator, or a rollup method, that does not exist.
    UnknownAggregator,
    /// A metric without braces.
    MissingScope,
    /// An unknown unit of time: `last_7x`, `.last("7x")`, `.rollup(avg, 7x)`.
    BadWindow,
    /// A function, modifier or call that does not exist.
    MisspeltFunction,
    /// Too many arguments, or none.
    WrongArity,
    /// A monitor without a comparator.
    MissingComparator,
    /// Commas mixed with words: `a:b,c:d OR e:f`, `1 && 2 and 3`.
    MixedStyles,
    /// An additional word.
    StrayToken,
    /// The end is cut off within brackets or after an operator.
    Truncated,
}

impl Mutation {
    /// All of them.
    pub(crate) const ALL: [Self; 10] = [
        Self::UnbalancedBracket,
        Self::UnknownAggregator,
        Self::MissingScope,
        Self::BadWindow,
        Self::MisspeltFunction,
        Self::WrongArity,
        Self::MissingComparator,
        Self::MixedStyles,
        Self::StrayToken,
        Self::Truncated,
    ];

    /// Its name in a table.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::UnbalancedBracket => "unbalanced bracket",
            Self::UnknownAggregator => "unknown aggregator",
            Self::MissingScope => "missing scope",
            Self::BadWindow => "bad window",
            Self::MisspeltFunction => "misspelt function",
            Self::WrongArity => "wrong arity",
            Self::MissingComparator => "missing comparator",
            Self::MixedStyles => "mixed boolean styles",
            Self::StrayToken => "stray token",
            Self::Truncated => "truncated text",
        }
    }

    /// `sample` with this fault, in one or several places; empty if it does not apply.
    #[must_use]
    pub(crate) fn apply(self, sample: &Sample) -> Vec<String> {
        let text = sample.text.as_str();
        let layout = Layout::of(text);
        let one: Option<String> = match self {
            Self::UnbalancedBracket => return unbalanced(text, &layout),
            Self::WrongArity => return wrong_arity(text, &layout),
            Self::StrayToken => return stray_token(text, &layout),
            Self::Truncated => return truncated(text, &layout),
            Self::MisspeltFunction => called(text, &layout)
                .last()
                .map(|word| replaced(text, word.clone(), &misspelt(&text[word.clone()]))),
            Self::UnknownAggregator => unknown_aggregator(text, &layout),
            Self::MissingScope => missing_scope(text, &layout),
            Self::BadWindow => bad_window(text),
            Self::MissingComparator => missing_comparator(sample, &layout),
            Self::MixedStyles => mixed_styles(sample, &layout),
        };
        one.into_iter().collect()
    }
}

/// `sample` with each fault that applies to it.
pub(crate) fn mutations(sample: &Sample) -> impl Iterator<Item = (Mutation, String)> {
    Mutation::ALL
        .into_iter()
        .flat_map(|mutation| mutation.apply(sample).into_iter().map(move |text| (mutation, text)))
}

/// Without the first or the last bracket, and with an additional one.
fn unbalanced(text: &str, layout: &Layout) -> Vec<String> {
    let brackets = layout.plain(text, |b| matches!(b, b'(' | b'{' | b')' | b'}'));
    let (Some(first), Some(last)) = (brackets.first(), brackets.last()) else {
        return Vec::new();
    };
    vec![
        replaced(text, *first..first + 1, ""),
        replaced(text, *last..last + 1, ""),
        replaced(text, *last..*last, &text[*last..last + 1]),
    ]
}

fn replaced(text: &str, range: std::ops::Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..range.start], &text[range.end..])
}

/// The words before an opening parenthesis, without keywords.
fn called(text: &str, layout: &Layout) -> Vec<std::ops::Range<usize>> {
    let words = layout
        .plain(text, |b| b == b'(')
        .into_iter()
        .map(|at| word_before(text, at));
    words
        .filter(|word| {
            !word.is_empty() && !["AND", "OR", "NOT", "IN", "and", "or", "not", "in"].contains(&&text[word.clone()])
        })
        .collect()
}

/// The first aggregator: at the start of a query, before the colon outside of braces, or the method of a rollup.
fn unknown_aggregator(text: &str, layout: &Layout) -> Option<String> {
    let in_braces = |at: usize| text[..at].rfind('{') > text[..at].rfind('}');
    let colon = layout
        .plain(text, |b| b == b':')
        .into_iter()
        .find(|at| !in_braces(*at) && !word_before(text, *at).is_empty());
    if let Some(at) = colon {
        let word = word_before(text, at);
        // `p95` misspelt is `p59`, which exists.
        let misspelt = if text[word.clone()].starts_with('p') {
            "pp".to_owned()
        } else {
            misspelt(&text[word.clone()])
        };
        return Some(replaced(text, word, &misspelt));
    }
    let at = text.find(".rollup(\"")? + ".rollup(\"".len();
    let end = at + text[at..].find('"')?;
    Some(replaced(text, at..end, &misspelt(&text[at..end])))
}

/// Without the first braces after a metric's name.
fn missing_scope(text: &str, layout: &Layout) -> Option<String> {
    let opening = layout.plain(text, |b| b == b'{').into_iter().find(|at| {
        let word = word_before(text, *at);
        !word.is_empty() && &text[word] != "by"
    })?;
    let closing = layout.plain(text, |b| b == b'}').into_iter().find(|at| *at > opening)?;
    Some(replaced(text, opening..closing + 1, ""))
}

/// The first window or rollup with a unit that does not exist.
fn bad_window(text: &str) -> Option<String> {
    let after = [
        "(last_",
        "(current_",
        "(next_",
        ".last(\"",
        ".last(",
        ".over(\"",
        ".rollup(avg, ",
        ".rollup(sum, ",
        ".rollup(max, ",
    ];
    let at = after
        .iter()
        .find_map(|prefix| text.find(prefix).map(|at| at + prefix.len()))?;
    let length = text[at..]
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(text.len() - at);
    (length > 0).then(|| replaced(text, at..at + length, "7x"))
}

/// Too many arguments in the first call, and none.
fn wrong_arity(text: &str, layout: &Layout) -> Vec<String> {
    let Some(function) = called(text, layout).into_iter().next() else {
        return Vec::new();
    };
    let opening = function.end + text[function.end..].find('(').unwrap_or(0);
    let closing = layout
        .plain(text, |b| b == b')')
        .into_iter()
        .find(|at| *at > opening && layout.depth[*at] == layout.depth[opening] + 1);
    let Some(closing) = closing else { return Vec::new() };
    let behind = &text[function.end..];
    // `count(v: v<5)` is not a call.
    if behind.starts_with("(v:") {
        return Vec::new();
    }
    if text[opening + 1..closing].trim().is_empty() {
        return vec![replaced(text, closing..closing, "1")];
    }
    let mut faults = vec![replaced(text, opening + 1..closing, "")];
    // `max` and `min` take any number of series.
    if !["max", "min"].contains(&&text[function]) || behind.starts_with("(last_") {
        faults.push(replaced(text, closing..closing, ", 1, 1, 1, 1, 1"));
    }
    faults
}

/// A monitor's query without its comparator.
fn missing_comparator(sample: &Sample, layout: &Layout) -> Option<String> {
    if sample.language != Language::Monitor {
        return None;
    }
    let text = sample.text.as_str();
    let comparators = layout.plain(text, |b| matches!(b, b'<' | b'>' | b'=' | b'!'));
    let last = *comparators
        .iter()
        .rfind(|at| layout.depth[**at] == 0 && !text[**at + 1..].trim_start().starts_with('('))?;
    let first = if comparators.contains(&last.wrapping_sub(1)) {
        last - 1
    } else {
        last
    };
    // `!` in a composite is not a comparator.
    (text.as_bytes()[last] != b'!').then(|| replaced(text, first..last + 1, ""))
}

/// The other boolean style at the end of the first scope, or of a composite.
fn mixed_styles(sample: &Sample, layout: &Layout) -> Option<String> {
    let text = sample.text.as_str();
    if text.contains("&&") || text.contains("||") {
        return (sample.language == Language::Monitor).then(|| format!("{} AND 1", text.trim_end()));
    }
    let opening = layout.plain(text, |b| b == b'{').into_iter().find(|at| {
        let word = word_before(text, *at);
        !word.is_empty() && &text[word] != "by"
    })?;
    let closing = layout.plain(text, |b| b == b'}').into_iter().find(|at| *at > opening)?;
    let scope = &text[opening + 1..closing];
    let functional = [" AND ", " OR ", " IN ", " and ", " or ", " in ", "NOT ", "not "]
        .iter()
        .any(|word| scope.contains(word));
    Some(replaced(
        text,
        closing..closing,
        if functional {
            ",mixed:in"
        } else {
            ",mixed:in OR other:tag"
        },
    ))
}

/// A word at the start, after the first closing brace, and at the end.
fn stray_token(text: &str, layout: &Layout) -> Vec<String> {
    let middle = layout
        .plain(text, |b| b == b'}')
        .first()
        .map_or(text.len(), |at| at + 1);
    let mut places = vec![0, middle, text.len()];
    places.dedup();
    // Before a sign, the word would be an operand.
    places.retain(|at| *at > 0 || !text.trim_start().starts_with(['-', '+']));
    places.into_iter().map(|at| replaced(text, at..at, " stray ")).collect()
}

/// Cut off near a third, a half and two thirds, at positions where a query cannot end: within brackets or quotes, or after an operator.
fn truncated(text: &str, layout: &Layout) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut behind = b' ';
    let mut cuts = Vec::new();
    for at in 1..text.len() {
        if !bytes[at - 1].is_ascii_whitespace() {
            behind = bytes[at - 1];
        }
        let within = layout.depth[at] > 0 || layout.quoted[at - 1] && layout.quoted[at];
        if text.is_char_boundary(at) && (within || b"+*/-:.,><".contains(&behind)) {
            cuts.push(at);
        }
    }
    let wanted = [text.len() / 3, text.len() / 2, text.len() * 2 / 3];
    let mut nearest: Vec<_> = wanted
        .iter()
        .filter_map(|wanted| cuts.iter().min_by_key(|at| at.abs_diff(*wanted)))
        .collect();
    nearest.dedup();
    nearest.into_iter().map(|at| text[..*at].to_owned()).collect()
}
