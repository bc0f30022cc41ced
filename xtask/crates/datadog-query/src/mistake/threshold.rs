//! Thresholds with a unit, in quotes, or of another kind, and what people write after them.

use std::ops::Range;

use super::{Failure, Mistake};

/// Suffixes that scale a number.
const SCALES: &[(&str, f64)] = &[("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)];

/// Suffixes that name a unit.
const UNITS: &[&str] = &[
    "%",
    "percent",
    "pct",
    "ns",
    "us",
    "µs",
    "ms",
    "s",
    "sec",
    "seconds",
    "m",
    "min",
    "minutes",
    "h",
    "hours",
    "d",
    "days",
    "B",
    "KB",
    "kB",
    "MB",
    "GB",
    "TB",
    "KiB",
    "MiB",
    "GiB",
    "TiB",
    "bytes",
    "Mi",
    "Gi",
    "Ki",
    "rps",
    "qps",
    "/s",
    "per second",
    "errors",
    "requests",
];

/// Where the threshold is: what follows the comparator that precedes the place where the parser stopped.
fn threshold(failure: &Failure<'_>) -> Option<Range<usize>> {
    let plain = failure.plain();
    let end = failure.error.span.end.max(failure.at);
    let sign = plain
        .get(..end)?
        .rfind(['<', '>', '='])
        .filter(|at| failure.outline.depth(*at) == 0)?;
    let after = plain.get(sign + 1..)?;
    let start = sign + 1 + (after.len() - after.trim_start().len());
    Some(start..start + after.trim().len())
}

/// `> 5%`, `> 5 ms`, `> 1,000`, `> 10k`, `> "5"`
pub(super) fn unit(failure: &Failure<'_>) -> Option<Mistake> {
    let range = threshold(failure)?;
    let written = failure.text().get(range.clone())?;
    let bare = written.trim_matches(['"', '\'']);
    let digits = bare
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '-')))
        .unwrap_or(bare.len());
    let (number, suffix) = (&bare[..digits], bare[digits..].trim());
    let plain_number: f64 = number.replace([',', '_'], "").parse().ok()?;
    let scale = SCALES.iter().find(|(name, _)| *name == suffix);
    let known = suffix.is_empty() || scale.is_some() || UNITS.contains(&suffix);
    if !known || bare == number && written.len() == bare.len() && !number.contains([',', '_']) {
        return None;
    }
    let value = plain_number * scale.map_or(1.0, |(_, scale)| *scale);
    let is_percent = matches!(suffix, "%" | "percent" | "pct");
    let why = match suffix {
        "" if written.len() > bare.len() => "a threshold is a number, without quotes",
        "" => "a number has no separators",
        _ if is_percent => {
            "a threshold is a number; a query that computes a share has it from 0 to 1, unless it multiplies by 100"
        }
        _ if scale.is_some() => "a threshold is a number without a suffix",
        _ => "a threshold is a number in the unit of the metric",
    };
    let mistake = Mistake::new(format!("invalid threshold '{written}'"), range.clone()).why(why);
    // With a unit, the number itself may be another one.
    Some(if suffix.is_empty() || is_percent || scale.is_some() {
        mistake
            .instead(format!("write '{value}'"))
            .repaired(failure.with(range, &value.to_string()))
    } else {
        mistake.instead(format!("write the number alone: for a metric in {suffix}, '{value}'"))
    })
}

/// `> avg:b{*}`
pub(super) fn metric(failure: &Failure<'_>) -> Option<Mistake> {
    let range = threshold(failure)?;
    let right = failure.text().get(range.clone())?;
    if failure.at != range.start || !right.contains('{') || right.starts_with(['$', '{']) {
        return None;
    }
    let plain = failure.plain();
    let comparator = plain.get(..range.start)?.trim_end();
    let left_end = comparator.trim_end_matches(['<', '>', '=', '!']).len();
    let sign = comparator.get(left_end..)?;
    let left = failure.text().get(..left_end)?.trim_end();
    let sum = |at: &str| at.contains(" + ") || at.contains(" - ");
    let right = if sum(right) {
        format!("({right})")
    } else {
        right.to_owned()
    };
    Some(
        Mistake::new("the threshold is a query", range)
            .why("a monitor compares with a number")
            .instead("subtract the query: 'a - b > 0'")
            .repaired(format!("{left} - {right} {sign} 0")),
    )
}

/// `> 5 for 10m`
pub(super) fn duration(failure: &Failure<'_>) -> Option<Mistake> {
    if !matches!(
        failure.word().to_ascii_lowercase().as_str(),
        "for" | "during" | "within"
    ) {
        return None;
    }
    let end = failure.text().len();
    let (open, close) = (failure.plain().find('(')?, failure.plain().find(')')?);
    let length: String = failure.rest().chars().skip_while(|c| !c.is_ascii_digit()).collect();
    let aggregator = if failure.plain().get(..failure.at)?.contains('<') {
        "max"
    } else {
        "min"
    };
    let window = format!("{aggregator}(last_{})", length.trim());
    let before = failure.text().get(close + 1..failure.end_before())?;
    let is_start = failure
        .plain()
        .get(..open)?
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic());
    let mistake = Mistake::new(format!("'{}' after the threshold", failure.word()), failure.at..end)
        .why("how long the condition must hold is the evaluation window: with 'min' every point is above the threshold, with 'max' every point is below")
        .instead("write 'min(last_10m):' at the start");
    Some(if is_start {
        mistake.repaired(format!("{window}{before}"))
    } else {
        mistake
    })
}

/// `"check".over("*").last(2).count_by_status() > 1`
pub(super) fn check(failure: &Failure<'_>) -> Option<Mistake> {
    let is_check = failure.plain().trim_start().starts_with(['"', '\'']);
    if !is_check || !failure.rest().starts_with(['<', '>', '=', '!']) {
        return None;
    }
    let end = failure.text().len();
    Some(
        Mistake::new("a service check has no comparison", failure.at..end)
            .why("its thresholds are 'options.thresholds': how many runs of each status")
            .instead("remove the comparison")
            .repaired(failure.with(failure.end_before()..end, "")),
    )
}

/// `> 5;`, `> {{threshold}}`, `> $limit`
pub(super) fn end(failure: &Failure<'_>) -> Option<Mistake> {
    let rest = failure.rest();
    let end = failure.text().len();
    if matches!(rest.trim_end(), ";" | "," | "." | ":" | "'" | "\"") {
        return Some(
            Mistake::new(format!("'{}' at the end", rest.trim()), failure.at..end)
                .instead("remove it")
                .repaired(failure.with(failure.at..end, "")),
        );
    }
    let range = threshold(failure)?;
    (failure.at == range.start && rest.starts_with(['$', '{'])).then(|| {
        Mistake::new("the threshold is a variable", range)
            .why("the query of a monitor has no variables")
            .instead("write the number itself")
    })
}
