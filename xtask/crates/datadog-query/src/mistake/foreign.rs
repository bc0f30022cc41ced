//! Whole queries of other languages.

use super::{Failure, Mistake, promql};

/// A language, how its queries look, and what Datadog has instead.
struct Language {
    name: &'static str,
    /// Starts of its queries, in lower case.
    starts: &'static [&'static str],
    /// What its queries contain, in lower case.
    contains: &'static [&'static str],
    instead: &'static str,
}

const METRIC: &str = "write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'";
const SEARCH: &str =
    "write 'logs(\"service:web status:error\").index(\"*\").rollup(\"count\").by(\"service\").last(\"5m\") > 5'";

const LANGUAGES: &[Language] = &[
    Language {
        name: "NRQL",
        starts: &[],
        contains: &[" facet ", " since ", " timeseries"],
        instead: "FROM is the metric, WHERE the scope in braces, FACET 'by {tag}', SINCE the evaluation window: write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    },
    Language {
        name: "SQL",
        starts: &["select ", "with ", "show "],
        contains: &[],
        instead: "FROM is the metric, WHERE the scope in braces, GROUP BY 'by {tag}': write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    },
    Language {
        name: "a condition of Grafana",
        starts: &["when ", "$a ", "$b ", "${a}", "${b}"],
        contains: &["$__", "[["],
        instead: METRIC,
    },
    Language {
        name: "Flux",
        starts: &["from(bucket"],
        contains: &["|> "],
        instead: METRIC,
    },
    Language {
        name: "Splunk's language",
        starts: &["index=", "search index=", "source=", "sourcetype="],
        contains: &["| stats", "| timechart"],
        instead: SEARCH,
    },
    Language {
        name: "KQL",
        starts: &[],
        contains: &["| summarize", "| where"],
        instead: SEARCH,
    },
    Language {
        name: "a CloudWatch expression",
        starts: &["search('{", "metrics(", "select avg(", "anomaly_detection_band("],
        contains: &[],
        instead: METRIC,
    },
    Language {
        name: "JSON",
        starts: &["{\"", "[{"],
        contains: &[],
        instead: "write the text of its field 'query'",
    },
];

/// A query of another language.
pub(super) fn language(failure: &Failure<'_>) -> Option<Mistake> {
    if let Some(mistake) = promql::query(failure) {
        return Some(mistake);
    }
    let plain = failure.plain();
    let text = plain.trim_start();
    let start = plain.len() - text.len();
    let lower = plain.to_ascii_lowercase();
    let is_select = |language: &Language| language.name != "NRQL" || lower.trim_start().starts_with("select ");
    let language = LANGUAGES.iter().find(|language| {
        let starts = language.starts.iter().any(|word| lower.trim_start().starts_with(word));
        starts || is_select(language) && language.contains.iter().any(|word| lower.contains(word))
    })?;
    let end = start + text.trim_end().len();
    let message = format!("this is {}, not a query of Datadog", language.name);
    Some(Mistake::new(message, start..end).instead(language.instead))
}

/// `avg:a{*} / 2` as a formula.
pub(super) fn metric_query(failure: &Failure<'_>) -> Option<Mistake> {
    let rest = failure.rest();
    let open = failure.plain().find('{')?;
    // Keys to group by are in braces too, after a comma.
    let follows_a_name = failure
        .plain()
        .get(..open)?
        .ends_with(|c: char| c.is_alphanumeric() || c == '_');
    (follows_a_name && rest.starts_with([':', '{', '.'])).then(|| {
        Mistake::new("a metric query in a formula", failure.at..failure.at + 1)
            .why("a formula has the names of queries")
            .instead("give the query a name in 'queries', and write the name: 'query1 * 100'")
    })
}

/// `query1 / query2 > 5`: the formula of Datadog's editor.
pub(super) fn formula(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let in_formula = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "_+-*/(). ".contains(c);
    let sign = plain.find(|c| !in_formula(c))?;
    let formula = plain.get(..sign)?.trim();
    let names = formula.starts_with(|c: char| c.is_ascii_alphabetic()) && formula.contains(['+', '-', '*', '/']);
    if !names || !plain.get(sign..)?.starts_with(['<', '>', '=', '!']) {
        return None;
    }
    let comparison = failure.text().get(sign..)?.trim();
    let start = plain.len() - plain.trim_start().len();
    Some(
        Mistake::new("a formula without its window", start..start + formula.len())
            .why("the names are of queries in 'options.variables'")
            .instead("write 'formula(\"a / b\").last(\"5m\") > 5'")
            .repaired(format!("formula(\"{formula}\").last(\"5m\") {comparison}")),
    )
}
