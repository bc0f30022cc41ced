//! Problems of dashboards.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

fn check(fields: Value) -> Vec<String> {
    let mut dashboard = json!({"title": "x", "layout_type": "ordered", "widgets": []});
    for (name, value) in fields.as_object().expect("fields") {
        dashboard[name] = value.clone();
    }
    support::check(PayloadKind::Dashboard, &dashboard)
}

fn note(layout: Value) -> Value {
    json!({"definition": {"type": "note", "content": "$env"}, "layout": layout})
}

fn at(x: i64, y: i64, width: i64, height: i64) -> Value {
    json!({"x": x, "y": y, "width": width, "height": height})
}

fn request(request: Value) -> Vec<String> {
    check(json!({"widgets": [{"definition": {"type": "timeseries", "requests": [request]}}]}))
}

/// A list of no names is no advice.
#[test]
fn the_advice_about_variables_of_a_dashboard_without_any() {
    for variables in [json!([]), json!([{"prefix": "env", "default": "*"}])] {
        let widget = json!({"definition": {"type": "timeseries", "requests": [{"q": "avg:a.b{$x}"}]}});
        let dashboard =
            json!({"title": "t", "layout_type": "ordered", "widgets": [widget], "template_variables": variables});
        let problems = datadog_schema::validate::payload(PayloadKind::Dashboard, &dashboard);
        let unknown = problems
            .into_iter()
            .find(|problem| problem.rule == "dashboard/unknown-variable");
        assert_eq!(
            unknown.and_then(|problem| problem.help).as_deref(),
            Some("declare 'x' in template_variables, or write the tag itself")
        );
    }
}

#[test]
fn a_variable_has_one_kind_of_default() {
    let check = |variable: Value| check(json!({"template_variables": [variable], "widgets": [note(at(0, 0, 1, 1))]}));
    assert_eq!(check(json!({"name": "env", "defaults": ["*"]})), [""; 0]);
    assert_eq!(
        check(json!({"name": "env", "default": "*", "defaults": ["a"]})),
        [
            "error dashboard/variable-value /template_variables/0/default: template variable 'env' has 'default' and 'defaults'; the API accepts only one of them"
        ]
    );
    assert_eq!(
        check(json!({"name": "env", "defaults": [""]})),
        [
            "error payload/length /template_variables/0/defaults/0: minimum length of 'defaults' is 1, found 0 characters"
        ]
    );
    assert_eq!(
        check(json!({"name": "service"})),
        [
            "warning dashboard/unused-variable /template_variables/0/name: no widget uses the template variable 'service'"
        ]
    );
}

#[test]
fn saved_views_set_variables_that_exist() {
    let preset = json!([{"name": "v", "template_variables": [{"name": "enw", "value": "a", "values": ["b"]}]}]);
    assert_eq!(
        check(
            json!({"template_variable_presets": preset, "template_variables": [{"name": "env"}], "widgets": [note(at(0, 0, 1, 1))]})
        ),
        [
            "error dashboard/variable-value /template_variable_presets/0/template_variables/0/value: saved view 'v', variable 'enw', has 'value' and 'values'; the API accepts only one of them",
            "warning dashboard/preset-variable /template_variable_presets/0/template_variables/0/name: saved view 'v' sets 'enw', which is not a template variable of this dashboard [enw]",
        ]
    );
}

#[test]
fn tags_are_teams() {
    assert_eq!(check(json!({"tags": ["team:a"]})), [""; 0]);
    assert_eq!(
        check(json!({"tags": ["env:prod"]})),
        ["error dashboard/tag /tags/0: invalid tag format 'env:prod': valid tag keys are: team [env]"]
    );
    assert_eq!(
        check(json!({"tags": ["team:a", "team:b", "team:c", "team:d", "team:e", "team:f"]})),
        ["error payload/length /tags: maximum number of elements in 'tags' is 5, found 6"]
    );
}

#[test]
fn widgets_are_inside_the_grid() {
    let check = |layouts: &[Value]| {
        check(
            json!({"widgets": layouts.iter().cloned().map(note).collect::<Vec<_>>(), "template_variables": [{"name": "env"}]}),
        )
    };
    assert_eq!(check(&[at(0, 0, 6, 2), at(6, 0, 6, 2), at(0, 2, 12, 1)]), [""; 0]);
    assert_eq!(
        check(&[at(8, 0, 6, 2)]),
        ["error dashboard/layout /widgets/0/layout/width: the widget ends at column 14; an ordered dashboard has 12"]
    );
    assert_eq!(check(&[at(-1, 0, 6, 0)]).len(), 2);
    assert_eq!(
        check(&[at(0, 0, 6, 2), at(5, 1, 6, 2)]),
        [
            "warning dashboard/overlap /widgets/1/layout: the note widget at /widgets/1 overlaps the note widget at /widgets/0"
        ]
    );
}

#[test]
fn free_dashboards_need_layouts() {
    let widget = json!({"definition": {"type": "note", "content": "x"}});
    assert_eq!(
        check(json!({"layout_type": "free", "widgets": [widget]})),
        ["error dashboard/layout /widgets/0: a widget of a free dashboard needs 'layout'"]
    );
    // Fractions were accepted on a free dashboard when recorded.
    let dragged = json!({"x": 0.909, "y": 16, "width": 10.5, "height": 6});
    let widgets = json!([{"definition": {"type": "note", "content": "a"}, "layout": dragged}]);
    assert!(check(json!({"layout_type": "free", "widgets": widgets})).is_empty());
    assert_eq!(
        check(json!({"widgets": widgets})),
        [
            "error dashboard/layout /widgets/0/layout/x: x 0.909 is not a whole number: an ordered dashboard is a grid",
            "error dashboard/layout /widgets/0/layout/width: width 10.5 is not a whole number: an ordered dashboard is a grid",
        ]
    );
}

#[test]
fn every_query_is_parsed() {
    assert_eq!(request(json!({"q": "avg:a{*}, avg:b{*} / 2"})), [""; 0]);
    assert_eq!(
        request(json!({"q": "agv:a{*}"})),
        ["error query/metric /widgets/0/definition/requests/0/q: unknown space aggregator 'agv' [agv]"]
    );
    let metric = json!({"name": "a", "data_source": "metrics", "query": "avg:a{$env}"});
    assert_eq!(
        request(
            json!({"queries": [metric], "formulas": [{"formula": "a + b"}, {"formula": "a +"}], "response_format": "timeseries"})
        ),
        [
            "warning dashboard/unknown-variable /widgets/0/definition/requests/0/queries/0/query: the query uses '$env', which is not a template variable of this dashboard [$env]",
            "warning query/unknown-name /widgets/0/definition/requests/0/formulas/0/formula: the formula uses 'b', which is not a query of the same request [b]",
            "error query/formula /widgets/0/definition/requests/0/formulas/1/formula: expected a query, a function or a number, found the end []",
        ]
    );
    assert_eq!(
        request(json!({"log_query": {"search": {"query": "service:("}, "compute": {"aggregation": "count"}}})).len(),
        1
    );
}

#[test]
fn unknown_widgets_and_sources() {
    assert_eq!(
        check(json!({"widgets": [{"definition": {"type": "timeserie"}}]})),
        ["error payload/value /widgets/0/definition/type: unknown type 'timeserie' of a widget"]
    );
    assert_eq!(
        request(json!({"queries": [{"name": "a", "data_source": "metric", "query": "avg:a{*}"}]}))[0],
        "error payload/value /widgets/0/definition/requests/0/queries/0/data_source: unknown data_source 'metric' of a query"
    );
}

#[test]
fn names_of_queries_are_unique() {
    let query = json!({"data_source": "metrics", "name": "a", "query": "avg:m{*}"});
    assert_eq!(
        request(json!({"response_format": "timeseries", "queries": [query, query], "formulas": [{"formula": "a"}]})),
        ["warning query/duplicate-name /widgets/0/definition/requests/0/queries/1/name: two queries are named 'a' [a]"]
    );
}

#[test]
fn lower_case_operators_are_reported() {
    let logs = |search: &str| {
        request(json!({"response_format": "timeseries", "queries": [
            {"data_source": "logs", "name": "a", "search": {"query": search}, "compute": {"aggregation": "count"}, "indexes": ["*"]}]}))
    };
    assert_eq!(
        logs("status:error and service:a"),
        [
            "warning query/lower-case-operator /widgets/0/definition/requests/0/queries/0/search/query: 'and' is searched for as a word, not used as an operator [and]"
        ]
    );
    for fine in ["status:error AND service:a", "\"and\"", "sand", "service:and", "@a:or"] {
        assert_eq!(logs(fine), [""; 0], "{fine}");
    }
}

#[test]
fn a_type_modifier_that_another_one_follows_is_reported() {
    let metrics = |query: &str| {
        request(
            json!({"response_format": "timeseries", "queries": [{"data_source": "metrics", "name": "a", "query": query}], "formulas": [{"formula": "a"}]}),
        )
    };
    assert_eq!(metrics("sum:m{*}.as_count().rollup(sum, 60)"), [""; 0]);
    assert_eq!(
        metrics("sum:m{*}.as_count().rollup(sum, 60).as_rate()"),
        [
            "warning query/type-modifiers /widgets/0/definition/requests/0/queries/0/query: .as_count() has no effect, because .as_rate() follows it [.as_count()]"
        ]
    );
}

#[test]
fn groups_do_not_nest() {
    let group = |widgets: Value| json!({"definition": {"type": "group", "layout_type": "ordered", "title": "g", "widgets": widgets}});
    assert_eq!(
        check(json!({"widgets": [group(json!([group(json!([]))]))]})),
        ["error dashboard/nested-group /widgets/0/definition/widgets/0: a group inside a group"]
    );
}

#[test]
fn a_list_stream_says_what_its_source_needs() {
    let stream = |query: Value| {
        let request = json!({"response_format": "event_list", "columns": [], "query": query});
        check(json!({"widgets": [{"definition": {"type": "list_stream", "requests": [request]}}]}))
    };
    assert_eq!(
        stream(json!({"data_source": "logs_stream", "query_string": "a"})),
        [""; 0]
    );
    assert_eq!(
        stream(json!({"data_source": "event_stream", "query_string": "a", "event_size": "s"})),
        [""; 0]
    );
    assert_eq!(
        stream(json!({"data_source": "event_stream", "query_string": "a"})),
        ["error dashboard/list-stream /widgets/0/definition/requests/0/query: a stream of events needs 'event_size'"]
    );
    assert_eq!(
        stream(json!({"data_source": "logs_transaction_stream", "query_string": "a", "group_by": []})),
        [
            "error dashboard/list-stream /widgets/0/definition/requests/0/query: a stream of transactions needs 'group_by'"
        ]
    );
}
