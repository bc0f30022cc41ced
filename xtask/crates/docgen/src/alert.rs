//! A monitor's query and thresholds, formatted for the docs.

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

/// A threshold by its name in Datadog's API.
pub(crate) fn threshold<'m>(monitor: &'m Monitor, name: &str) -> Option<&'m Number> {
    monitor
        .payload
        .get("options")?
        .get("thresholds")?
        .get(name)?
        .as_number()
}

/// A threshold with its comparison, in every environment: `> 500 / 200`, or `–` without a threshold. A service check counts consecutive failures and has
/// no comparison.
pub(crate) fn condition(monitor: &Across<'_, Monitor>, name: &str) -> String {
    let limits = limits(monitor, name);
    let operators: BTreeSet<_> = monitor.specs().map(|m| split(query(m)).1).collect();
    match (limits.as_str(), operators.first(), operators.len()) {
        ("–", ..) => limits,
        // No environment has it.
        _ if limits.split(" / ").all(|limit| limit == "–") => "–".to_owned(),
        (_, Some(Some(operator)), 1) => format!("{operator} {limits}"),
        (_, _, 1) => limits,
        // The comparison differs between environments.
        _ => monitor.merged(|_, m| {
            format!("{} {}", split(query(m)).1.unwrap_or_default(), limit(m, name))
                .trim()
                .to_owned()
        }),
    }
}

/// The least number of bad events for an alert, in every environment: `3 bad events`; empty if there is none.
pub(crate) fn minimum(monitor: &Across<'_, Monitor>) -> String {
    if monitor.specs().all(|m| m.minimum.is_none()) {
        return String::new();
    }
    let bad = monitor.merged(|_, m| m.minimum.map_or(1, |minimum| minimum.bad).to_string());
    format!("{bad} bad events")
}

/// A threshold without its comparison, in every environment.
pub(crate) fn limits(monitor: &Across<'_, Monitor>, name: &str) -> String {
    monitor.merged(|_, m| limit(m, name))
}

/// The recovery threshold in every environment. Of a count, which has no value between two whole numbers, the first whole number that recovers or does not:
/// `below 1` for 0.8 containers.
pub(crate) fn recovery(monitor: &Across<'_, Monitor>) -> String {
    monitor.merged(|_, m| {
        let limit = threshold(m, "critical_recovery").and_then(Number::as_f64);
        match (limit, split(query(m)).1) {
            (Some(limit), Some(operator)) if limit.fract() != 0.0 && is_whole(m) => match operator {
                ">" | ">=" => format!("below {}", limit.ceil()),
                _ => format!("above {}", limit.floor()),
            },
            _ => self::limit(m, "critical_recovery"),
        }
    })
}

/// Whether the value is always a whole number: a count of things, not averaged.
fn is_whole(monitor: &Monitor) -> bool {
    let measured = ["percent", "second", "millisecond", "byte"];
    let averaged = ["avg(", "percentile("];
    !measured.contains(&monitor.unit.as_str()) && !averaged.iter().any(|start| query(monitor).starts_with(start))
}

fn limit(monitor: &Monitor, name: &str) -> String {
    threshold(monitor, name).map_or_else(|| "–".to_owned(), number)
}

/// The query without its comparison, once for all environments, with `$env` and, if they differ, `$window` and `$assumed` in place of their values.
pub(crate) fn anywhere(monitor: &Across<'_, Monitor>) -> String {
    let without = |env: &str, m: &Monitor| generalise(split(query(m)).0, &format!("env:{env}"), "env:$env");
    let queries: BTreeSet<String> = monitor
        .by_env
        .iter()
        .filter_map(|(env, m)| m.map(|m| without(env, m)))
        .collect();
    if queries.len() == 1 {
        return monitor.merged(|env, m| code(&without(env, m)));
    }
    monitor.merged(|env, m| {
        let query = generalise(&without(env, m), &format!("last_{}", m.window), "last_$window");
        let query = query.replace(&format!(".last(\"{}\")", m.window), ".last(\"$window\")");
        code(&match m.minimum {
            Some(minimum) => query.replace(&format!(" + {})", minimum.assumed), " + $assumed)"),
            None => query,
        })
    })
}

/// Replaces `term` in `text` by `by`, as a whole name only.
fn generalise(text: &str, term: &str, by: &str) -> String {
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
    use serde_json::json;

    use super::*;
    use crate::fixture::monitor_of;

    fn check(query: &str, body: &str, operator: Option<&str>) {
        assert_eq!(split(query), (body, operator));
    }

    #[test]
    fn a_query_is_split_at_its_comparison() {
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
    fn only_counts_are_whole_numbers() {
        let whole = |unit: &str, query: &str| {
            let mut monitor = monitor_of(&json!({ "query": query }), &[]);
            unit.clone_into(&mut monitor.unit);
            is_whole(&monitor)
        };
        assert!(whole("container", "max(last_10m):sum:m{env:prod} >= 1"));
        assert!(!whole("percent", "max(last_10m):100 * sum:m{env:prod} >= 1"));
        assert!(!whole("query", "avg(last_10m):sum:m{env:prod} > 5"));
    }

    #[test]
    fn only_whole_names_are_replaced() {
        assert_eq!(
            generalise("avg:m{env:dev,kube_env:dev,env:dev-eu}", "env:dev", "env:$env"),
            "avg:m{env:$env,kube_env:dev,env:dev-eu}"
        );
    }
}
