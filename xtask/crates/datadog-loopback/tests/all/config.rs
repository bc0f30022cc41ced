//! The organisation's configuration: log pipelines and indexes, roles, keys, integrations.

use crate::support::{call, get, post, server};
use serde_json::json;

#[test]
fn pipelines_have_an_order() {
    let server = server();
    let create = |name: &str| {
        let body = json!({ "name": name, "is_enabled": true, "filter": { "query": "source:node" }, "processors": [] });
        post(&server, "/api/v1/logs/config/pipelines", &body).expect(200)["id"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let (a, b) = (create("a"), create("b"));
    let order = json!({ "pipeline_ids": [b, a] });
    assert_eq!(
        call(&server, "PUT", "/api/v1/logs/config/pipeline-order", Some(&order)).expect(200),
        order
    );
    let listed = get(&server, "/api/v1/logs/config/pipelines").expect(200);
    assert_eq!((&listed[0]["name"], &listed[1]["name"]), (&json!("b"), &json!("a")));
    let short = json!({ "pipeline_ids": [a] });
    assert_eq!(
        call(&server, "PUT", "/api/v1/logs/config/pipeline-order", Some(&short)).status,
        400
    );
    let path = format!("/api/v1/logs/config/pipelines/{a}");
    assert_eq!(
        call(&server, "PUT", &path, Some(&json!({ "name": "c" }))).expect(200)["name"],
        "c"
    );
    assert_eq!(call(&server, "DELETE", &path, None).status, 200);
    assert_eq!(get(&server, &path).status, 404);
    assert_eq!(post(&server, "/api/v1/logs/config/pipelines", &json!({})).status, 400);
}

#[test]
fn indexes_are_found_by_name() {
    let server = server();
    let body = json!({ "name": "main", "filter": { "query": "*" }, "num_retention_days": 7 });
    assert_eq!(
        post(&server, "/api/v1/logs/config/indexes", &body).expect(200)["exclusion_filters"],
        json!([])
    );
    assert_eq!(post(&server, "/api/v1/logs/config/indexes", &body).status, 400);
    assert_eq!(
        post(&server, "/api/v1/logs/config/indexes", &json!({ "name": "Main" })).status,
        400
    );
    assert_eq!(
        get(&server, "/api/v1/logs/config/indexes/main").expect(200)["num_retention_days"],
        7
    );
    assert_eq!(
        get(&server, "/api/v1/logs/config/index-order").expect(200),
        json!({ "index_names": ["main"] })
    );
}

#[test]
fn managed_roles_stay() {
    let server = server();
    let role = json!({ "data": { "type": "roles", "attributes": { "name": "On call" } } });
    let id = post(&server, "/api/v2/roles", &role).expect(200)["data"]["id"]
        .as_str()
        .expect("a text")
        .to_owned();
    assert_eq!(post(&server, "/api/v2/roles", &role).status, 400);
    let listed = get(&server, "/api/v2/roles?filter=read").expect(200);
    let managed = listed["data"][0]["id"].as_str().expect("a text");
    assert_eq!(
        (
            &listed["data"][0]["attributes"]["name"],
            &listed["meta"]["page"]["total_count"]
        ),
        (&json!("Datadog Read Only Role"), &json!(4))
    );
    assert_eq!(
        call(&server, "DELETE", &format!("/api/v2/roles/{managed}"), None).status,
        400
    );
    assert_eq!(
        call(&server, "DELETE", &format!("/api/v2/roles/{id}"), None).status,
        204
    );
    assert!(
        get(&server, "/api/v2/permissions").expect(200)["data"]
            .as_array()
            .is_some_and(|all| all.len() > 10)
    );
    assert_eq!(
        get(&server, "/api/v2/current_user").expect(200)["data"]["attributes"]["handle"],
        "loopback@datadog.invalid"
    );
}

#[test]
fn secrets_of_integrations_are_not_shown() {
    let server = server();
    let path = "/api/v1/integration/webhooks/configuration";
    let webhook = json!({ "name": "pager", "url": "https://example.org/hook" });
    assert_eq!(
        post(&server, &format!("{path}/webhooks"), &webhook).expect(201)["encode_as"],
        "json"
    );
    assert_eq!(post(&server, &format!("{path}/webhooks"), &webhook).status, 400);
    let variable = json!({ "name": "TOKEN", "value": "secret", "is_secret": true });
    assert_eq!(
        post(&server, &format!("{path}/custom-variables"), &variable).expect(201),
        json!({ "name": "TOKEN", "is_secret": true })
    );
    let service = json!({ "service_name": "oncall", "service_key": "secret" });
    let services = "/api/v1/integration/pagerduty/configuration/services";
    assert_eq!(
        post(&server, services, &service).expect(201),
        json!({ "service_name": "oncall" })
    );
    assert_eq!(get(&server, &format!("{services}/none")).status, 404);
    let channels = "/api/v1/integration/slack/configuration/accounts/main/channels";
    post(&server, channels, &json!({ "name": "#oncall" })).expect(200);
    assert_eq!(
        get(&server, &format!("{channels}/oncall")).expect(200)["name"],
        "#oncall"
    );
    assert_eq!(get(&server, channels).expect(200).as_array().map(Vec::len), Some(1));
}

#[test]
fn collections_have_envelopes_and_pages() {
    let server = server();
    let mapping = |value: &str| json!({ "data": { "type": "authn_mappings", "attributes": { "attribute_key": "group", "attribute_value": value } } });
    let first = post(&server, "/api/v2/authn_mappings", &mapping("a")).expect(200);
    post(&server, "/api/v2/authn_mappings", &mapping("b")).expect(200);
    let path = format!(
        "/api/v2/authn_mappings/{}",
        first["data"]["id"].as_str().expect("a text")
    );
    let changed = call(&server, "PATCH", &path, Some(&mapping("c"))).expect(200);
    assert_eq!(changed["data"]["attributes"]["attribute_value"], "c");
    let page = get(&server, "/api/v2/authn_mappings?page%5Bsize%5D=1&page%5Bnumber%5D=1").expect(200);
    assert_eq!(
        (
            page["data"].as_array().map(Vec::len),
            &page["meta"]["page"]["total_count"]
        ),
        (Some(1), &json!(2))
    );
    assert_eq!(call(&server, "DELETE", &path, None).status, 204);
    assert_eq!(get(&server, &path).status, 404);
}
