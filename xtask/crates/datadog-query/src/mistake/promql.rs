//! PromQL: `sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 5`.

use std::ops::Range;

use crate::Number;
use crate::scan::{Cursor, DEPTH_MAX};

use super::{Failure, Mistake, scope};

/// Functions that only PromQL has, or that start a query only there, and the modifier that replaces them.
const FUNCTIONS: &[(&str, &str)] = &[
    ("rate", ".as_rate()"),
    ("irate", ".as_rate()"),
    ("increase", ".as_count()"),
    ("delta", ""),
    ("idelta", ""),
    ("avg_over_time", ""),
    ("sum_over_time", ""),
    ("min_over_time", ""),
    ("max_over_time", ""),
    ("histogram_quantile", ""),
    ("topk", ""),
    ("bottomk", ""),
    ("absent", ""),
    ("label_replace", ""),
    ("predict_linear", ""),
];

const AGGREGATORS: &[&str] = &["sum", "avg", "min", "max", "count"];

/// Recognizes a query of PromQL by a range, a grouping before the query, an offset, or a function at the start.
pub(super) fn query(failure: &Failure<'_>) -> Option<Mistake> {
    let Marker { range, why, instead } = marker(failure.plain())?;
    let written = failure.text().get(range.clone())?;
    let mistake = Mistake::new(format!("'{written}' is PromQL"), range)
        .why(why)
        .instead(instead);
    Some(match translated(failure.text()) {
        Some(Translated {
            window,
            query,
            comparison,
        }) => mistake
            .repaired(format!("avg(last_{window}):{query} {comparison}"))
            .repaired(query),
        None => mistake,
    })
}

/// What only PromQL has, and what Datadog has in its place.
struct Marker {
    range: Range<usize>,
    why: &'static str,
    instead: &'static str,
}

impl Marker {
    const fn new(range: Range<usize>, why: &'static str) -> Self {
        Self {
            range,
            why,
            instead: "write 'avg(last_5m):sum:metric{tag:value} by {tag}.as_rate() > 5'",
        }
    }
}

fn marker(plain: &str) -> Option<Marker> {
    let range = plain.match_indices('[').find_map(|(at, _)| {
        let inside = plain[at + 1..].split(']').next()?;
        let is_range =
            inside.starts_with(|c: char| c.is_ascii_digit()) && inside.ends_with(|c: char| c.is_ascii_alphabetic());
        is_range.then(|| at..at + inside.len() + 2)
    });
    let start = plain.len() - plain.trim_start().len();
    let word = |at: usize| {
        let rest = &plain[at..];
        &rest[..rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(rest.len())]
    };
    let first = word(start);
    let called =
        FUNCTIONS.iter().any(|(name, _)| *name == first) && plain[start + first.len()..].trim_start().starts_with('(');
    if called {
        let why = "a monitor starts with its evaluation window; a rate is '.as_rate()', an increase is '.as_count()'";
        return Some(Marker::new(start..start + first.len(), why));
    }
    let grouped = [" by (", " by(", " without (", " without("]
        .into_iter()
        .find_map(|grouping| {
            let at = plain.find(grouping)?;
            let before = plain[..at].trim_end();
            let name = before.len() - before.chars().rev().take_while(|c| c.is_ascii_alphabetic()).count();
            AGGREGATORS
                .contains(&&before[name..])
                .then(|| name..at + grouping.trim_end_matches('(').trim_end().len())
        });
    let offset = plain.find(" offset ").map(|at| at + 1..at + 7);
    let because = |why: &'static str| move |range: Range<usize>| Marker::new(range, why);
    grouped
        .map(because("the groups follow the scope: 'by {tag}'"))
        .or_else(|| range.map(because("a range is the evaluation window, at the start of the monitor")))
        .or_else(|| {
            offset.map(|range| Marker {
                range,
                why: "earlier values are a function of the query",
                instead: "write 'day_before(query)' or 'timeshift(query, -3600)'",
            })
        })
}

/// A query of PromQL in Datadog's words.
struct Translated {
    window: String,
    query: String,
    comparison: String,
}

/// Translates arithmetic over series; `None` for what has no simple counterpart.
fn translated(text: &str) -> Option<Translated> {
    // The window of Datadog may already be at the start.
    let text = match text.split_once("):") {
        Some((before, rest)) if before.contains("(last_") && !before.contains('{') => rest,
        _ => text,
    };
    let mut cursor = Cursor::new(text);
    let mut window = None;
    let mut query = String::new();
    loop {
        match cursor.number().ok()? {
            Some(number) => query.push_str(&number.to_string()),
            None => query.push_str(&Series::read(&mut cursor, &mut window, 0)?.written()),
        }
        let sign = ["+", "-", "*", "/"].into_iter().find(|sign| cursor.eat(sign));
        let Some(sign) = sign else { break };
        query.push_str(&format!(" {sign} "));
    }
    cursor.space();
    let comparison = cursor.rest().trim().to_owned();
    Some(Translated {
        window: window.unwrap_or_else(|| "5m".to_owned()),
        query,
        comparison,
    })
}

/// A series with what surrounds it.
struct Series {
    aggregator: String,
    metric: String,
    scope: String,
    by: Vec<String>,
    modifier: &'static str,
}

impl Series {
    fn read(cursor: &mut Cursor<'_>, window: &mut Option<String>, depth: usize) -> Option<Self> {
        if depth == DEPTH_MAX {
            return None;
        }
        cursor.space();
        if cursor.eat("(") {
            let series = Self::read(cursor, window, depth + 1)?;
            return cursor.eat(")").then_some(series);
        }
        let word = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
        if AGGREGATORS.contains(&word) {
            return Self::aggregated(word, cursor, window, depth);
        }
        if word == "histogram_quantile" {
            return Self::quantile(cursor, window, depth);
        }
        if let Some((_, modifier)) = FUNCTIONS.iter().find(|(name, _)| *name == word) {
            if !cursor.eat("(") || modifier.is_empty() {
                return None;
            }
            let mut series = Self::read(cursor, window, depth + 1)?;
            series.modifier = modifier;
            return cursor.eat(")").then_some(series);
        }
        Self::metric(word, cursor, window)
    }

    fn metric(name: &str, cursor: &mut Cursor<'_>, window: &mut Option<String>) -> Option<Self> {
        if name.is_empty() {
            return None;
        }
        let mut scope = "*".to_owned();
        if cursor.eat("{") {
            let content = cursor.take_while(|c| c != '}');
            scope = scope::translated(content)?;
            if !cursor.eat("}") {
                return None;
            }
        }
        if cursor.eat("[") {
            let range = cursor.take_while(|c| c != ']');
            if !cursor.eat("]") {
                return None;
            }
            window.get_or_insert_with(|| range.to_owned());
        }
        Some(Self {
            aggregator: "avg".to_owned(),
            metric: name.to_owned(),
            scope,
            by: Vec::new(),
            modifier: "",
        })
    }

    /// `by (a, b) (series)` or `(series) by (a, b)`, after the aggregator.
    fn aggregated(
        aggregator: &str,
        cursor: &mut Cursor<'_>,
        window: &mut Option<String>,
        depth: usize,
    ) -> Option<Self> {
        // A query of Datadog within PromQL.
        if cursor.eat(":") {
            let name = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            return Self::metric(name, cursor, window);
        }
        let before = grouping(cursor)?;
        if !cursor.eat("(") {
            return None;
        }
        let mut series = Self::read(cursor, window, depth + 1)?;
        if !cursor.eat(")") {
            return None;
        }
        let after = grouping(cursor)?;
        // A count of groups is another aggregation.
        if aggregator == "count" {
            return None;
        }
        aggregator.clone_into(&mut series.aggregator);
        series.by = [before, after].concat();
        Some(series)
    }

    /// `(0.95, sum by (le) (rate(metric_bucket[5m])))`
    fn quantile(cursor: &mut Cursor<'_>, window: &mut Option<String>, depth: usize) -> Option<Self> {
        if !cursor.eat("(") {
            return None;
        }
        let quantile = cursor.number().ok()??.value * 100.0;
        if !cursor.eat(",") {
            return None;
        }
        let mut series = Self::read(cursor, window, depth + 1)?;
        series.aggregator = format!("p{}", Number::new((quantile * 100.0).round() / 100.0));
        series.modifier = "";
        series.by.retain(|key| key != "le");
        if let Some(name) = series.metric.strip_suffix("_bucket") {
            series.metric = name.to_owned();
        }
        cursor.eat(")").then_some(series)
    }

    fn written(&self) -> String {
        let by = if self.by.is_empty() {
            String::new()
        } else {
            format!(" by {{{}}}", self.by.join(","))
        };
        format!(
            "{}:{}{{{}}}{by}{}",
            self.aggregator, self.metric, self.scope, self.modifier
        )
    }
}

/// The keys of `by (a, b)`, if it is next; `None` for `without`, which has no counterpart.
fn grouping(cursor: &mut Cursor<'_>) -> Option<Vec<String>> {
    cursor.space();
    let start = cursor.at();
    match cursor.take_while(|c| c.is_ascii_alphabetic()) {
        "by" => {}
        "without" => return None,
        _ => {
            cursor.rewind(start);
            return Some(Vec::new());
        }
    }
    if !cursor.eat("(") {
        return None;
    }
    let keys = cursor.take_while(|c| c != ')');
    let keys = keys
        .split(',')
        .map(|key| key.trim().to_owned())
        .filter(|key| !key.is_empty());
    let keys = keys.collect();
    cursor.eat(")").then_some(keys)
}
