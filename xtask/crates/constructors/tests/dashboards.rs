//! The findings of dashboards, and their files. The snapshots of the crate `render` hold the payloads of widgets.

mod support;

use serde_json::{Value, json};
use support::{constructed, dashboard, reported, signal};

fn ratio() -> Value {
    signal(
        "ratio",
        json!({ "title": "Jobs that fail", "bad": "jobs.failed", "of": "jobs.total" }),
    )
}

fn group(widgets: Value) -> Value {
    constructed("dashboard.group", json!({ "title": "Jobs", "rows": [widgets] }))
}

/// Checks the findings of a widget.
fn check(kind: &str, args: Value, expected: &str) {
    let widget = constructed(&format!("widget.{kind}"), args);
    let value = constructed(
        "dashboard.dashboard",
        json!({ "title": "Jobs", "description": "d", "groups": [group(json!([widget]))] }),
    );
    assert_eq!(
        dashboard(Some("scribe"), &value).map_or_else(|findings| reported(&findings), |_| String::new()),
        expected
    );
}

#[test]
fn unknown_words_of_a_widget() {
    check(
        "timeseries",
        json!({ "signal": ratio(), "limits": { "alert": 5, "warn": null } }),
        "",
    );
    check(
        "timeseries",
        json!({ "signal": ratio(), "colour": "failur", "display": "lines", "limits": { "alrt": 5 } }),
        "dashboard/unknown-display at lines: unknown display of a widget 'lines' | did you mean 'line'?
dashboard/unknown-colour at failur: unknown colour of a widget 'failur' | did you mean 'failure'?
jsonnet/unknown-field at alrt: limits of a widget has no field 'alrt' | did you mean 'alert'?",
    );
    check(
        "query_value",
        json!({ "signal": ratio(), "over": "median", "width": 13 }),
        "jsonnet/range at 13: widget query_value: width must be a whole number from 1 to 12, not 13
dashboard/unknown-aggregation at median: unknown over of a widget 'median' | use one of avg, last, max, min, sum",
    );
    check(
        "table",
        json!({ "title": "t", "by": ["queue"], "columns": [{ "signal": ratio(), "title": "fail", "percentil": 9 }] }),
        "jsonnet/unknown-field at percentil: column of widget table has no field 'percentil' | did you mean 'percentile'?",
    );
}

#[test]
fn nothing_that_is_given_is_ignored() {
    check(
        "query_value",
        json!({ "signal": ratio(), "percentile": 95 }),
        "dashboard/not-a-distribution at percentile: widget query_value: the signal 'Jobs that fail' is a ratio | give it a percentile signal",
    );
    check(
        "timeseries",
        json!({ "signal": ratio(), "signals": [ratio()] }),
        "dashboard/signal-and-signals at signals: widget timeseries has 'signal' and 'signals' | put all of them into 'signals'",
    );
    check(
        "query_value",
        json!({ "signal": ratio(), "empty_is_zero": true }),
        "dashboard/empty-is-zero at empty_is_zero: widget query_value: empty_is_zero without remaining would show missing events as no failure | add remaining: true, or remove 'empty_is_zero'",
    );
    check(
        "burn_rate",
        json!({ "signal": signal("gauge", json!({ "title": "Oldest job", "metric": "jobs.age" })), "target_percent": 99.5 }),
        "dashboard/no-share at signal: widget burn_rate: the signal 'Oldest job' is a gauge: it does not count good and bad events | show a ratio signal, or ctx.signal.over_limit for a latency",
    );
    check(
        "burn_rate",
        json!({ "signal": ratio(), "target_percent": 100 }),
        "dashboard/no-budget at target_percent: widget burn_rate: a target of 100 % leaves no error budget | write 99.5 for 99.5 %",
    );
    check(
        "note",
        json!({ "text": "t", "title": "T" }),
        "dashboard/note at title: widget note: a note has no title | write it into the text",
    );
    check(
        "slos",
        json!({ "service": "scrib" }),
        "service/unknown at scrib: unknown service 'scrib' | did you mean 'scribe'? or declare it in jsonnet/services/scrib/service.libsonnet",
    );
}

#[test]
fn a_group_is_distinguished_from_its_widgets() {
    let of = |groups: Value| {
        constructed(
            "dashboard.dashboard",
            json!({ "title": "Jobs", "description": "d", "team": "ml", "groups": groups }),
        )
    };
    let built =
        |groups: Value| dashboard(None, &of(groups)).map_or_else(|findings| reported(&findings), |_| String::new());
    let note = || constructed("widget.note", json!({ "text": "t" }));
    assert_eq!(built(json!([null, group(json!([null, note()])), group(json!([]))])), "");
    assert_eq!(
        built(json!([note()])),
        "dashboard/no-group at groups: the groups of a dashboard must be groups, not an object | groups are a list of ctx.group({ title, rows }); null is left out",
    );
    assert_eq!(
        built(json!([group(json!([group(json!([]))]))])),
        "dashboard/no-widget at rows: a row of a group must hold widgets, not an object | a row is a list of ctx.widget.<kind>({ ... }); null is left out",
    );
    assert_eq!(
        built(json!([group(json!((0..13).map(|_| note()).collect::<Vec<_>>()))])),
        "dashboard/too-wide at Jobs: group 'Jobs': a row is wider than 12 columns | put its widgets into two rows",
    );
}

/// A finding about a part of a service's dashboard is in the file of the part.
#[test]
fn the_file_of_a_part_is_blamed() {
    let wrong = |text: &str| {
        group(json!([constructed(
            "widget.note",
            json!({ "text": "t", "background": text })
        )]))
    };
    let parts = json!([{ "groups": [wrong("gren")] }, { "archetype": "worker", "groups": [wrong("blu")] }]);
    let value = constructed(
        "dashboard.service",
        json!({ "shown": ["scribe"], "objectives": [], "parts": parts }),
    );
    let findings = dashboard(Some("scribe"), &value).expect_err("two findings");
    assert_eq!(
        reported(&findings),
        "dashboard/unknown-background at gren in services/scribe/dashboards/overview.libsonnet: unknown background of a note 'gren' | did you mean 'green'?
dashboard/unknown-background at blu in lib/archetype/worker/dashboard.libsonnet: unknown background of a note 'blu' | did you mean 'blue'?",
    );
    assert_eq!(findings[0].note.as_deref(), Some("in group 'Jobs', row 1, widget 1"));
}
