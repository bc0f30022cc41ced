//! A monitor's query and thresholds, taken apart for reading.

use std::collections::BTreeSet;

use render::Monitor;
use serde_json::Number;

use crate::markdown::{code, number};
use crate::view::Across;

/// The query as Datadog evaluates it.
pub(crate) fn query(monitor: &Monitor) -> &str {
    monitor
        .payload
        .get("query")
        .and_then(|q| q.as_str())
        .unwrap_or_default()
}

/// A threshold by Datadog's name for it.
pub(crate) fn threshold<'m>(monitor: &'m Monitor, name: &str) -> Option<&'m Number> {
    monitor
        .payload
        .get("options")?
        .get("thresholds")?
        .get(name)?
        .as_number()
}

/// A threshold in every environment as people write it, `> 500 / 200`; `–` where there is none. A service check counts failures in a row
/// and has no comparison.
pub(crate) fn condition(monitor: &Across<'_, Monitor>, name: &str) -> String {
    let limits = limits(monitor, name);
    let operators: BTreeSet<_> = monitor.specs().map(|m| split(query(m)).1).collect();
    match (limits.as_str(), operators.first(), operators.len()) {
        ("–", ..) => limits,
        (_, Some(Some(operator)), 1) => format!("{operator} {limits}"),
        (_, _, 1) => limits,
        // The environments do not even agree on the direction.
        _ => monitor.merged(|_, m| {
            format!("{} {}", split(query(m)).1.unwrap_or_default(), limit(m, name))
                .trim()
                .to_owned()
        }),
    }
}

/// How many bad events it takes at least in every environment, `3 bad events`; empty where no number is said.
pub(crate) fn minimum(monitor: &Across<'_, Monitor>) -> String {
    if monitor.specs().all(|m| m.minimum.is_none()) {
        return String::new();
    }
    let bad = monitor.merged(|_, m| m.minimum.map_or(1, |minimum| minimum.bad).to_string());
    format!("{bad} bad events")
}

/// A threshold in every environment, as a number alone.
pub(crate) fn limits(monitor: &Across<'_, Monitor>, name: &str) -> String {
    monitor.merged(|_, m| limit(m, name))
}

fn limit(monitor: &Monitor, name: &str) -> String {
    threshold(monitor, name).map_or_else(|| "–".to_owned(), number)
}

/// The query without its comparison, once for all environments: `$env` and, where they differ, `$window` and
/// `$assumed` stand for theirs.
pub(crate) fn anywhere(monitor: &Across<'_, Monitor>) -> String {
    let without = |env: &str, m: &Monitor| general(split(query(m)).0, &format!("env:{env}"), "env:$env");
    let queries: BTreeSet<String> = monitor
        .by_env
        .iter()
        .filter_map(|(env, m)| m.map(|m| without(env, m)))
        .collect();
    if queries.len() == 1 {
        return monitor.merged(|env, m| code(&without(env, m)));
    }
    monitor.merged(|env, m| {
        let query = general(&without(env, m), &format!("last_{}", m.window), "last_$window");
        let query = query.replace(&format!(".last(\"{}\")", m.window), ".last(\"$window\")");
        code(&match m.minimum {
            Some(minimum) => query.replace(&format!(" + {})", minimum.assumed), " + $assumed)"),
            None => query,
        })
    })
}

/// `text` with `term`, where it stands as a whole name, replaced by `by`.
fn general(text: &str, term: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(term) {
        let (before, after) = (&rest[..at], &rest[at + term.len()..]);
        let whole = !before.ends_with(is_name) && !after.starts_with(is_name);
        out.push_str(before);
        out.push_str(if whole { by } else { term });
        rest = after;
    }
    out + rest
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// The query before its comparison, and the operator.
fn split(query: &str) -> (&str, Option<&str>) {
    let parts = query.rsplit_once(' ').and_then(|(rest, limit)| {
        let (body, operator) = rest.rsplit_once(' ')?;
        (limit.parse::<f64>().is_ok() && matches!(operator, ">" | ">=" | "<" | "<=")).then_some((body, Some(operator)))
    });
    parts.unwrap_or((query, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, body: &str, operator: Option<&str>) {
        assert_eq!(split(query), (body, operator));
    }

    #[test]
    fn the_comparison_is_told_from_the_query() {
        check(
            "min(last_15m):max:m{env:prod} by {q} > 500",
            "min(last_15m):max:m{env:prod} by {q}",
            Some(">"),
        );
        check(
            "logs(\"a > 5\").last(\"5m\") <= 0.5",
            "logs(\"a > 5\").last(\"5m\")",
            Some("<="),
        );
        check(
            "\"c\".over(\"env:prod\").count_by_status()",
            "\"c\".over(\"env:prod\").count_by_status()",
            None,
        );
        check("", "", None);
    }

    #[test]
    fn only_whole_names_are_general() {
        assert_eq!(
            general("avg:m{env:dev,kube_env:dev,env:dev-eu}", "env:dev", "env:$env"),
            "avg:m{env:$env,kube_env:dev,env:dev-eu}"
        );
    }
}
