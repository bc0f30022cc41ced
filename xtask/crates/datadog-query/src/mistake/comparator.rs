//! Comparators and operators of other languages.

use super::{Failure, Mistake};

/// Comparators as other languages write them.
const SYMBOLS: &[(&str, &str)] = &[
    ("=>", ">="),
    ("=<", "<="),
    ("===", "=="),
    ("!==", "!="),
    ("<>", "!="),
    ("=", "=="),
    (">>", ">"),
    ("<<", "<"),
];

/// Comparators in words. Longer ones precede those that they start with.
const WORDS: &[(&str, &str)] = &[
    ("is greater than or equal to", ">="),
    ("is less than or equal to", "<="),
    ("is above or equal to", ">="),
    ("is below or equal to", "<="),
    ("above or equal to", ">="),
    ("below or equal to", "<="),
    ("is greater than", ">"),
    ("is less than", "<"),
    ("is above", ">"),
    ("is below", "<"),
    ("is not", "!="),
    ("greater than", ">"),
    ("less than", "<"),
    ("more than", ">"),
    ("at least", ">="),
    ("at most", "<="),
    ("exceeds", ">"),
    ("above", ">"),
    ("below", "<"),
    ("over", ">"),
    ("under", "<"),
    ("equals", "=="),
    ("gte", ">="),
    ("lte", "<="),
    ("gt", ">"),
    ("lt", "<"),
    ("ge", ">="),
    ("le", "<="),
    ("eq", "=="),
    ("ne", "!="),
    ("is", "=="),
];

const COMPARATORS: &str = "the comparators are >, >=, <, <=, == and !=";

/// `= 5`, `=> 5`, `is above 5`.
pub(super) fn unknown(failure: &Failure<'_>) -> Option<Mistake> {
    if failure.outline.depth(failure.at) > 0 {
        return None;
    }
    let (start, written, comparator) = symbol(failure).or_else(|| word(failure))?;
    let span = start..start + written.len();
    Some(
        Mistake::new(format!("'{written}' is not a comparator"), span.clone())
            .why(COMPARATORS)
            .instead(format!("write '{comparator}'"))
            .repaired(failure.with(span, &spaced(failure, start, written.len(), comparator))),
    )
}

/// The signs around the place where the parser stopped, which may have read the first of them.
fn symbol<'f>(failure: &'f Failure<'_>) -> Option<(usize, &'f str, &'static str)> {
    let sign = |c: char| matches!(c, '=' | '<' | '>' | '!');
    let plain = failure.plain();
    let start = plain.get(..failure.at)?.trim_end_matches(sign).len();
    let rest = plain.get(start..)?;
    let run = &rest[..rest.find(|c| !sign(c)).unwrap_or(rest.len())];
    let (_, comparator) = SYMBOLS.iter().find(|(symbol, _)| *symbol == run)?;
    Some((start, run, comparator))
}

fn word<'f>(failure: &'f Failure<'_>) -> Option<(usize, &'f str, &'static str)> {
    let rest = failure.rest();
    let (words, comparator) = WORDS.iter().find(|(words, _)| {
        rest.get(..words.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(words))
            && is_threshold(&rest[words.len()..])
    })?;
    Some((failure.at, &rest[..words.len()], comparator))
}

/// Whether a number follows a word.
fn is_threshold(after: &str) -> bool {
    after.starts_with(char::is_whitespace)
        && after
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'))
}

/// The comparator with a space on each side that has none.
fn spaced(failure: &Failure<'_>, start: usize, length: usize, comparator: &str) -> String {
    let is_space = |c: char| c.is_whitespace();
    let before = failure
        .plain()
        .get(..start)
        .is_some_and(|before| before.ends_with(is_space));
    let after = failure
        .plain()
        .get(start + length..)
        .is_some_and(|after| after.starts_with(is_space));
    let space = |there| if there { "" } else { " " };
    format!("{}{comparator}{}", space(before), space(after))
}

/// `a % b`, `a ^ 2`, `a ** 2`.
pub(super) fn arithmetic(failure: &Failure<'_>) -> Option<Mistake> {
    let rest = failure.rest();
    let before = failure.plain().get(..failure.end_before())?;
    let (operator, start) = if rest.starts_with('*') && before.ends_with('*') {
        ("**", before.len() - 1)
    } else {
        let operator = ["^", "%", "//", "~"]
            .into_iter()
            .find(|operator| rest.starts_with(operator))?;
        (operator, failure.at)
    };
    let help = match operator {
        "^" | "**" => "to square a query, multiply it by itself",
        _ => "for a share in percent write 'a / b * 100'",
    };
    Some(
        Mistake::new(
            format!("'{operator}' is not an operator"),
            start..start + operator.len(),
        )
        .why("the operators are +, -, * and /")
        .instead(help),
    )
}

/// `avg:a{*} > 5` where a query has no threshold.
pub(super) fn in_a_query(failure: &Failure<'_>) -> Option<Mistake> {
    let rest = failure.rest();
    if failure.outline.depth(failure.at) > 0 || !rest.starts_with(['<', '>', '=', '!']) {
        return None;
    }
    let end = rest.find([',', '}']).map_or(failure.text().len(), |at| failure.at + at);
    Some(
        Mistake::new("a query has no comparison", failure.at..end)
            .why("only monitors compare with a threshold; a widget has markers and conditional formats")
            .instead("remove the comparison")
            .repaired(failure.with(failure.end_before()..end, "")),
    )
}
