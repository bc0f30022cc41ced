//! Compares the named queries of a formula, query by query (doc: api/latest/monitors, `options.variables`).

use std::collections::{BTreeMap, BTreeSet};

use datadog_query::metric::{self, Context};
use datadog_query::search::{self, Options};
use serde_json::Value;

use super::expression;
use crate::display::quoted;
use crate::fact::Fact;
use crate::payload::{Payloads, different};
use crate::structure::keyed;
use crate::texts::changed;
use model::Risk;

/// Fields of a query that select its data.
const SCOPE: [(&str, &str); 3] = [("indexes", "indexes"), ("group_by", "group by"), ("storage", "storage")];

/// The differences of the queries. A query that is only reformatted counts as wording.
pub(super) fn facts(old: Option<&Value>, new: Option<&Value>) -> Vec<Fact> {
    let [Some(before), Some(after)] = [old, new].map(|side| side.and_then(named)) else {
        return different("queries of the formula", Risk::ChangedQuery, old, new)
            .into_iter()
            .collect();
    };
    let mut facts = Vec::new();
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let what = format!("query {}", quoted(name));
        match (before.get(name), after.get(name)) {
            (Some(old), Some(new)) => facts.extend(one(old, new).into_iter().map(|fact| Fact {
                what: format!("{what}: {}", fact.what),
                ..fact
            })),
            (old, new) => facts.extend(different(&what, Risk::ChangedQuery, old.copied(), new.copied())),
        }
    }
    facts
}

/// The queries by name, if the names are unique.
fn named(list: &Value) -> Option<BTreeMap<String, &Value>> {
    Some(keyed(list.as_array()?, "name")?.into_iter().collect())
}

fn one(old: &Value, new: &Value) -> Vec<Fact> {
    let mut payloads = Payloads::new(old, new);
    let mut facts = Vec::new();
    let (before, after) = payloads.take("query");
    facts.extend(metrics(before.as_ref(), after.as_ref()));
    let (before, after) = payloads.take("search");
    facts.extend(searches(before.as_ref(), after.as_ref()));
    for (field, what) in SCOPE {
        facts.extend(payloads.scalar(field, what, Risk::ChangedScope));
    }
    facts.extend(payloads.rest("", Risk::ChangedQuery));
    facts
}

fn metrics(old: Option<&Value>, new: Option<&Value>) -> Vec<Fact> {
    let [before, after] = [old, new].map(|side| {
        side.and_then(Value::as_str)
            .and_then(|text| metric::parse(text, Context::Monitor).ok())
    });
    let (Some(before), Some(after)) = (before, after) else {
        return different("query", Risk::ChangedQuery, old, new).into_iter().collect();
    };
    let facts = expression::facts(&before, &after);
    if facts.is_empty() && old != new {
        return vec![reformatted("query")];
    }
    facts
}

fn searches(old: Option<&Value>, new: Option<&Value>) -> Vec<Fact> {
    let text = |side: Option<&Value>| {
        side.and_then(|side| side.get("query"))
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (Some(before), Some(after)) = (text(old), text(new)) else {
        return different("search", Risk::ChangedScope, old, new).into_iter().collect();
    };
    let canonical = |text: &str| search::canonical(text, Options::MONITOR);
    match changed(Risk::ChangedScope, "search", canonical(&before), canonical(&after)) {
        Some(fact) => vec![fact],
        None if before != after => vec![reformatted("search")],
        None => Vec::new(),
    }
}

fn reformatted(what: &str) -> Fact {
    Fact::new(Risk::Wording, what, "reformatted")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(old: &Value, new: &Value, expected: &[&str]) {
        let found = facts(Some(old), Some(new));
        let found: Vec<_> = found
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect();
        assert_eq!(found, expected);
    }

    fn logs(name: &str, search: &str) -> Value {
        json!({ "name": name, "data_source": "logs", "search": { "query": search }, "compute": { "aggregation": "count" }, "indexes": ["*"] })
    }

    fn metric(name: &str, query: &str) -> Value {
        json!({ "name": name, "data_source": "metrics", "query": query })
    }

    #[test]
    fn searches_are_compared_in_canonical_form() {
        check(
            &json!([logs("a", "env:prod  service:a OR  (b )")]),
            &json!([logs("a", "env:prod service:a OR b")]),
            &["wording: query 'a': search reformatted"],
        );
        check(
            &json!([logs("a", "status:error"), logs("b", "*")]),
            &json!([logs("b", "*"), logs("a", "-status:error")]),
            &["changed-scope: query 'a': search status:error -> -status:error"],
        );
    }

    #[test]
    fn metric_queries_are_compared_part_by_part() {
        check(
            &json!([metric("a", "sum:m.n{x:y}.as_count()")]),
            &json!([metric("a", "sum:m.n{ x:y }.as_count()")]),
            &["wording: query 'a': query reformatted"],
        );
        check(
            &json!([metric("a", "sum:m.n{x:y}")]),
            &json!([metric("a", "avg:m.n{x:z}")]),
            &[
                "changed-query: query 'a': space aggregation sum -> avg",
                "changed-scope: query 'a': scope with x:z instead of x:y",
            ],
        );
    }

    #[test]
    fn queries_are_added_removed_or_compared_by_path() {
        check(
            &json!([logs("a", "x")]),
            &json!([logs("b", "x")]),
            &[
                "changed-query: query 'a' removed: {compute, data_source, indexes, name, search}",
                "changed-query: query 'b' added: {compute, data_source, indexes, name, search}",
            ],
        );
        let mut other = logs("a", "x");
        other["indexes"] = json!(["main"]);
        other["compute"]["aggregation"] = json!("avg");
        check(
            &json!([logs("a", "x")]),
            &json!([other]),
            &[
                "changed-scope: query 'a': indexes with main instead of *",
                "changed-query: query 'a': compute.aggregation count -> avg",
            ],
        );
        // Two queries share a name.
        check(
            &json!([logs("a", "x"), logs("a", "y")]),
            &json!([logs("a", "x")]),
            &["changed-query: queries of the formula [1] removed: {compute, data_source, indexes, name, search}"],
        );
        check(
            &json!("odd"),
            &json!([]),
            &["changed-query: queries of the formula odd -> []"],
        );
        assert_eq!(facts(None, Some(&json!([logs("a", "x")]))).len(), 1);
        assert!(facts(None, None).is_empty());
    }
}
