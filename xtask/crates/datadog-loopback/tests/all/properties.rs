//! Whatever is sent, the server answers, and goes on answering.

use std::sync::OnceLock;

use crate::support::{get, send, server};
use datadog_loopback::Server;
use datadog_loopback::intake::{decode_msgpack, dogstatsd};
use proptest::prelude::*;

fn shared() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(server)
}

const INTAKES: [(&str, &str); 14] = [
    ("/api/v1/series", "application/json"),
    ("/api/v2/series", "application/json"),
    ("/api/v2/series", "application/x-protobuf"),
    ("/api/beta/sketches", "application/x-protobuf"),
    ("/api/v1/distribution_points", "application/json"),
    ("/api/v1/check_run", "application/json"),
    ("/api/v2/logs", "application/json"),
    ("/api/v2/logs", "text/plain"),
    ("/v0.4/traces", "application/msgpack"),
    ("/v0.5/traces", "application/msgpack"),
    ("/v0.7/traces", "application/msgpack"),
    ("/api/v0.2/traces", "application/x-protobuf"),
    ("/v0.6/stats", "application/msgpack"),
    ("/api/v0.2/stats", "application/msgpack"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn intakes_answer_any_bytes(
        intake in 0..INTAKES.len(),
        encoding in prop::sample::select(vec!["identity", "gzip", "deflate", "zstd"]),
        body in prop::collection::vec(any::<u8>(), 0..512),
    ) {
        let (path, content_type) = INTAKES[intake];
        let headers = [("dd-api-key", "a"), ("content-type", content_type), ("content-encoding", encoding)];
        let answer = send(shared(), "POST", path, &headers, &body).expect("an answer");
        prop_assert!([200, 202, 400].contains(&answer.status), "{}", answer.text());
        prop_assert_eq!(get(shared(), "/api/v1/validate").status, 200);
    }

    #[test]
    fn objects_answer_any_json(
        path in prop::sample::select(vec![
            "/api/v1/monitor", "/api/v1/dashboard", "/api/v1/slo", "/api/v1/slo/correction", "/api/v1/downtime", "/api/v2/downtime",
            "/api/v2/monitor/notification_rule", "/api/v1/synthetics/tests/api", "/api/v1/notebooks", "/api/v1/logs/config/pipelines",
            "/api/v2/query/timeseries", "/api/v2/query/scalar", "/api/v2/logs/events/search", "/api/v1/events", "/api/v2/roles",
            "/api/v1/slo/bulk_delete", "/api/v1/synthetics/tests/delete", "/loopback/faults",
        ]),
        body in json(),
    ) {
        let answer = send(shared(), "POST", path, crate::support::KEYS, body.to_string().as_bytes()).expect("an answer");
        prop_assert!(answer.status < 500, "{}", answer.text());
        shared().faults.clear();
    }

    #[test]
    fn queries_answer_any_text(text in "\\PC*", from in any::<i64>(), to in any::<i64>()) {
        let query: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let answer = get(shared(), &format!("/api/v1/query?from={from}&to={to}&query={query}"));
        prop_assert!(answer.status < 500, "{}", answer.text());
        let answer = get(shared(), &format!("/api/v1/monitor/search?query={query}"));
        prop_assert!(answer.status < 500, "{}", answer.text());
    }

    #[test]
    fn lines_of_dogstatsd_never_panic(text in "(_e\\{[0-9]{1,3},[0-9]{1,3}\\}:|_sc\\||)[a-zé:|#@,T0-9.\\\\n-]{0,40}") {
        for line in dogstatsd::packet(&text) {
            drop(line);
        }
    }

    #[test]
    fn msgpack_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        drop(decode_msgpack(&bytes));
    }
}

/// Any JSON, with the names of fields that endpoints read.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "[a-z*{}:()>0-9 ]{0,12}".prop_map(Into::into),
    ];
    let name = prop::sample::select(vec![
        "data",
        "attributes",
        "type",
        "name",
        "query",
        "options",
        "thresholds",
        "id",
        "tags",
        "widgets",
        "from",
        "to",
        "queries",
        "filter",
        "monitor_ids",
        "schedule",
        "scope",
        "action",
        "public_ids",
        "cells",
        "definition",
        "monitor_identifier",
        "title",
    ]);
    leaf.prop_recursive(5, 32, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::vec((name.clone(), inner), 0..5)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}
