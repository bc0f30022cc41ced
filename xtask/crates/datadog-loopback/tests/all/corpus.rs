//! The double and what others recorded of Datadog: it refuses what Datadog refused, in the same words; it accepts what Datadog accepted, and returns it with
//! every field that was sent.

use crate::support::{get, monitor, post, server, slo};
use datadog_loopback::{Kind, Server};
use serde_json::{Value, json};
use test_support::fixtures::{corpus, corpus_lines};

/// Shipped definitions that are wrong themselves, and why.
const WRONG: &[(&str, &str)] = &[(
    "core:traefik_mesh/assets/dashboards/traefik_mesh_overview.json",
    "'$routercode:3*' gives a value to a template variable, which has one already",
)];

/// Fields that come back changed, and why.
const CHANGED: &[(&str, &str)] = &[
    (
        "/id",
        "Datadog gives ids; shipped definitions still have that of their author",
    ),
    ("/created", "Datadog sets times"),
    ("/created_at", "Datadog sets times"),
    ("/modified", "Datadog sets times"),
    ("/modified_at", "Datadog sets times"),
    ("/creator", "the double has one user"),
    ("/author_handle", "the double has one user"),
    ("/author_name", "the double has one user"),
    ("/org_id", "the double has an organisation of its own"),
    ("/overall_state", "Datadog evaluates"),
    ("/overall_state_modified", "Datadog evaluates"),
    ("/multi", "follows from the query"),
    ("/url", "contains the id"),
    ("/data/attributes/schedule/start", "null becomes the time of the call"),
];

fn lines(file: &str) -> Option<Vec<Value>> {
    let lines = corpus_lines(&corpus()?, file);
    Some(
        lines
            .iter()
            .map(|line| serde_json::from_str(line).expect("the corpus is JSON"))
            .collect(),
    )
}

/// What of `sent` does not come back in `received`, by its pointer.
fn lost(sent: &Value, received: &Value, at: &str, out: &mut Vec<String>) {
    if CHANGED.iter().any(|(path, _why)| *path == at) {
        return;
    }
    match (sent, received) {
        (Value::Object(fields), Value::Object(_)) => {
            for (name, value) in fields {
                lost(value, &received[name], &format!("{at}/{name}"), out);
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (number, (item, other)) in items.iter().zip(others).enumerate() {
                lost(item, other, &format!("{at}/{number}"), out);
            }
        }
        _ if sent == received => {}
        _ => out.push(format!("{at}: sent {sent}, received {received}")),
    }
}

/// The numbers in a text.
fn numbers(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
}

/// Puts in place what a definition refers to: monitors and SLOs of the organisation that it was recorded in.
fn put_references(server: &Server, definition: &Value) {
    if definition["type"] == "composite" {
        for id in numbers(definition["query"].as_str().unwrap_or_default()) {
            server.store.put(Kind::Monitor, id, monitor(&id.to_string()));
        }
    }
    if definition["type"] == "slo alert"
        && let Some(id) = definition["query"].as_str().and_then(|query| query.split('"').nth(1))
    {
        server.store.put(Kind::Slo, id, slo(id));
    }
    for id in definition["monitor_ids"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_u64)
    {
        server.store.put(Kind::Monitor, id, monitor(&id.to_string()));
    }
    if let Some(id) = definition["data"]["attributes"]["slo_id"].as_str() {
        server.store.put(Kind::Slo, id, slo(id));
    }
    if let Some(id) = definition["data"]["attributes"]["monitor_identifier"]["monitor_id"].as_u64() {
        server.store.put(Kind::Monitor, id, monitor(&id.to_string()));
    }
}

#[test]
fn what_datadog_refused_is_refused_in_the_same_words() {
    let Some(lines) = lines("rejections.jsonl") else { return };
    let server = server();
    for line in lines {
        let path = line["path"].as_str().expect("a path");
        if let Some(id) = numbers(path).find(|number| *number > 1000) {
            server.store.put(Kind::Monitor, id, monitor("existing"));
        }
        let answer = post(&server, path, &line["body"]);
        let shown = (u64::from(answer.status), answer.text());
        let expected = (
            line["status"].as_u64().expect("a status"),
            line["response"].as_str().expect("a text").to_owned(),
        );
        assert_eq!(shown, expected, "{}", line["source"]);
    }
}

/// Creates each definition and reads it again, and returns what is wrong.
fn round_trip(file: &str, key: &str, place: impl Fn(&Value) -> (&'static str, &'static str)) -> Option<Vec<String>> {
    let server = server();
    let mut wrong = Vec::new();
    for line in lines(file)? {
        let (source, definition) = (line["source"].as_str().unwrap_or_default(), &line[key]);
        server.store.clear();
        put_references(&server, definition);
        let (path, id) = place(definition);
        let created = post(&server, path, definition);
        let known = WRONG.iter().any(|(wrong, _why)| *wrong == source);
        if known || created.status != 200 {
            if known != (created.status == 400) {
                wrong.push(format!("{source}: {} {}", created.status, created.text()));
            }
            continue;
        }
        let created = created.json();
        // SLOs come in a list of one.
        let object = if created["data"].is_array() {
            &created["data"][0]
        } else {
            &created
        };
        let id = object
            .pointer(id)
            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let read = get(&server, &format!("{path}/{}", id.expect("an id"))).expect(200);
        let read = if created["data"].is_array() {
            &read["data"]
        } else {
            &read
        };
        let mut differences = Vec::new();
        lost(definition, read, "", &mut differences);
        wrong.extend(
            differences
                .into_iter()
                .map(|difference| format!("{source} {difference}")),
        );
    }
    Some(wrong)
}

fn assert_none(wrong: Option<Vec<String>>) {
    let wrong = wrong.unwrap_or_default();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn accepted_monitors_come_back_whole() {
    assert_none(round_trip("monitors.jsonl", "monitor", |_| ("/api/v1/monitor", "/id")));
}

#[test]
fn accepted_dashboards_come_back_whole() {
    assert_none(round_trip("dashboards.jsonl", "dashboard", |_| {
        ("/api/v1/dashboard", "/id")
    }));
}

#[test]
fn accepted_slos_and_corrections_come_back_whole() {
    assert_none(round_trip("slos.jsonl", "slo", |slo| {
        if slo.get("data").is_some() {
            ("/api/v1/slo/correction", "/data/id")
        } else {
            ("/api/v1/slo", "/id")
        }
    }));
}

#[test]
fn accepted_downtimes_come_back_whole() {
    assert_none(round_trip("downtimes.jsonl", "downtime", |downtime| {
        if downtime.get("data").is_some() {
            ("/api/v2/downtime", "/data/id")
        } else {
            ("/api/v1/downtime", "/id")
        }
    }));
}

#[test]
fn differences_are_found() {
    let mut out = Vec::new();
    lost(
        &json!({ "a": [1, { "b": 2 }], "id": 1 }),
        &json!({ "a": [1, { "b": 3 }], "c": 1 }),
        "",
        &mut out,
    );
    assert_eq!(out, ["/a/1/b: sent 2, received 3"]);
}
