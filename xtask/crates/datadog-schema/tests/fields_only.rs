//! Kinds of which only the fields are checked: notification rules, notebooks, synthetic tests, log archives, metrics from logs, restriction queries.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};
use support::check;

fn rule(attributes: Value) -> Value {
    json!({ "data": { "type": "monitor-notification-rule", "attributes": attributes } })
}

#[test]
fn notification_rules() {
    let valid =
        json!({ "name": "platform", "filter": { "tags": ["team:platform"] }, "recipients": ["slack-platform"] });
    assert_eq!(check(PayloadKind::NotificationRule, &rule(valid)), [""; 0]);
    let broken = json!({ "filter": { "tag": ["team:platform"] }, "recipients": [] });
    assert_eq!(
        check(PayloadKind::NotificationRule, &rule(broken)),
        [
            "error payload/missing-field /data/attributes/filter: field 'tags' or 'scope' is missing in a filter of a notification rule",
            "error payload/length /data/attributes/recipients: minimum number of elements in 'recipients' is 1, found 0",
            "error payload/missing-field /data/attributes: field 'name' is missing in the attributes of a notification rule",
        ]
    );
}

#[test]
fn notebooks() {
    let notebook = |definition: Value| {
        let cell = json!({ "type": "notebook_cells", "attributes": { "definition": definition } });
        json!({ "data": { "type": "notebooks", "attributes": { "name": "review", "time": { "live_span": "1h" }, "cells": [cell] } } })
    };
    let check = |definition: Value| check(PayloadKind::Notebook, &notebook(definition));
    assert_eq!(check(json!({ "type": "markdown", "text": "# Review" })), [""; 0]);
    let series = json!({ "type": "timeseries", "requests": [{ "q": "avg:a{*}", "display_type": "line" }] });
    assert_eq!(check(series), [""; 0]);
    assert_eq!(
        check(json!({ "type": "markdwon", "text": "# Review" })),
        [
            "error payload/value /data/attributes/cells/0/attributes/definition/type: unknown type 'markdwon' of the attributes of a cell"
        ]
    );
    assert_eq!(
        check(json!({ "text": "# Review" })),
        [
            "error payload/missing-field /data/attributes/cells/0/attributes: field 'definition.type' is missing in the attributes of a cell"
        ]
    );
}

#[test]
fn synthetic_tests() {
    let api = |assertion: Value| {
        json!({
            "type": "api", "subtype": "http", "name": "login", "message": "@slack-ops", "locations": ["aws:eu-central-1"], "status": "live",
            "config": { "request": { "method": "GET", "url": "https://example.com", "timeout": 30 }, "assertions": [assertion] },
            "options": { "tick_every": 60, "min_location_failed": 1, "retry": { "count": 1, "interval": 300 } },
        })
    };
    let check_api = |assertion: Value| check(PayloadKind::SyntheticTest, &api(assertion));
    assert_eq!(
        check_api(json!({ "operator": "is", "type": "statusCode", "target": 200 })),
        [""; 0]
    );
    assert_eq!(
        check_api(json!({ "type": "javascript", "code": "dd.expect(1)" })),
        [""; 0]
    );
    assert_eq!(
        check_api(json!({ "operator": "equals", "type": "statusCode", "target": 200 })),
        ["error payload/value /config/assertions/0/operator: unknown value 'equals' in 'operator'"]
    );
    assert_eq!(
        check(PayloadKind::SyntheticTest, &json!({ "type": "browsr" })),
        ["error payload/value /type: unknown type 'browsr' of a synthetic test"]
    );
    assert_eq!(
        check(PayloadKind::SyntheticTest, &json!({ "type": "mobile", "x": 1 })),
        [""; 0]
    );
    let browser = json!({
        "type": "browser", "name": "login", "message": "", "locations": ["aws:eu-central-1"], "options": { "tick_every": 5 },
        "config": { "request": { "method": "GET", "url": "https://example.com" }, "assertions": [] },
    });
    assert_eq!(
        check(PayloadKind::SyntheticTest, &browser),
        ["error payload/range /options/tick_every: 'tick_every' must be between 30 and 604800, found 5"]
    );
}

#[test]
fn logs() {
    let s3 = json!({ "type": "s3", "bucket": "logs", "integration": { "account_id": "1", "role_name": "datadog" } });
    let archive = |destination: Value| json!({ "data": { "type": "archives", "attributes": { "name": "all", "query": "*", "destination": destination } } });
    assert_eq!(check(PayloadKind::LogArchive, &archive(s3)), [""; 0]);
    assert_eq!(
        check(PayloadKind::LogArchive, &archive(json!({ "type": "s4" }))),
        ["error payload/value /data/attributes/destination/type: unknown type 's4' of a destination of a log archive"]
    );
    let metric = |compute: Value| json!({ "data": { "type": "logs_metrics", "id": "jobs.failed", "attributes": { "compute": compute, "filter": { "query": "status:error" } } } });
    assert_eq!(
        check(PayloadKind::LogMetric, &metric(json!({ "aggregation_type": "count" }))),
        [""; 0]
    );
    assert_eq!(
        check(PayloadKind::LogMetric, &metric(json!({ "aggregation_type": "sum" }))),
        ["error payload/value /data/attributes/compute/aggregation_type: unknown value 'sum' in 'aggregation_type'"]
    );
    let restriction = json!({ "data": { "type": "logs_restriction_queries", "attributes": { "restriction_query": "env:dev", "role_count": 2 } } });
    assert_eq!(check(PayloadKind::RestrictionQuery, &restriction), [""; 0]);
}
