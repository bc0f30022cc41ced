//! The server around its endpoints: keys, limits, faults, the journal, the clock, its folder.

use std::io;
use std::time::Duration;

use crate::support::{KEYS, call, get, monitor, post, send, server};
use datadog_loopback::{Action, Config, Key, Kind, Rule, Server};
use serde_json::json;

#[test]
fn every_answer_says_that_it_comes_from_a_double() {
    let server = server();
    for path in ["/api/v1/validate", "/api/v1/monitor/1", "/nowhere", "/loopback/"] {
        assert_eq!(
            get(&server, path).header("x-datadog-double"),
            Some("loopback"),
            "{path}"
        );
    }
}

#[test]
fn keys_decide_the_organisation() {
    let key = |api: &str, application: &str, organisation| Key {
        api: api.to_owned(),
        application: application.to_owned(),
        organisation,
    };
    let server = Server::start(Config {
        keys: vec![key("a", "b", 4242), key("c", "d", 7)],
        ..Config::default()
    })
    .expect("a server");
    post(&server, "/api/v1/monitor", &monitor("mine")).expect(200);
    let with = |api, application| {
        let headers = [("dd-api-key", api), ("dd-application-key", application)];
        send(&server, "GET", "/api/v1/monitor", &headers, b"").expect("an answer")
    };
    assert_eq!(with("c", "d").expect(200), json!([]));
    assert_eq!(with("a", "d").expect(403), json!({ "errors": ["Forbidden"] }));
    let without = send(&server, "GET", "/api/v1/monitor", &[("dd-api-key", "a")], b"").expect("an answer");
    assert_eq!(without.status, 401);
    let valid = send(&server, "GET", "/api/v1/validate", &[("dd-api-key", "a")], b"").expect("an answer");
    assert_eq!(valid.expect(200), json!({ "valid": true }));
    let wrong = send(&server, "GET", "/api/v1/validate", &[("dd-api-key", "x")], b"").expect("an answer");
    assert_eq!(wrong.status, 403);
}

#[test]
fn limits_are_stated_and_enforced() {
    let server = server();
    let body = json!({ "name": "main", "filter": { "query": "*" } });
    let answers: Vec<_> = (0..101)
        .map(|_| call(&server, "PUT", "/api/v1/slo/none", Some(&body)))
        .collect();
    assert_eq!(answers[0].header("x-ratelimit-remaining"), Some("99"));
    assert_eq!(answers[0].header("x-ratelimit-period"), Some("10"));
    let last = &answers[100];
    assert_eq!((last.status, last.header("x-ratelimit-remaining")), (429, Some("0")));
    assert!(
        last.header("x-ratelimit-reset")
            .is_some_and(|reset| reset.parse::<u64>().is_ok_and(|s| (1..=10).contains(&s)))
    );
}

#[test]
fn the_journal_names_objects_and_ids() {
    let server = server();
    let created = post(&server, "/api/v1/monitor?api_key=secret&x=1", &monitor("a")).expect(200);
    let id = created["id"].to_string();
    get(&server, &format!("/api/v1/monitor/{id}"));
    post(&server, "/api/v1/monitor", &monitor("a"));
    let calls = server.journal.entries();
    let shown: Vec<_> = calls
        .iter()
        .map(|entry| {
            (
                entry.method.as_str(),
                entry.status,
                entry.object.as_deref(),
                entry.id.as_deref(),
            )
        })
        .collect();
    let (name, id) = (Some("a"), Some(id.as_str()));
    assert_eq!(
        shown,
        [
            ("POST", 200, name, id),
            ("GET", 200, name, id),
            ("POST", 400, name, None)
        ]
    );
    assert_eq!(calls[0].query, "x=1");
    assert_eq!(calls[0].body_hash, calls[2].body_hash);
    assert_eq!(server.journal.calls("POST", "/api/v1/mon*").len(), 2);
    assert_eq!(server.journal.after(2).len(), 1);
}

#[test]
fn a_fault_answers_instead() {
    let server = server();
    let post_named = |name: &str| post(&server, "/api/v1/monitor", &monitor(name));
    server.faults.add(
        Rule::new("storm", Action::RateLimited { reset_s: 7 })
            .on("POST", "/api/v1/monitor")
            .times(1),
    );
    let limited = post_named("a");
    assert_eq!((limited.status, limited.header("x-ratelimit-reset")), (429, Some("7")));
    server.faults.add(
        Rule::new(
            "refused",
            Action::Refuse {
                message: "no".to_owned(),
            },
        )
        .object("bad*"),
    );
    assert_eq!(post_named("bad one").expect(400), json!({ "errors": ["no"] }));
    post_named("good one").expect(200);
    server.faults.add(Rule::new("html", Action::Html).times(1));
    let html = post_named("a");
    assert!(html.status == 200 && html.text().starts_with("<!DOCTYPE html>"));
    assert_eq!(server.store.objects(Kind::Monitor).len(), 1);
    assert_eq!(server.journal.entries()[0].fault.as_deref(), Some("storm"));
}

#[test]
fn a_connection_is_cut() {
    let server = server();
    let result = |action: Action, name: &str| {
        server.faults.clear();
        server.faults.add(Rule::new("cut", action));
        send(
            &server,
            "POST",
            "/api/v1/monitor",
            KEYS,
            monitor(name).to_string().as_bytes(),
        )
    };
    let monitors = || server.store.objects(Kind::Monitor).len();
    assert!(result(Action::Close, "a").is_err());
    assert!(result(Action::HalfClose, "a").is_err());
    assert_eq!(monitors(), 0);
    assert!(result(Action::LoseAnswer, "a").is_err());
    assert_eq!(monitors(), 1, "the answer was lost, not the monitor");
    assert!(result(Action::Truncate, "b").is_err());
    assert_eq!(monitors(), 2);
    let duplicate = result(Action::Delay { ms: 1 }, "a").expect("an answer");
    assert!(duplicate.text().contains("Duplicate of an existing monitor_id:"));
}

#[test]
fn an_answer_that_never_comes_leaves_the_connection_open() {
    use std::io::{Read, Write};
    let server = server();
    server.faults.add(Rule::new("hang", Action::Hang));
    let mut stream = std::net::TcpStream::connect(server.url.trim_start_matches("http://")).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_millis(200)))
        .expect("a time-out");
    stream
        .write_all(b"GET /api/v1/monitor HTTP/1.1\r\nhost: a\r\ndd-api-key: a\r\ndd-application-key: b\r\n\r\n")
        .expect("a request");
    let error = stream.read(&mut [0; 1]).expect_err("no answer");
    assert!(
        matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut),
        "{error}"
    );
}

#[test]
fn a_restarted_server_has_its_objects_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = || {
        Server::start(Config {
            state: Some(folder.path().to_owned()),
            ..Config::default()
        })
        .expect("a server")
    };
    let server = start();
    let first = post(&server, "/api/v1/monitor", &monitor("a")).expect(200);
    let second = post(&server, "/api/v1/monitor", &monitor("b")).expect(200);
    call(&server, "DELETE", &format!("/api/v1/monitor/{}", second["id"]), None).expect(200);
    drop(server);
    // The end of a process in the middle of a line.
    let path = folder.path().join("objects.jsonl");
    let mut text = std::fs::read_to_string(&path).expect("the file");
    text += "{\"organisation\":42";
    std::fs::write(&path, text).expect("the file");
    let server = start();
    assert_eq!(server.store.objects(Kind::Monitor), [first]);
    let third = post(&server, "/api/v1/monitor", &monitor("c")).expect(200);
    assert!(third["id"].as_u64() > second["id"].as_u64(), "ids are not used again");
    assert_eq!(
        std::fs::read_to_string(folder.path().join("journal.jsonl"))
            .expect("the journal")
            .lines()
            .count(),
        4
    );
}

#[test]
fn a_folder_of_something_else_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("objects.jsonl"), "nothing\n").expect("a file");
    let error = Server::start(Config {
        state: Some(folder.path().to_owned()),
        ..Config::default()
    })
    .expect_err("an error");
    let text = error.to_string();
    assert!(text.contains("line 1") && text.contains("objects.jsonl"), "{text}");
}

#[test]
fn a_process_is_controlled_by_http() {
    let server = server();
    let bare =
        |method: &str, path: &str, body: &str| send(&server, method, path, &[], body.as_bytes()).expect("an answer");
    let rule = r#"{ "name": "down", "path": "/api/*", "action": { "kind": "status", "status": 503 } }"#;
    bare("POST", "/loopback/faults", rule).expect(200);
    assert_eq!(get(&server, "/api/v1/monitor").status, 503);
    assert_eq!(
        bare("GET", "/loopback/faults", "").expect(200)["faults"][0]["applied"],
        1
    );
    assert_eq!(bare("DELETE", "/loopback/faults/down", "").status, 204);
    assert_eq!(bare("DELETE", "/loopback/faults/down", "").status, 404);
    assert_eq!(
        bare("POST", "/loopback/faults", r#"{ "name": "x", "actoin": 1 }"#).status,
        400
    );
    let moved = bare("PUT", "/loopback/clock", r#"{ "advance_s": 3600 }"#).expect(200);
    assert_eq!(moved["seconds"], crate::support::NOW + 3600);
    let stopped = bare("PUT", "/loopback/clock", r#"{ "stop_at": "2027-02-01T00:00:00Z" }"#).expect(200);
    assert_eq!(stopped["now"], "2027-02-01T00:00:00.000000+00:00");
    assert_eq!(
        bare("GET", "/loopback/journal?method=GET", "").expect(200)["calls"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    post(&server, "/api/v1/monitor", &monitor("a")).expect(200);
    assert_eq!(
        bare("GET", "/loopback/objects/monitor", "").expect(200)["objects"][0]["name"],
        "a"
    );
    assert_eq!(bare("POST", "/loopback/reset", "").status, 204);
    let about = bare("GET", "/loopback/", "").expect(200);
    assert_eq!((&about["calls"], &about["objects"]["monitor"]), (&json!(0), &json!(0)));
}

#[test]
fn two_servers_cannot_have_one_port() {
    let first = server();
    let listen = first.url.trim_start_matches("http://").parse().expect("an address");
    let error = Server::start(Config {
        listen,
        ..Config::default()
    })
    .expect_err("an error");
    assert!(
        error
            .to_string()
            .starts_with(&format!("the loopback Datadog cannot listen on {listen}: "))
    );
}
