//! Adds common faults to valid searches.

use super::syntax::{bare, field, first, last, word};

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// An unmatched parenthesis: one added or removed.
    UnbalancedBracket,
    /// An unmatched quote: one added or removed.
    UnbalancedQuote,
    /// `AND` or `OR` with nothing on one side, or two in a row.
    DanglingOperator,
    /// `-` or `NOT` with nothing to exclude, or twice.
    DanglingExclusion,
    /// A range without its `TO`, or with `to`.
    RangeWithoutTo,
    /// A range with two kinds of brackets, or with one bracket.
    RangeBrackets,
    /// `()`.
    EmptyGroup,
    /// `@a:` without a value.
    MissingValue,
    /// `:value`, `@:value`.
    MissingKey,
    /// `CIDR()` without a network, or with an invalid one.
    BadNetwork,
    /// `:>`, `:>=word`.
    ComparisonWithoutNumber,
    /// Two conditions without a space between them.
    JoinedClauses,
    /// An additional bracket or sign.
    StrayToken,
    /// Cut off where a search cannot end.
    Truncated,
}

impl Kind {
    /// Its name in the tables.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::UnbalancedBracket => "unbalanced bracket",
            Self::UnbalancedQuote => "unbalanced quote",
            Self::DanglingOperator => "dangling AND or OR",
            Self::DanglingExclusion => "dangling exclusion",
            Self::RangeWithoutTo => "range without TO",
            Self::RangeBrackets => "mixed or missing range brackets",
            Self::EmptyGroup => "empty group",
            Self::MissingValue => "missing value",
            Self::MissingKey => "missing key",
            Self::BadNetwork => "bad network",
            Self::ComparisonWithoutNumber => "comparison without a number",
            Self::JoinedClauses => "joined conditions",
            Self::StrayToken => "stray token",
            Self::Truncated => "truncated text",
        }
    }
}

/// The faults of every kind that can be added to the valid `search`. Leaves out changes that may result in another valid search.
#[must_use]
pub(crate) fn mutations(search: &str) -> Vec<(Kind, String)> {
    let search = search.trim();
    let mut out = Vec::new();
    let mut add = |kind, text: String| out.push((kind, text));
    anywhere(search, &mut add);
    at_brackets(search, &mut add);
    at_operators(search, &mut add);
    at_values(search, &mut add);
    out
}

/// The faults that can be added to every search.
fn anywhere(search: &str, add: &mut impl FnMut(Kind, String)) {
    add(Kind::UnbalancedBracket, format!("({search}"));
    add(Kind::UnbalancedBracket, format!("{search})"));
    add(Kind::UnbalancedQuote, format!("{search} \"x"));
    add(Kind::EmptyGroup, format!("{search} ()"));
    add(Kind::EmptyGroup, format!("{search} @a:()"));
    add(Kind::DanglingExclusion, format!("{search} -"));
    add(Kind::DanglingExclusion, format!("{search} NOT"));
    add(Kind::DanglingExclusion, format!("{search} --x"));
    add(Kind::MissingValue, format!("{search} @a:"));
    add(Kind::MissingKey, format!("@:x {search}"));
    add(Kind::StrayToken, format!("{search} ]"));
    add(Kind::StrayToken, format!("}} {search}"));
    add(Kind::StrayToken, format!("{search} >5"));
    for network in ["10.0.0.0/33", "10.0.0/8", "10.0.0.0", "host/8", ""] {
        add(Kind::BadNetwork, format!("{search} CIDR(@ip, {network})"));
    }
    add(Kind::BadNetwork, format!("{search} CIDR(@ip)"));
    if search.is_empty() {
        return;
    }
    for operator in ["AND", "OR"] {
        add(Kind::DanglingOperator, format!("{search} {operator}"));
        add(Kind::DanglingOperator, format!("{operator} {search}"));
        add(Kind::DanglingOperator, format!("{search} {operator} AND x"));
    }
}

fn at_brackets(search: &str, add: &mut impl FnMut(Kind, String)) {
    for bracket in [b'(', b')'] {
        if let Some(at) = last(search, bracket) {
            add(Kind::UnbalancedBracket, without(search, at));
        }
    }
    if let Some(at) = first(search, b'(') {
        add(Kind::Truncated, search[..=at].to_owned());
        let close = bare(search)
            .into_iter()
            .find(|(close, byte)| *close > at && *byte == b')')
            .map(|(close, _)| close);
        let inner_opens = close.is_some_and(|close| bare(&search[at + 1..close]).iter().any(|(_, byte)| *byte == b'('));
        if let (Some(close), false) = (close, inner_opens) {
            add(Kind::EmptyGroup, format!("{}{}", &search[..=at], &search[close..]));
        }
    }
    for quote in [first(search, b'"'), last(search, b'"')].into_iter().flatten() {
        add(Kind::UnbalancedQuote, without(search, quote));
    }
    if let Some(at) = last(search, b'"') {
        add(Kind::Truncated, search[..at].to_owned());
    }
    let (Some(open), Some(close)) = (last(search, b'['), last(search, b']')) else {
        return;
    };
    add(
        Kind::RangeBrackets,
        format!("{}}}{}", &search[..close], &search[close + 1..]),
    );
    add(
        Kind::RangeBrackets,
        format!("{}{{{}", &search[..open], &search[open + 1..]),
    );
    add(Kind::RangeBrackets, without(search, close));
    add(Kind::RangeBrackets, without(search, open));
    add(Kind::Truncated, search[..close].to_owned());
    for replacement in [" ", " to ", " AND "] {
        add(
            Kind::RangeWithoutTo,
            format!(
                "{}{}{}",
                &search[..open],
                search[open..close].replacen(" TO ", replacement, 1),
                &search[close..]
            ),
        );
    }
}

fn at_operators(search: &str, add: &mut impl FnMut(Kind, String)) {
    for operator in ["AND", "OR"] {
        let Some(at) = word(search, operator) else {
            continue;
        };
        let end = at + operator.len();
        add(
            Kind::DanglingOperator,
            format!("{} {operator}{}", &search[..end], &search[end..]),
        );
        add(Kind::Truncated, search[..end].to_owned());
    }
    let negated = bare(search)
        .into_iter()
        .find(|(at, byte)| *byte == b'-' && (*at == 0 || search.as_bytes()[at - 1] == b' '));
    if let Some((at, _)) = negated {
        add(Kind::DanglingExclusion, format!("{}-{}", &search[..at], &search[at..]));
        add(Kind::Truncated, search[..=at].to_owned());
    }
}

fn at_values(search: &str, add: &mut impl FnMut(Kind, String)) {
    if let Some(at) = last(search, b':') {
        add(Kind::Truncated, search[..=at].to_owned());
    }
    let Some((start, colon, end)) = field(search) else {
        return;
    };
    let (key, value, rest) = (&search[..=colon], &search[colon + 1..end], &search[end..]);
    if value_cannot_follow(rest) {
        add(Kind::MissingValue, format!("{key}{rest}"));
    }
    let next = rest
        .strip_prefix(' ')
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or_default();
    if next.contains(':') && !next.contains(['"', '(']) {
        add(Kind::JoinedClauses, format!("{key}{value}{}", &rest[1..]));
    }
    add(Kind::MissingKey, format!("{}{}", &search[..start], &search[colon..]));
    for sign in [">", ">=", "<", "<="] {
        add(Kind::ComparisonWithoutNumber, format!("{key}{sign}{rest}"));
    }
    if value.starts_with(|c: char| c.is_alphabetic()) {
        add(Kind::ComparisonWithoutNumber, format!("{key}>={value}{rest}"));
    }
    add(Kind::StrayToken, format!("{key}{value}]{rest}"));
    add(Kind::StrayToken, format!("{key}={value}{rest}"));
    add(Kind::UnbalancedQuote, format!("{key}{value}\"{rest}"));
    add(
        Kind::UnbalancedQuote,
        format!("{key}\"{value}{}", rest.replace('"', "")),
    );
}

/// Whether `rest` begins with something that cannot be a value: the end, a bracket, an operator, a field, a dashboard's `$variable`.
fn value_cannot_follow(rest: &str) -> bool {
    let next = rest.trim_start();
    let word = next.split([' ', ')']).next().unwrap_or_default();
    let is_variable = word.starts_with('$') && !word.contains(".value");
    word.is_empty()
        || next.starts_with('-')
        || matches!(word, "AND" | "OR")
        || is_variable
        || (word.contains(':') && !word.starts_with(['"', '(']))
}

fn without(text: &str, at: usize) -> String {
    format!("{}{}", &text[..at], &text[at + 1..])
}
