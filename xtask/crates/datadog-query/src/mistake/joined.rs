//! Several queries or conditions in one monitor.

use crate::monitor::EventSource;

use super::{Failure, Mistake};

/// Words and signs that join conditions, and how a composite writes them.
const OPERATORS: &[(&str, &str)] = &[
    ("and", "&&"),
    ("&&", "&&"),
    ("&", "&&"),
    ("or", "||"),
    ("||", "||"),
    ("|", "||"),
    ("unless", "&& !"),
];

/// The operator where the parser stopped: as written, and in a composite.
fn operator<'f>(failure: &'f Failure<'_>) -> Option<(&'f str, &'static str)> {
    let rest = failure.rest();
    let written = match failure.word() {
        "" => &rest[..rest.find(|c| !matches!(c, '&' | '|')).unwrap_or(rest.len())],
        word => word,
    };
    let (_, composite) = OPERATORS
        .iter()
        .find(|(known, _)| written.eq_ignore_ascii_case(known))?;
    Some((written, composite))
}

/// `avg(last_5m):avg:a{*} > 5 and avg:b{*} > 3`
pub(super) fn queries(failure: &Failure<'_>) -> Option<Mistake> {
    if failure.outline.braces(failure.at).is_some() || is_composite(failure) {
        return None;
    }
    let (written, composite) = operator(failure)?;
    Some(
        Mistake::new(
            format!("'{written}' between two queries"),
            failure.at..failure.at + written.len(),
        )
        .why("a monitor compares one expression with one threshold")
        .instead(format!(
            "write a monitor for each condition, and a composite monitor of them: '12345 {composite} 67890'"
        )),
    )
}

/// `a and b`, `a > 5` as a formula.
pub(super) fn in_a_formula(failure: &Failure<'_>) -> Option<Mistake> {
    let rest = failure.rest();
    let sign = &rest[..rest.find(|c| !matches!(c, '<' | '>' | '=' | '!')).unwrap_or(rest.len())];
    let written = match operator(failure) {
        Some((written, _)) => written,
        None if sign.is_empty() => return None,
        None => sign,
    };
    Some(
        Mistake::new(
            format!("'{written}' in a formula"),
            failure.at..failure.at + written.len(),
        )
        .why("a formula computes a number from queries")
        .instead("the operators are +, -, * and /"),
    )
}

/// Whether the text consists of the numbers of monitors and operators.
fn is_composite(failure: &Failure<'_>) -> bool {
    let plain = failure.plain();
    let joins = |word: &str| {
        word.is_empty()
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || word.eq_ignore_ascii_case("not")
            || OPERATORS.iter().any(|(known, _)| word.eq_ignore_ascii_case(known))
    };
    plain.bytes().any(|byte| byte.is_ascii_digit())
        && plain.split(|c: char| !c.is_ascii_alphanumeric()).all(joins)
        && !plain.contains(|c: char| !(c.is_ascii_alphanumeric() || c.is_whitespace() || "()&|!#".contains(c)))
}

/// `12345 AND NOT 67890`, `#12345 & #67890`
pub(super) fn composite(failure: &Failure<'_>) -> Option<Mistake> {
    if !is_composite(failure) {
        return None;
    }
    let mut repaired = String::new();
    let plain = failure.plain();
    let mut rest = plain;
    while let Some(c) = rest.chars().next() {
        let same = |other: char| {
            if c.is_ascii_alphabetic() {
                other.is_ascii_alphabetic()
            } else {
                matches!(c, '&' | '|') && other == c
            }
        };
        let length = rest.find(|other| !same(other)).unwrap_or(rest.len()).max(c.len_utf8());
        let word = &rest[..length];
        let known = OPERATORS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known));
        match known {
            Some((_, operator)) => repaired.push_str(operator),
            None if word.eq_ignore_ascii_case("not") => repaired.push('!'),
            None if word == "#" => {}
            None => repaired.push_str(word),
        }
        rest = &rest[length..];
        if repaired.ends_with('!') {
            rest = rest.trim_start();
        }
    }
    let written = match failure.word() {
        "" => failure.rest().chars().next().map(String::from).unwrap_or_default(),
        word => word.to_owned(),
    };
    // At the end, or before a valid operator, a number is missing; the parser's message says so.
    let is_operator = ["&&", "||"].iter().any(|operator| failure.rest().starts_with(operator));
    if is_operator || written.is_empty() || written.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(
        Mistake::new(
            format!("'{written}' is not an operator of composites"),
            failure.at..failure.at + written.len(),
        )
        .why("the operators are &&, || and !")
        .instead("write '12345 && !67890'")
        .repaired(repaired),
    )
}

/// A search with its calls: `logs("a").rollup("count").last("5m")`.
struct Search {
    start: usize,
    end: usize,
}

/// `logs("a").rollup("count").last("5m") / logs("b").rollup("count").last("5m") > 0.1`
pub(super) fn searches(failure: &Failure<'_>) -> Option<Mistake> {
    let all = calls(failure);
    let first = all.first()?;
    let before = failure.plain().get(..first.start)?.trim();
    let is_sign = |c: char| matches!(c, '+' | '-' | '*' | '/' | '(' | ')');
    let arithmetic = failure
        .plain()
        .get(first.end..)?
        .trim_start()
        .starts_with(['+', '-', '*', '/'])
        || !before.is_empty() && before.trim_end_matches('(').ends_with(is_sign)
        || before.ends_with('(');
    if !arithmetic {
        return None;
    }
    let mut formula = String::new();
    let mut from = 0;
    for (search, name) in all.iter().zip('a'..='z') {
        formula.push_str(failure.text().get(from..search.start)?);
        formula.push(name);
        from = search.end;
    }
    let rest = failure.text().get(from..)?;
    let comparison = failure
        .plain()
        .get(from..)?
        .find(['<', '>', '=', '!'])
        .unwrap_or(rest.len());
    formula.push_str(&rest[..comparison]);
    let window = window(failure, first)?;
    let written = format!(
        "formula(\"{}\").last(\"{window}\") {}",
        formula.trim(),
        rest[comparison..].trim()
    );
    let end = all.last()?.end;
    Some(
        Mistake::new("arithmetic between searches", first.start..end)
            .why("a monitor computes with searches by the names that 'options.variables' gives them")
            .instead("write 'formula(\"a / b\").last(\"5m\") > 0.1'")
            .repaired(written),
    )
}

/// The searches outside of quotes, in order.
fn calls(failure: &Failure<'_>) -> Vec<Search> {
    let plain = failure.plain();
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(open) = plain[from..].find('(').map(|at| from + at) {
        let name = plain[..open].rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')));
        let start = name.map_or(0, |at| at + plain[at..].chars().next().map_or(1, char::len_utf8));
        from = open + 1;
        if EventSource::named(&plain[start..open]).is_none() || start > 0 && plain[..start].ends_with('.') {
            continue;
        }
        let Some(close) = failure.outline.closing(open) else {
            break;
        };
        let end = chained(failure, close + 1);
        all.push(Search { start, end });
        from = end;
    }
    all
}

/// The end of the calls `.name(...)` that follow `from`.
fn chained(failure: &Failure<'_>, mut from: usize) -> usize {
    let plain = failure.plain();
    loop {
        let rest = &plain[from..];
        let Some(call) = rest.trim_start().strip_prefix('.') else {
            return from;
        };
        let start = plain.len() - call.len();
        let open = call.find('(').map(|at| start + at);
        let close = open.filter(|open| {
            plain[start..*open]
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        match close.and_then(|open| failure.outline.closing(open)) {
            Some(close) => from = close + 1,
            None => return from,
        }
    }
}

/// The text of `.last("5m")` of a search.
fn window<'f>(failure: &'f Failure<'_>, search: &Search) -> Option<&'f str> {
    let calls = failure.text().get(search.start..search.end)?;
    let (_, after) = calls.split_once(".last(")?;
    let (window, _) = after.split_once(')')?;
    Some(window.trim_matches(['"', '\'', ' ']))
}
