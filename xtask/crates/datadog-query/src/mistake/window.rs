//! Evaluation windows in another form or place.

use std::ops::Range;

use crate::monitor::duration;

use super::{Failure, Mistake};

/// Units by the names that people give them.
const UNITS: &[(&str, &str)] = &[
    ("s", "s"),
    ("sec", "s"),
    ("secs", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("m", "m"),
    ("min", "m"),
    ("mins", "m"),
    ("minute", "m"),
    ("minutes", "m"),
    ("h", "h"),
    ("hr", "h"),
    ("hrs", "h"),
    ("hour", "h"),
    ("hours", "h"),
    ("d", "d"),
    ("day", "d"),
    ("days", "d"),
    ("w", "w"),
    ("week", "w"),
    ("weeks", "w"),
    ("mo", "mo"),
    ("month", "mo"),
    ("months", "mo"),
];

/// The duration that a text means: `5m` for `last('5m')`, `now-5m`, `5 minutes`, `300s`.
fn meant(text: &str) -> Option<String> {
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .collect::<String>()
        .to_ascii_lowercase();
    let kept = ["last", "past", "current", "now", "pt", "the"]
        .into_iter()
        .fold(kept.as_str(), |kept, word| kept.strip_prefix(word).unwrap_or(kept));
    let digits = kept.find(|c: char| !c.is_ascii_digit())?;
    let amount = if digits == 0 { "1" } else { &kept[..digits] };
    let (_, unit) = UNITS.iter().find(|(name, _)| *name == &kept[digits..])?;
    let amount: u64 = amount.parse().ok()?;
    match *unit {
        "s" if amount.is_multiple_of(60) => Some(format!("{}m", amount / 60)),
        unit => Some(format!("{amount}{unit}")),
    }
    .filter(|text| duration(text).is_some())
}

/// The parentheses of the evaluation window at the start of a monitor's query.
fn parentheses(failure: &Failure<'_>) -> Option<(usize, usize)> {
    let plain = failure.plain();
    let mut open = plain.find('(')?;
    if plain.get(..open)?.trim().to_ascii_lowercase().ends_with("change") {
        open += 1 + plain.get(open + 1..)?.find('(')?;
    }
    let word = plain.get(..open)?.trim();
    let is_word = word
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'('));
    (is_word && !word.is_empty()).then_some((open, failure.outline.closing(open)?))
}

/// `avg('last_5m')`, `avg(last(5m))`, `avg(5 minutes)`, `avg(now-5m)`
pub(super) fn quoted_or_spelled(failure: &Failure<'_>) -> Option<Mistake> {
    let (open, close) = parentheses(failure)?;
    if failure.at <= open || failure.at > close {
        return None;
    }
    let written = failure.text().get(open + 1..close)?;
    let kind = if written.to_ascii_lowercase().contains("current") {
        "current"
    } else {
        "last"
    };
    let window = format!("{kind}_{}", meant(written)?);
    // A window in the right form is out of range.
    (window != written.trim()).then(|| {
        Mistake::new(
            format!("unknown window '{}'", written.trim()),
            trimmed(written, open + 1),
        )
        .why("a window is one word, without quotes")
        .instead(format!("write '{window}'"))
        .repaired(failure.with(open + 1..close, &window))
    })
}

/// The range of `written`, which starts at `start`, without spaces around it.
fn trimmed(written: &str, start: usize) -> Range<usize> {
    let from = start + (written.len() - written.trim_start().len());
    from..from + written.trim().len()
}

/// `.last("last_5m")`, `.last("5 minutes")` of a search.
pub(super) fn of_events(failure: &Failure<'_>) -> Option<Mistake> {
    if !matches!(failure.word(), "last" | "current") {
        return None;
    }
    let open = failure.at + failure.word().len();
    if !failure.plain().get(open..)?.starts_with('(') {
        return None;
    }
    let close = failure.outline.closing(open)?;
    let written = failure.text().get(open + 1..close)?;
    let window = format!("\"{}\"", meant(written)?);
    (window != written.trim()).then(|| {
        Mistake::new(format!("unknown window {}", written.trim()), trimmed(written, open + 1))
            .why("the window of a search is a number and a unit in double quotes")
            .instead(format!("write '.{}({window})'", failure.word()))
            .repaired(failure.with(open + 1..close, &window))
    })
}

/// The windows in a text: `avg(last_5m):`, from the aggregator to the colon.
fn windows(plain: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (open, _) in plain.match_indices("(last_") {
        let word = plain[..open].trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
        let Some(close) = plain[open..].find(')') else { continue };
        let after = &plain[open + close + 1..];
        let colon = after.len() - after.trim_start().len();
        if word.len() < open && after[colon..].starts_with(':') {
            all.push(word.len()..open + close + 1 + colon + 1);
        }
    }
    all
}

/// `avg(last_5m):avg:a{*} / avg(last_5m):avg:b{*}`, `100 * avg(last_5m):avg:a{*}`
pub(super) fn several(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let windows = windows(plain);
    let first = windows.first()?;
    let misplaced = windows.iter().find(|window| !plain[..window.start].trim().is_empty())?;
    if failure.error.span.start > misplaced.end && failure.at > misplaced.end {
        return None;
    }
    let mut rest = String::new();
    let mut from = 0;
    for window in &windows {
        rest.push_str(failure.text().get(from..window.start)?);
        from = window.end;
    }
    rest.push_str(failure.text().get(from..)?);
    let window = failure.text().get(first.clone())?;
    Some(
        Mistake::new("an evaluation window within the query", misplaced.clone())
            .why("the window is at the start, once, and covers the whole expression")
            .instead(format!("write '{window}' only at the start"))
            .repaired(format!("{window}{}", rest.trim_start())),
    )
}

/// `avg(last_5m):avg:a{*}` in a widget.
pub(super) fn in_a_query(failure: &Failure<'_>) -> Option<Mistake> {
    let windows = windows(failure.plain());
    let window = windows.first()?;
    Some(
        Mistake::new("an evaluation window outside of a monitor", window.clone())
            .why("only monitors have one")
            .instead("remove it")
            .repaired(failure.with(window.clone(), "")),
    )
}

/// `.rollup(avg, 5m)`: intervals are in seconds.
pub(super) fn rollup(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let word = failure.word();
    let (start, end) = (failure.at, failure.at + word.len());
    let before = plain.get(..start)?;
    let call = before.rfind(".rollup(").or_else(|| before.rfind(".fill("))?;
    if before.get(call..)?.contains(')') {
        return None;
    }
    let (amount, unit) = duration(&meant(word)?)?;
    let seconds = u64::from(amount) * unit.seconds();
    let mistake = Mistake::new(format!("'{word}' is not a number of seconds"), start..end)
        .why("a rollup and a fill have their length in seconds")
        .instead(format!("write '{seconds}'"))
        .repaired(failure.with(start..end, &seconds.to_string()));
    Some(mistake)
}
