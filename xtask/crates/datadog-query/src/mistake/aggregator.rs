//! Aggregators by other names, in another place, or as functions.

use std::ops::Range;

use super::{Failure, Mistake};

/// Aggregators by the names that other tools give them.
const ALIASES: &[(&str, &str)] = &[
    ("mean", "avg"),
    ("average", "avg"),
    ("minimum", "min"),
    ("maximum", "max"),
    ("total", "sum"),
    ("median", "p50"),
    ("stdev", "stddev"),
    ("std", "stddev"),
];

/// The aggregator of Datadog that `name` means, if it is written in another way: `avg` for `AVG` and `mean`, `p95` for `perc95` and `95percentile`.
fn meant(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if let Some((_, known)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Some((*known).to_owned());
    }
    let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
    let letters: String = lower.chars().filter(|c| !c.is_ascii_digit()).collect();
    let known = match letters.as_str() {
        "p" | "pc" | "perc" | "percentile" | "pct" | "quantile" | "percentile_" | "p_" if !digits.is_empty() => {
            format!("p{digits}")
        }
        _ => lower,
    };
    (known != name && is_known(&known)).then_some(known)
}

fn is_known(name: &str) -> bool {
    matches!(name, "avg" | "sum" | "min" | "max" | "count" | "stddev") || crate::function::is_percentile(name)
}

/// `AVG(last_5m):`, `mean(last_5m):`, `p95(last_5m):`, `count(last_5m):`
pub(super) fn start(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let open = plain.find('(')?;
    let name = plain.get(..open)?.trim();
    let start = plain.len() - plain.trim_start().len();
    if failure.at != start || name.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
        return None;
    }
    let close = failure.outline.closing(open)?;
    if !plain.get(close + 1..)?.trim_start().starts_with(':') {
        return None;
    }
    let range = start..start + name.len();
    let mistake = |name: &str| Mistake::new(format!("unknown time aggregator '{name}'"), range.clone());
    let meant = meant(name).unwrap_or_else(|| name.to_owned());
    if meant == "count" {
        return Some(
            mistake(name)
                .why("the window of a count is added up")
                .instead("write 'sum(last_5m):'")
                .repaired(failure.with(range.clone(), "sum")),
        );
    }
    if crate::function::is_percentile(&meant) {
        return Some(
            mistake(name)
                .why("the percentile is the aggregator of the query")
                .instead(format!("write 'percentile(last_5m):{meant}:metric{{*}} > 5'"))
                .repaired(percentile(failure, open, close, &meant)?),
        );
    }
    (meant != name).then(|| {
        mistake(name)
            .why("the time aggregators are avg, sum, min, max and percentile")
            .instead(format!("write '{meant}'"))
            .repaired(failure.with(range.clone(), &meant))
    })
}

/// The query with its percentile as the space aggregator.
fn percentile(failure: &Failure<'_>, open: usize, close: usize, meant: &str) -> Option<String> {
    let window = failure.text().get(open..=close)?;
    let query = failure.text().get(close + 1..)?.trim_start().strip_prefix(':')?;
    let brace = query.find('{')?;
    let metric = query[..brace].rsplit(':').next()?;
    Some(format!("percentile{window}:{meant}:{metric}{}", &query[brace..]))
}

/// `avg:a{*} > 5`, `a.b{*} > 5`, `up == 0`: a query without a window.
pub(super) fn missing_window(failure: &Failure<'_>) -> Option<Mistake> {
    let text = failure.text().trim_start();
    let start = failure.text().len() - text.len();
    let word = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/')))
        .unwrap_or(text.len());
    let follows = text.get(word..)?.trim_start();
    let is_bare = follows.starts_with(['<', '>', '=', '!']) && text.starts_with(|c: char| c.is_alphabetic());
    let has_scope = failure.plain().contains('{');
    let is_metric = is_bare || follows.starts_with('{') || follows.starts_with(':') && has_scope;
    let is_arithmetic = text.starts_with(|c: char| c == '(' || c.is_ascii_digit()) && has_scope;
    let stopped_at_start = is_arithmetic || failure.at <= start + text.len() - follows.len();
    let word = if is_arithmetic { 1 } else { word };
    (word > 0 && (is_metric || is_arithmetic) && stopped_at_start && !failure.plain().contains("(last_")).then(|| {
        Mistake::new("missing evaluation window", start..start + word)
            .why("a monitor evaluates a window of time")
            .instead("write 'avg(last_5m):' before the query")
            .repaired(format!("avg(last_5m):{text}"))
            .repaired(format!("avg(last_5m):avg:{}{{*}} {follows}", &text[..word]))
    })
}

/// `avg(last_5m) avg:a{*} > 5`
pub(super) fn missing_colon(failure: &Failure<'_>) -> Option<Mistake> {
    let end = failure.end_before();
    failure
        .error
        .message
        .starts_with("expected ':' after the window")
        .then(|| {
            Mistake::new("missing ':' after the evaluation window", end..end)
                .instead("write 'avg(last_5m):' before the query")
                .repaired(failure.with(end..failure.at, ":"))
        })
}

/// `mean:a{*}`, `AVG:a{*}`, `95percentile:a{*}`
pub(super) fn space(failure: &Failure<'_>) -> Option<Mistake> {
    let word = failure.word();
    let end = failure.at + word.len();
    if word.is_empty() || !failure.plain().get(end..)?.trim_start().starts_with(':') {
        return None;
    }
    let known = meant(word)?;
    Some(
        Mistake::new(format!("unknown space aggregator '{word}'"), failure.at..end)
            .instead(format!("write '{known}:'"))
            .repaired(failure.with(failure.at..end, &known)),
    )
}

/// `avg(a{*})`, `p95(a{*})`, `quantile(0.95, a{*})`, `percentile(a{*}, 95)`
pub(super) fn called(failure: &Failure<'_>) -> Option<Mistake> {
    let word = failure.word();
    let open = failure.at + word.len();
    if word.is_empty() || !failure.plain().get(open..)?.starts_with('(') {
        return None;
    }
    let close = failure.outline.closing(open)?;
    let inside = failure.text().get(open + 1..close)?;
    let known = meant(word).unwrap_or_else(|| word.to_owned());
    let (aggregator, query) = if is_known(&known) {
        (known, inside.trim())
    } else if matches!(word, "quantile" | "percentile" | "histogram_quantile") {
        let (number, query) = quantile(inside)?;
        (number, query)
    } else {
        return None;
    };
    let query = query.trim();
    // With an aggregator of its own or groups, it is an aggregation of groups, whose usage the parser reports.
    if query.split('{').next()?.contains([':', '(']) || query.contains(", {") {
        return None;
    }
    Some(
        Mistake::new(format!("'{word}' is called like a function"), failure.at..close + 1)
            .why("the aggregator precedes the metric")
            .instead(format!("write '{aggregator}:metric{{*}}'"))
            .repaired(failure.with(failure.at..close + 1, &format!("{aggregator}:{query}")))
            .repaired(failure.with(failure.at..close + 1, &format!("{aggregator}:{query}{{*}}"))),
    )
}

/// The call of an aggregator around the metric without a scope that ends at `end`: its range, and what to write in its place.
pub(super) fn around(failure: &Failure<'_>, end: usize) -> Option<(Range<usize>, String)> {
    let plain = failure.plain();
    let open = plain.get(..end)?.rfind('(')?;
    let before = plain.get(..open)?;
    let start = before
        .trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_')
        .len();
    let word = before.get(start..)?;
    let known = meant(word).unwrap_or_else(|| word.to_owned());
    let close = failure.outline.closing(open)?;
    let metric = failure.text().get(open + 1..end)?.trim();
    is_known(&known).then(|| (start..close + 1, format!("{known}:{metric}{{*}}")))
}

/// The percentile and the query of `0.95, query` or `query, 95`.
fn quantile(inside: &str) -> Option<(String, &str)> {
    let percent = |text: &str| {
        let value: f64 = text.trim().parse().ok()?;
        let value = if value < 1.0 { value * 100.0 } else { value };
        Some(format!("p{}", (value * 100.0).round() / 100.0))
    };
    let (first, rest) = inside.split_once(',')?;
    if let Some(number) = percent(first) {
        return Some((number, rest));
    }
    let (query, last) = inside.rsplit_once(',')?;
    Some((percent(last)?, query))
}

/// `.as_count` without parentheses.
pub(super) fn bare_modifier(failure: &Failure<'_>) -> Option<Mistake> {
    let before = failure.plain().get(..failure.end_before())?;
    let name = [".as_count", ".as_rate", ".weighted"]
        .into_iter()
        .find(|name| before.ends_with(name))?;
    let end = before.len();
    (!failure.rest().starts_with('(')).then(|| {
        Mistake::new(format!("'{name}' without parentheses"), end - name.len()..end)
            .instead(format!("write '{name}()'"))
            .repaired(failure.with(end..end, "()"))
    })
}
