//! The objects within answers of the API, lists, what `pup` prints, and Kubernetes resources.

use datadog_schema::exports;
use datadog_schema::payload::{PayloadKind, Severity};
use serde_json::{Value, json};

/// The objects in `value`, a line each: the form, the pointer and the object, or the problem.
fn check(kind: PayloadKind, value: Value, expected: &[&str]) {
    let found: Vec<_> = exports::objects(kind, value)
        .into_iter()
        .map(|object| match object {
            Ok(object) => format!(
                "{} {} {}",
                object.form.as_deref().unwrap_or("alone"),
                object.path,
                object.payload
            ),
            Err(problem) => {
                let severity = if problem.severity == Severity::Error {
                    "error"
                } else {
                    "warning"
                };
                format!(
                    "{severity} {}: {}: {}",
                    problem.path,
                    problem.message,
                    problem.help.unwrap_or_default()
                )
            }
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn answers_of_version_1() {
    check(
        PayloadKind::Monitor,
        json!({ "query": "q" }),
        &["alone  {\"query\":\"q\"}"],
    );
    check(
        PayloadKind::Monitor,
        json!([{ "a": 1 }, { "a": 2 }]),
        &["a list /0 {\"a\":1}", "a list /1 {\"a\":2}"],
    );
    check(
        PayloadKind::Monitor,
        json!({ "counts": {}, "metadata": {}, "monitors": [{ "id": 1, "query": "q" }] }),
        &["the field 'monitors' /monitors/0 {\"id\":1,\"query\":\"q\"}"],
    );
    check(
        PayloadKind::Slo,
        json!({ "data": [{ "id": "a" }], "errors": [] }),
        &["the field 'data' /data/0 {\"id\":\"a\"}"],
    );
    check(
        PayloadKind::Slo,
        json!({ "data": { "id": "a" }, "errors": null }),
        &["the field 'data' /data {\"id\":\"a\"}"],
    );
    check(
        PayloadKind::Dashboard,
        json!({ "data": { "id": "a", "type": "dashboards", "attributes": { "title": "t" } } }),
        &["the field 'attributes' /data/attributes {\"title\":\"t\"}"],
    );
    check(
        PayloadKind::Dashboard,
        json!({ "dashboards": [{ "id": "abc", "title": "t", "url": "/dashboard/abc" }] }),
        &["error /dashboards: a list of dashboards has them without their widgets: export each dashboard by its id"],
    );
    check(PayloadKind::Slo, json!({ "data": [] }), &[]);
}

#[test]
fn answers_of_version_2() {
    let downtime = json!({ "data": { "type": "downtime", "attributes": { "scope": "*" } } });
    check(
        PayloadKind::Downtime,
        downtime.clone(),
        &[&format!("alone  {downtime}")],
    );
    let rule = json!({ "type": "monitor-notification-rule", "id": "a", "attributes": {} });
    check(
        PayloadKind::NotificationRule,
        json!({ "data": [rule], "meta": {} }),
        &[&format!("the field 'data' /data/0 {}", json!({ "data": rule }))],
    );
    let correction = json!({ "id": "a", "type": "correction", "attributes": {} });
    check(
        PayloadKind::Slo,
        json!({ "data": correction }),
        &[&format!("alone  {}", json!({ "data": correction }))],
    );
    check(
        PayloadKind::Slo,
        json!({ "data": [correction] }),
        &[&format!("the field 'data' /data/0 {correction}")],
    );
}

#[test]
fn a_search_of_slos() {
    let found = |kind: &str| {
        json!({ "data": { "type": "", "attributes": { "facets": {}, "slos": [{ "data": { "id": "a", "type": "slo", "attributes": {
            "slo_type": kind, "name": "n", "all_tags": ["team:a"], "team_tags": ["a"], "overall_status": [], "monitor_ids": null,
            "thresholds": [], "query": { "numerator": "n", "denominator": "d", "metrics": null },
        } } }] } } })
    };
    check(
        PayloadKind::Slo,
        found("metric"),
        &[
            r#"a search /data/attributes/slos/0/data/attributes {"name":"n","query":{"denominator":"d","numerator":"n"},"tags":["team:a"],"thresholds":[],"type":"metric"}"#,
        ],
    );
    check(
        PayloadKind::Slo,
        found("time_slice"),
        &[
            "warning /data/attributes/slos/0/data/attributes: a search does not return what a time-slice SLO measures, so it is not checked: export it by its id",
        ],
    );
}

#[test]
fn what_pup_prints() {
    let monitor = json!({ "id": 1, "query": "q", "status": "OK" });
    check(
        PayloadKind::Monitor,
        json!({ "status": "success", "data": [monitor], "metadata": { "count": 1 } }),
        &[&format!("the field 'data' /data/0 {monitor}")],
    );
    check(
        PayloadKind::Monitor,
        json!({ "status": "success", "data": monitor, "metadata": {} }),
        &[&format!("the field 'data' /data {monitor}")],
    );
    let downtime = json!({ "type": "downtime", "id": "a", "attributes": {} });
    check(
        PayloadKind::Downtime,
        json!({ "status": "success", "data": { "data": downtime }, "metadata": {} }),
        &[&format!("the field 'data' /data {}", json!({ "data": downtime }))],
    );
}

#[test]
fn a_refusal_is_not_an_object() {
    check(
        PayloadKind::Monitor,
        json!({ "errors": ["Forbidden"] }),
        &["error : the API refused the request: Forbidden: export again, with keys that may read the objects"],
    );
}

fn resource(kind: &str, spec: Value) -> Value {
    json!({ "apiVersion": "datadoghq.com/v1alpha1", "kind": kind, "metadata": { "name": "a" }, "spec": spec })
}

#[test]
fn a_generic_resource_is_what_its_type_says() {
    let object = exports::objects(
        PayloadKind::Monitor,
        resource(
            "DatadogGenericResource",
            json!({ "type": "slo_correction", "jsonSpec": "{\"data\": {}}" }),
        ),
    );
    assert_eq!(object[0].as_ref().map(|object| object.kind), Ok(PayloadKind::Slo));
    let check = |spec: Value, expected: &str| {
        check(
            PayloadKind::Monitor,
            resource("DatadogGenericResource", spec),
            &[expected],
        )
    };
    check(
        json!({ "type": "monitor", "jsonSpec": "{\"a\":1}" }),
        "a DatadogGenericResource  {\"a\":1}",
    );
    check(
        json!({ "type": "monitr", "jsonSpec": "{}" }),
        "error /spec/type: unknown type 'monitr' of a DatadogGenericResource: did you mean 'monitor'?",
    );
    check(
        json!({ "type": "monitor", "jsonSpec": "{" }),
        "error /spec/jsonSpec: the text is not JSON: EOF while parsing an object at line 1 column 1: ",
    );
    check(
        json!({ "type": "monitor", "jsonSpec": {} }),
        "error /spec/jsonSpec: expected a text of JSON: write the object as JSON in a block of text (|)",
    );
}

#[test]
fn a_monitor_of_the_operator() {
    let spec = json!({
        "name": "n", "type": "metric alert", "query": "q", "message": "m", "restrictedRoles": ["r"], "controllerOptions": { "disableRequiredTags": true },
        "options": {
            "timeoutH": 1, "notifyNoData": null, "thresholds": { "critical": "0.5", "criticalRecovery": "2" }, "thresholdWindows": { "triggerWindow": "last_1h" },
            "schedulingOptions": { "customSchedule": { "recurrence": { "rrule": "FREQ=DAILY" } } },
        },
    });
    check(
        PayloadKind::Monitor,
        resource("DatadogMonitor", spec),
        &[
            r#"a DatadogMonitor  {"message":"m","name":"n","options":{"scheduling_options":{"custom_schedule":{"recurrences":[{"rrule":"FREQ=DAILY"}]}},"threshold_windows":{"trigger_window":"last_1h"},"thresholds":{"critical":0.5,"critical_recovery":2},"timeout_h":1},"query":"q","restricted_roles":["r"],"type":"metric alert"}"#,
        ],
    );
    let check = |options: Value, expected: &str| {
        check(
            PayloadKind::Monitor,
            resource("DatadogMonitor", json!({ "options": options })),
            &[expected],
        )
    };
    check(
        json!({ "notify_no_data": true }),
        "error /spec/options/notify_no_data: unknown field 'notify_no_data' of the resource: did you mean 'notifyNoData'?",
    );
    check(
        json!({ "thresholds": { "critical": 0.5 } }),
        "error /spec/options/thresholds/critical: 0.5 is no text, and Kubernetes accepts only a text here: write \"0.5\"",
    );
    check(
        json!({ "thresholds": { "critical": "high" } }),
        "error /spec/options/thresholds/critical: 'high' spells no number, and the operator leaves the threshold out: write a number in quotes, such as \"0.5\"",
    );
}

#[test]
fn an_slo_of_the_operator() {
    let spec = json!({
        "name": "n", "type": "time_slice", "timeframe": "7d", "targetThreshold": "99.9", "warningThreshold": 100,
        "timeSlice": { "query": "avg:a{*}", "comparator": ">", "threshold": "500m" },
    });
    check(
        PayloadKind::Slo,
        resource("DatadogSLO", spec),
        &[
            r#"a DatadogSLO  {"name":"n","sli_specification":{"time_slice":{"comparator":">","query":{"formulas":[{"formula":"query1"}],"queries":[{"data_source":"metrics","name":"query1","query":"avg:a{*}"}]},"threshold":0.5}},"thresholds":[{"target":99.9,"timeframe":"7d","warning":100}],"type":"time_slice"}"#,
        ],
    );
    check(
        PayloadKind::Slo,
        resource("DatadogSLO", json!({ "targetThreshold": 99.9 })),
        &[
            "error /spec/targetThreshold: 99.9 is neither a text nor a whole number, and Kubernetes accepts nothing else here: write \"99.9\"",
        ],
    );
}

#[test]
fn a_dashboard_of_the_operator() {
    let spec = json!({
        "title": "t", "layoutType": "ordered", "widgets": "[{\"definition\": {}}]",
        "templateVariables": [{ "name": "env", "availableValues": ["prod"] }],
        "templateVariablePresets": [{ "name": "p", "templateVariables": [{ "name": "env", "values": ["prod"] }] }],
    });
    check(
        PayloadKind::Monitor,
        resource("DatadogDashboard", spec),
        &[
            r#"a DatadogDashboard  {"layout_type":"ordered","template_variable_presets":[{"name":"p","template_variables":[{"name":"env","values":["prod"]}]}],"template_variables":[{"available_values":["prod"],"name":"env"}],"title":"t","widgets":[{"definition":{}}]}"#,
        ],
    );
    check(
        PayloadKind::Dashboard,
        resource("DatadogDashboard", json!({ "title": "t" })),
        &["error /spec/widgets: expected a text of JSON: write the object as JSON in a block of text (|)"],
    );
}

#[test]
fn other_resources_and_lists() {
    check(
        PayloadKind::Monitor,
        json!({ "apiVersion": "v1", "kind": "List", "items": [{ "apiVersion": "v1", "kind": "ConfigMap" }, resource("DatadogMonitor", json!({ "name": "n" }))] }),
        &[
            "warning /items/0: a resource of kind 'ConfigMap' is no object of Datadog, and is not read: leave it out of the file",
            "a DatadogMonitor /items/1 {\"name\":\"n\"}",
        ],
    );
    check(
        PayloadKind::Monitor,
        json!({ "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogSLO" }),
        &["error : the DatadogSLO has no 'spec': "],
    );
}

#[test]
fn objects_by_name() {
    check(
        PayloadKind::Monitor,
        json!({ "12": { "id": 12, "query": "q" }, "13": { "id": 13, "query": "r" } }),
        &[
            "an object of objects /12 {\"id\":12,\"query\":\"q\"}",
            "an object of objects /13 {\"id\":13,\"query\":\"r\"}",
        ],
    );
    check(
        PayloadKind::Dashboard,
        json!({ "dashboard": { "widgets": [] } }),
        &["the field 'dashboard' /dashboard {\"widgets\":[]}"],
    );
    check(
        PayloadKind::Slo,
        json!({ "a/b": { "thresholds": [] } }),
        &["the field 'a/b' /a~1b {\"thresholds\":[]}"],
    );
    // One of them is something else.
    let mixed = json!({ "12": { "query": "q" }, "13": { "widgets": [] } });
    check(PayloadKind::Monitor, mixed.clone(), &[&format!("alone  {mixed}")]);
    check(PayloadKind::Monitor, json!({}), &["alone  {}"]);
}

#[test]
fn objects_of_another_kind() {
    let dashboard = json!({ "title": "t", "layout_type": "ordered", "widgets": [] });
    let monitor = json!({ "type": "query alert", "query": "avg(last_5m):avg:a{*} > 1" });
    let slo = json!({ "type": "monitor", "monitor_ids": [1], "thresholds": [] });
    for (kind, object, name) in [
        (PayloadKind::Monitor, &dashboard, "dashboard"),
        (PayloadKind::Slo, &monitor, "monitor"),
        (PayloadKind::Downtime, &monitor, "monitor"),
        (PayloadKind::Dashboard, &slo, "slo"),
    ] {
        let found = format!("this object is a {name}: write --payload {name}");
        check(kind, object.clone(), &[&format!("error : {found}")]);
        check(kind, json!({ "data": [object] }), &[&format!("error /data/0: {found}")]);
    }
    for (kind, object) in [
        (PayloadKind::Dashboard, dashboard),
        (PayloadKind::Monitor, monitor),
        (PayloadKind::Slo, slo),
    ] {
        check(kind, object.clone(), &[&format!("alone  {object}")]);
    }
}

#[test]
fn plans_and_states_of_terraform() {
    let values = json!({ "root_module": { "resources": [] } });
    for object in [
        json!({ "format_version": "1.0", "terraform_version": "1.9.0", "values": values }),
        json!({ "version": 4, "terraform_version": "1.9.0", "resources": [] }),
        json!({ "resource": { "datadog_monitor": { "a": { "name": "n" } } } }),
    ] {
        check(
            PayloadKind::Monitor,
            object,
            &[
                "error : a plan, a state or a configuration of Terraform, where objects have other fields than in the API: export the objects from the API, or with pup",
            ],
        );
    }
}
