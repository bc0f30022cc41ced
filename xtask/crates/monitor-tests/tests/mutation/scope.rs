use super::*;

#[test]
fn each_filter_of_each_metric_is_dropped_and_changed() {
    let ratio = metric(
        "sum(last_5m):sum:a{env:p,!x:y}.as_count() / sum:b{*}.as_count() > 4",
        json!({}),
    );
    queries(
        &ratio,
        MutantKind::Scope,
        &[
            "sum(last_5m):sum:a{!x:y}.as_count() / sum:b{*}.as_count() > 4",
            "sum(last_5m):sum:a{env:other-p,!x:y}.as_count() / sum:b{*}.as_count() > 4",
            "sum(last_5m):sum:a{env:p}.as_count() / sum:b{*}.as_count() > 4",
            "sum(last_5m):sum:a{env:p,!x:other-y}.as_count() / sum:b{*}.as_count() > 4",
        ],
    );
    let only = metric("avg(last_5m):avg:m{env:p} > 4", json!({}));
    queries(
        &only,
        MutantKind::Scope,
        &["avg(last_5m):avg:m{*} > 4", "avg(last_5m):avg:m{env:other-p} > 4"],
    );
    let functional = metric("avg(last_5m):avg:m{env:p AND (a IN (x, y) OR b:c)} > 4", json!({}));
    queries(
        &functional,
        MutantKind::Scope,
        &[
            "avg(last_5m):avg:m{a IN (x, y) OR b:c} > 4",
            "avg(last_5m):avg:m{env:other-p AND (a IN (x, y) OR b:c)} > 4",
            "avg(last_5m):avg:m{env:p AND b:c} > 4",
            "avg(last_5m):avg:m{env:p AND (a IN (y) OR b:c)} > 4",
            "avg(last_5m):avg:m{env:p AND (a IN (x) OR b:c)} > 4",
            "avg(last_5m):avg:m{env:p AND a IN (x, y)} > 4",
            "avg(last_5m):avg:m{env:p AND (a IN (x, y) OR b:other-c)} > 4",
        ],
    );
}

#[test]
fn a_filter_that_another_operand_keeps_is_not_dropped_if_both_are_grouped_by_it() {
    let with = |a: &str, b: &str| {
        metric(
            &format!("min(last_5m):sum:a{{{a}}} by {{q}} / sum:b{{{b}}} by {{q}} > 4"),
            json!({}),
        )
    };
    let dropped = |monitor: &Definition| {
        let all = of_kind(monitor, MutantKind::Scope)
            .into_iter()
            .map(|mutant| mutant.change);
        all.filter(|change| change.ends_with("is dropped")).collect::<Vec<_>>()
    };
    let env = ["in a: filter env:p is dropped", "in b: filter env:p is dropped"];
    assert_eq!(dropped(&with("env:p,q:x", "env:p,q:x")), env);
    let also = [env[0], "in a: filter q:x is dropped", env[1]];
    assert_eq!(dropped(&with("env:p,q:x", "env:p")), also);
}

#[test]
fn each_filter_of_a_search_is_dropped_and_changed() {
    let logs = definition(
        "log alert",
        "logs(\"env:p -(a OR b)\").index(\"*\").rollup(\"count\").last(\"5m\") > 4",
        "",
        json!({}),
    );
    let searches: Vec<String> = of_kind(&logs, MutantKind::Scope)
        .iter()
        .map(|m| {
            m.monitor
                .definition()
                .query
                .split("\").index")
                .next()
                .unwrap_or_default()
                .trim_start_matches("logs(\"")
                .to_owned()
        })
        .collect();
    assert_eq!(
        searches,
        [
            "-(a OR b)",
            "env:other-p -(a OR b)",
            "env:p",
            "env:p -b",
            "env:p -(other-a OR b)",
            "env:p -a",
            "env:p -(a OR other-b)"
        ]
    );
}

#[test]
fn queries_of_formula_variables_are_changed() {
    let formula = definition(
        "query alert",
        "formula(\"a / b\").last(\"10m\") > 4",
        "",
        json!({ "variables": [
            { "name": "a", "data_source": "metrics", "query": "sum:a{env:p} by {host}" },
            { "name": "b", "data_source": "metrics", "query": "sum:b{env:p} by {host}" },
        ] }),
    );
    let second: Vec<String> = of_kind(&formula, MutantKind::Scope)
        .iter()
        .map(|m| m.monitor.definition().options.variables[1]["query"].to_string())
        .collect();
    let same = "\"sum:b{env:p} by {host}\"";
    assert_eq!(
        second,
        [same, same, "\"sum:b{*} by {host}\"", "\"sum:b{env:other-p} by {host}\""]
    );
    queries(
        &formula,
        MutantKind::Window,
        &[
            "formula(\"a / b\").last(\"5m\") > 4",
            "formula(\"a / b\").last(\"20m\") > 4",
        ],
    );
    let grouped = &of_kind(&formula, MutantKind::Grouping)[0].monitor;
    assert!(grouped.group_keys().is_empty());
}

#[test]
fn the_grouping_of_notifications_is_dropped() {
    let by = |keys: &str, notify_by: &[&str]| {
        let query = format!("avg(last_5m):avg:a{{*}} by {{{keys}}} > 4");
        metric(&query, json!({ "notify_by": notify_by }))
    };
    let all = "notify_by is dropped";
    changes(&by("x", &["*"]), MutantKind::Grouping, &["group key x is dropped", all]);
    // The API rejects a notify_by that names every group, or none of them.
    changes(&by("x,y", &["x"]), MutantKind::Grouping, &[all]);
    changes(
        &by("x,y,z", &["x"]),
        MutantKind::Grouping,
        &["group key y is dropped", "group key z is dropped", all],
    );
}

#[test]
fn group_keys_are_dropped_from_all_metrics() {
    let ratio = metric(
        "sum(last_5m):sum:a{*} by {x,y}.as_count() / sum:b{*} by {x,y}.as_count() > 4",
        json!({}),
    );
    queries(
        &ratio,
        MutantKind::Grouping,
        &[
            "sum(last_5m):sum:a{*} by {y}.as_count() / sum:b{*} by {y}.as_count() > 4",
            "sum(last_5m):sum:a{*} by {x}.as_count() / sum:b{*} by {x}.as_count() > 4",
        ],
    );
}
