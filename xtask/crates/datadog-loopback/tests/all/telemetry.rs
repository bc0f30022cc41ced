//! Telemetry in, queries and states out.

use std::net::{Ipv4Addr, UdpSocket};
use std::time::{Duration, Instant};

use crate::support::{KEYS, NOW, call, get, post, send, server, slo};
use datadog_loopback::{Config, Server};
use prost::Message;
use serde_json::{Value, json};

/// A minute that is aligned, some minutes before [`NOW`].
fn minutes_ago(minutes: i64) -> i64 {
    NOW - minutes * 60
}

fn gauge(server: &Server, metric: &str, tags: &[&str], values: &[(i64, f64)]) {
    let points: Vec<Value> = values
        .iter()
        .map(|(at, value)| json!({ "timestamp": at, "value": value }))
        .collect();
    let body = json!({ "series": [{ "metric": metric, "type": 3, "points": points, "tags": tags, "resources": [{ "type": "host", "name": "node-1" }] }] });
    assert_eq!(post(server, "/api/v2/series", &body).status, 202);
}

fn count(server: &Server, metric: &str, values: &[(i64, f64)]) {
    let points: Vec<Value> = values.iter().map(|(at, value)| json!([at, value])).collect();
    let body = json!({ "series": [{ "metric": metric, "type": "count", "interval": 60, "points": points, "tags": ["env:prod"] }] });
    assert_eq!(post(server, "/api/v1/series", &body).status, 202);
}

#[test]
fn a_series_is_read_by_both_queries() {
    let server = server();
    let values: Vec<(i64, f64)> = (1..=5).map(|minute| (minutes_ago(minute), minute as f64)).collect();
    gauge(&server, "queue.length", &["queue:a"], &values);
    let path = format!(
        "/api/v1/query?from={}&to={NOW}&query=avg:queue.length%7B*%7D%20by%20%7Bqueue%7D",
        minutes_ago(5)
    );
    let answer = get(&server, &path).expect(200);
    let series = &answer["series"][0];
    assert_eq!(series["scope"], "queue:a");
    assert_eq!(series["pointlist"].as_array().map(Vec::len), Some(5));
    assert_eq!(series["pointlist"][0], json!([minutes_ago(5) * 1000, 5.0]));
    let body = json!({ "data": { "type": "timeseries_request", "attributes": {
        "from": minutes_ago(5) * 1000, "to": NOW * 1000, "interval": 60_000,
        "queries": [{ "data_source": "metrics", "name": "a", "query": "max:queue.length{host:node-1}" }],
        "formulas": [{ "formula": "a * 10" }],
    } } });
    let answer = post(&server, "/api/v2/query/timeseries", &body).expect(200);
    assert_eq!(
        answer["data"]["attributes"]["values"][0],
        json!([50.0, 40.0, 30.0, 20.0, 10.0])
    );
    let body = json!({ "data": { "type": "scalar_request", "attributes": {
        "from": minutes_ago(5) * 1000, "to": NOW * 1000,
        "queries": [{ "data_source": "metrics", "name": "a", "query": "avg:queue.length{*} by {queue}", "aggregator": "max" }],
    } } });
    let columns = post(&server, "/api/v2/query/scalar", &body).expect(200)["data"]["attributes"]["columns"].clone();
    assert_eq!(
        (&columns[0]["values"], &columns[1]["values"]),
        (&json!([["a"]]), &json!([5.0]))
    );
    assert_eq!(get(&server, "/api/v1/query?from=1&to=2&query=avg:").status, 400);
    assert_eq!(
        get(&server, &format!("/api/v1/metrics?from={}", minutes_ago(60))).expect(200)["metrics"],
        json!(["queue.length"])
    );
}

#[test]
fn a_monitor_alerts_when_the_clock_moves_on() {
    let server = server();
    let mut monitor = crate::support::monitor("queue is long");
    monitor["message"] = json!("{{#is_alert}}too long @slack-notes{{/is_alert}}");
    let created = post(&server, "/api/v1/monitor", &monitor).expect(200);
    let id = created["id"].as_u64().expect("a number");
    let state = || get(&server, &format!("/api/v1/monitor/{id}?group_states=all")).expect(200);
    assert_eq!(state()["overall_state"], "No Data");
    for minute in 0..20 {
        let value = if minute < 10 { 5.0 } else { 500.0 };
        gauge(&server, "queue.length", &["queue:a"], &[(NOW + minute * 60, value)]);
        server.clock.advance(60);
        if minute == 8 {
            assert_eq!(state()["overall_state"], "OK");
        }
    }
    let alerting = state();
    assert_eq!(alerting["overall_state"], "Alert");
    let group = &alerting["state"]["groups"]["queue:a"];
    assert_eq!(group["status"], "Alert");
    assert!(
        group["last_triggered_ts"]
            .as_i64()
            .is_some_and(|at| (NOW + 600..NOW + 900).contains(&at)),
        "{group}"
    );
    assert_eq!(
        get(&server, &format!("/api/v1/monitor/{id}?group_states=warn")).expect(200)["state"]["groups"],
        json!({})
    );
    let found = get(
        &server,
        "/api/v1/monitor/search?query=status:alert%20tag:%22service:notes%22",
    )
    .expect(200);
    assert_eq!(
        (&found["monitors"][0]["id"], &found["metadata"]["total_count"]),
        (&json!(id), &json!(1))
    );
    assert_eq!(
        get(&server, "/api/v1/monitor/search?query=status:ok").expect(200)["monitors"],
        json!([])
    );
    assert_eq!(
        get(&server, "/api/v1/monitor/groups/search?query=queue").expect(200)["groups"][0]["group"],
        "queue:a"
    );
    let sent = get(&server, "/loopback/notifications").expect(200);
    assert_eq!(sent["notifications"][0]["handles"], json!(["slack-notes"]));
    assert_eq!(sent["notifications"][0]["kind"], "triggered");
    let states = get(&server, "/loopback/states").expect(200);
    let group = &states["states"][0]["groups"][0];
    assert_eq!((&group["group"], &group["state"]), (&json!("queue:a"), &json!("Alert")));
    let changes = group["changes"].as_array().expect("a list");
    assert_eq!(changes.last().expect("a change")["to"], "Alert");
    assert!(
        changes
            .iter()
            .all(|change| change["at"].as_i64().is_some_and(|at| (NOW..=NOW + 1200).contains(&at)))
    );
}

#[test]
fn a_faster_clock_converts_what_senders_stamp() {
    let server = server();
    let put = |body: Value| call(&server, "PUT", "/loopback/clock", Some(&body));
    assert_eq!(put(json!({ "run_at": 0 })).status, 400);
    put(json!({ "run_at": 60 })).expect(200);
    let machine = std::time::SystemTime::now();
    let machine = machine.duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    // A bucket that the machine counts from ten seconds ahead, which are ten minutes of this clock.
    let group = json!({ "Service": "notes", "Name": "web.request", "Resource": "GET /", "Hits": 7, "Errors": 0, "Duration": 1 });
    let stats = json!({ "AgentEnv": "prod", "Stats": [{ "Env": "prod", "Stats": [
        { "Start": (machine + 10) * 1_000_000_000, "Duration": 10_000_000_000_u64, "Stats": [group] },
    ] }] });
    post(&server, "/api/v0.2/stats", &stats).expect(202);
    let query = |from: i64, to: i64| {
        let path =
            format!("/api/v1/query?from={from}&to={to}&query=sum:trace.web.request.hits%7Benv:prod%7D.as_count()");
        get(&server, &path).expect(200)["series"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(query(NOW, NOW + 300), 0);
    assert_eq!(query(NOW + 480, NOW + 780), 1);
}

#[test]
fn a_composite_and_a_downtime_follow_their_monitors() {
    let server = server();
    let id = |name: &str| {
        let mut monitor = crate::support::monitor(name);
        monitor["query"] = json!("avg(last_5m):avg:queue.length{*} > 100");
        post(&server, "/api/v1/monitor", &monitor).expect(200)["id"]
            .as_u64()
            .expect("a number")
    };
    let (a, b) = (id("a"), id("b"));
    let composite = json!({ "type": "composite", "name": "both", "message": "", "query": format!("{a} && {b}"), "tags": ["service:notes"] });
    let composite = post(&server, "/api/v1/monitor", &composite).expect(200)["id"]
        .as_u64()
        .expect("a number");
    for minute in 0..10 {
        gauge(&server, "queue.length", &[], &[(NOW + minute * 60, 500.0)]);
        server.clock.advance(60);
    }
    let now = NOW + 600;
    assert_eq!(server.store.monitor_state(composite, now), "Alert");
    let downtime = json!({ "data": { "type": "downtime", "attributes": { "scope": "*", "monitor_identifier": { "monitor_tags": ["service:notes"] } } } });
    post(&server, "/api/v2/downtime", &downtime).expect(200);
    let muted = get(&server, &format!("/api/v1/monitor/{a}?with_downtimes=true")).expect(200);
    assert_eq!(muted["matching_downtimes"][0]["start"], now);
    let matches = get(&server, &format!("/api/v2/monitor/{a}/downtime_matches")).expect(200);
    assert_eq!(matches["meta"]["page"]["total_filtered_count"], 1);
}

#[test]
fn an_slo_has_a_status_a_history_and_a_burn_rate_alert() {
    let server = server();
    let id = post(&server, "/api/v1/slo", &slo("jobs succeed")).expect(200)["data"][0]["id"]
        .as_str()
        .expect("a text")
        .to_owned();
    let alert = json!({
        "type": "slo alert", "name": "burns fast", "message": "",
        "query": format!("burn_rate(\"{id}\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4"),
        "options": { "thresholds": { "critical": 14.4 } },
    });
    let alert = post(&server, "/api/v1/monitor", &alert).expect(200)["id"]
        .as_u64()
        .expect("a number");
    for minute in 0..120 {
        count(&server, "jobs.done", &[(NOW + minute * 60, 100.0)]);
        count(
            &server,
            "jobs.failed",
            &[(NOW + minute * 60, if minute < 60 { 0.0 } else { 20.0 })],
        );
    }
    server.clock.advance(3600);
    assert_eq!(server.store.monitor_state(alert, NOW + 3600), "OK");
    server.clock.advance(3600);
    let now = NOW + 7200;
    assert_eq!(
        server.store.monitor_state(alert, now),
        "Alert",
        "20 % of errors burn a budget of 0.5 % 40 times too fast"
    );
    let found = get(&server, "/api/v1/slo/search?query=jobs").expect(200);
    let status = &found["data"]["attributes"]["slos"][0]["data"]["attributes"]["overall_status"][0];
    assert_eq!(
        (&status["state"], status["status"].as_f64().map(f64::round)),
        (&json!("breached"), Some(90.0))
    );
    let history = get(&server, &format!("/api/v1/slo/{id}/history?from_ts={NOW}&to_ts={now}")).expect(200);
    assert_eq!(
        history["data"]["overall"]["sli_value"].as_f64().map(f64::round),
        Some(90.0)
    );
    assert_eq!(history["data"]["series"]["denominator"]["sum"], 12_000.0);
    assert_eq!(history["data"]["series"]["numerator"]["sum"], 10_800.0);
    let status = get(&server, &format!("/api/v2/slo/{id}/status?from_ts={NOW}&to_ts={now}")).expect(200);
    assert_eq!(status["data"]["attributes"]["state"], "breached");
    assert_eq!(
        get(&server, &format!("/api/v1/slo/{id}/history?from_ts=2&to_ts=1")).status,
        400
    );
}

#[test]
fn a_state_is_set_only_where_it_cannot_be_evaluated() {
    let server = server();
    let anomalies = json!({
        "type": "query alert", "name": "odd", "message": "", "query": "avg(last_4h):anomalies(avg:queue.length{*}, 'basic', 2) >= 1",
        "options": { "thresholds": { "critical": 1 }, "threshold_windows": { "trigger_window": "last_15m", "recovery_window": "last_15m" } },
    });
    let odd = post(&server, "/api/v1/monitor", &anomalies).expect(200)["id"]
        .as_u64()
        .expect("a number");
    let plain = post(&server, "/api/v1/monitor", &crate::support::monitor("plain")).expect(200)["id"]
        .as_u64()
        .expect("a number");
    let set = |id: u64, state: &str| {
        call(
            &server,
            "PUT",
            &format!("/loopback/states/{id}"),
            Some(&json!({ "state": state })),
        )
    };
    assert_eq!(set(odd, "Alert").status, 204);
    assert_eq!(server.store.monitor_state(odd, NOW), "Alert");
    let states = get(&server, "/loopback/states").expect(200);
    assert_eq!(states["states"][0]["state"], "Alert");
    assert_eq!(set(plain, "Alert").status, 400);
    assert_eq!(set(odd, "Bad").status, 400);
}

#[test]
fn logs_are_preprocessed_and_searched() {
    let server = server();
    let logs = json!([
        { "message": "{\"level\": \"error\", \"msg\": \"job failed\", \"job\": { \"kind\": \"note\" }}", "ddsource": "node", "service": "notes", "ddtags": "env:prod,team:a", "hostname": "node-1" },
        { "message": "all is well", "service": "notes", "ddtags": "env:prod" },
    ]);
    assert_eq!(post(&server, "/api/v2/logs", &logs).status, 202);
    let body = json!({ "filter": { "query": "service:notes status:error @job.kind:note env:prod", "from": "now-15m", "to": "now" } });
    let found = post(&server, "/api/v2/logs/events/search", &body).expect(200);
    assert_eq!(found["data"].as_array().map(Vec::len), Some(1));
    let attributes = &found["data"][0]["attributes"];
    assert_eq!(
        (&attributes["message"], &attributes["host"]),
        (&json!("job failed"), &json!("node-1"))
    );
    let paged = get(
        &server,
        "/api/v2/logs/events?filter%5Bquery%5D=service:notes&page%5Blimit%5D=1",
    )
    .expect(200);
    let cursor = paged["meta"]["page"]["after"].as_str().expect("a cursor");
    let next = get(
        &server,
        &format!("/api/v2/logs/events?filter%5Bquery%5D=service:notes&page%5Blimit%5D=1&page%5Bcursor%5D={cursor}"),
    )
    .expect(200);
    assert_eq!(next["meta"]["page"], json!({}));
    assert_ne!(paged["data"][0]["id"], next["data"][0]["id"]);
    let old = post(
        &server,
        "/api/v1/logs-queries/list",
        &json!({ "query": "service:notes", "time": { "from": "now-1h", "to": "now" }, "limit": 1 }),
    )
    .expect(200);
    assert_eq!(
        (old["logs"].as_array().map(Vec::len), &old["nextLogId"]),
        (Some(1), &json!("1"))
    );
    let count = json!({ "data": { "type": "scalar_request", "attributes": {
        "from": minutes_ago(5) * 1000, "to": (NOW + 60) * 1000,
        "queries": [{ "data_source": "logs", "name": "a", "compute": { "aggregation": "count" }, "search": { "query": "service:notes" } }],
    } } });
    let columns = post(&server, "/api/v2/query/scalar", &count).expect(200)["data"]["attributes"]["columns"].clone();
    assert_eq!(columns[0]["values"], json!([2.0]));
    assert_eq!(post(&server, "/api/v2/logs", &json!(["text"])).status, 400);
}

#[test]
fn events_and_checks_are_taken() {
    let server = server();
    let event = json!({ "title": "deployed", "text": "notes 1.2", "tags": ["service:notes"], "alert_type": "success" });
    let created = post(&server, "/api/v1/events", &event).expect(202);
    let listed = get(
        &server,
        &format!("/api/v1/events?start={}&end={NOW}&tags=service:notes", minutes_ago(5)),
    )
    .expect(200);
    assert_eq!(listed["events"][0]["id"], created["event"]["id"]);
    assert_eq!(get(&server, "/api/v1/events/7").status, 404);
    let second = json!({ "data": { "type": "event", "attributes": { "title": "changed", "category": "change", "attributes": {} } } });
    assert_eq!(post(&server, "/api/v2/events", &second).status, 202);
    let found = post(
        &server,
        "/api/v2/events/search",
        &json!({ "filter": { "query": "service:notes", "from": "now-1h" } }),
    )
    .expect(200);
    assert_eq!(found["data"][0]["attributes"]["attributes"]["title"], "deployed");
    let monitor = json!({
        "type": "service check", "name": "redis is down", "message": "",
        "query": "\"redis.can_connect\".over(\"env:prod\").by(\"host\").last(4).count_by_status()",
        "options": { "thresholds": { "critical": 3, "warning": 2, "ok": 2 } },
    });
    let monitor = post(&server, "/api/v1/monitor", &monitor).expect(200)["id"]
        .as_u64()
        .expect("a number");
    for minute in 0..6 {
        let run = json!({ "check": "redis.can_connect", "host_name": "node-1", "status": 2, "timestamp": NOW + minute * 60, "tags": ["env:prod"] });
        assert_eq!(post(&server, "/api/v1/check_run", &run).status, 202);
    }
    server.clock.advance(360);
    assert_eq!(server.store.monitor_state(monitor, NOW + 360), "Alert");
    assert_eq!(
        post(&server, "/api/v1/check_run", &json!({ "check": "a", "status": 9 })).status,
        400
    );
}

#[test]
fn dogstatsd_is_gathered_as_an_agent_does() {
    let server = Server::start(Config {
        stopped_at: Some(NOW),
        dogstatsd: Some((Ipv4Addr::LOCALHOST, 0).into()),
        ..Config::default()
    })
    .expect("a server");
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
    let packet = "jobs.done:5|c|@0.5|#env:prod\nqueue.length:7|g\nqueue.length:9|g\nlatency:1:3|h\nusers:a|s\nusers:b|s\nsize:2:4|d\nbroken\n_sc|up|0\n_e{1,1}:a|b";
    socket
        .send_to(packet.as_bytes(), server.dogstatsd.expect("an address"))
        .expect("a packet");
    let value = |query: &str| {
        let body = json!({ "data": { "type": "scalar_request", "attributes": {
            "from": (NOW - 60) * 1000, "to": (NOW + 60) * 1000, "queries": [{ "data_source": "metrics", "name": "a", "query": query, "aggregator": "max" }],
        } } });
        let answer = post(&server, "/api/v2/query/scalar", &body).expect(200);
        answer["data"]["attributes"]["columns"][0]["values"][0].as_f64()
    };
    let end = Instant::now() + Duration::from_secs(10);
    while value("avg:queue.length{*}").is_none() {
        assert!(Instant::now() < end, "the packet did not arrive");
        std::thread::yield_now();
    }
    assert_eq!(value("sum:jobs.done{env:prod}"), Some(1.0), "ten in ten seconds");
    assert_eq!(value("sum:jobs.done{env:prod}.as_count()"), Some(10.0));
    assert_eq!(value("avg:queue.length{*}"), Some(9.0));
    assert_eq!(
        (value("avg:latency.avg{*}"), value("avg:latency.max{*}")),
        (Some(2.0), Some(3.0))
    );
    assert_eq!(value("avg:users{*}"), Some(2.0));
    assert_eq!(value("max:size{*}"), Some(4.0));
    let about = get(&server, "/loopback/").expect(200);
    assert_eq!(
        about["refused_dogstatsd_lines"],
        json!(["'broken' has no name and value"])
    );
}

/// What an agent sends, with the fields of Datadog's definitions.
mod sent {
    #[derive(Clone, PartialEq, prost::Message)]
    pub(crate) struct Payload {
        #[prost(message, repeated, tag = "1")]
        pub(crate) series: Vec<Series>,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub(crate) struct Series {
        #[prost(string, tag = "2")]
        pub(crate) metric: String,
        #[prost(string, repeated, tag = "3")]
        pub(crate) tags: Vec<String>,
        #[prost(message, repeated, tag = "4")]
        pub(crate) points: Vec<Point>,
        #[prost(int32, tag = "5")]
        pub(crate) kind: i32,
        #[prost(string, tag = "7")]
        pub(crate) source_type_name: String,
        #[prost(int64, tag = "8")]
        pub(crate) interval: i64,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub(crate) struct Point {
        #[prost(double, tag = "1")]
        pub(crate) value: f64,
        #[prost(int64, tag = "2")]
        pub(crate) timestamp: i64,
    }
}

#[test]
fn an_agent_sends_protobuf_compressed() {
    use std::io::Write;
    let server = server();
    let payload = sent::Payload {
        series: vec![sent::Series {
            metric: "system.load.1".to_owned(),
            tags: vec!["env:prod".to_owned()],
            points: vec![sent::Point {
                value: 2.5,
                timestamp: NOW - 60,
            }],
            kind: 3,
            source_type_name: "System".to_owned(),
            interval: 15,
        }],
    };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&payload.encode_to_vec()).expect("compression");
    let body = encoder.finish().expect("compression");
    let headers = [
        ("dd-api-key", "a"),
        ("content-type", "application/x-protobuf"),
        ("content-encoding", "gzip"),
    ];
    assert_eq!(
        send(&server, "POST", "/api/v2/series", &headers, &body)
            .expect("an answer")
            .status,
        202
    );
    let path = format!(
        "/api/v1/query?from={}&to={NOW}&query=avg:system.load.1%7Benv:prod%7D",
        NOW - 300
    );
    assert_eq!(get(&server, &path).expect(200)["series"][0]["pointlist"][0][1], 2.5);
    for (encoding, body) in [
        ("gzip", &b"no"[..]),
        ("zstd", b"no"),
        ("deflate", b"no"),
        ("br", b"no"),
        ("identity", b"\xff"),
    ] {
        let headers = [
            ("dd-api-key", "a"),
            ("content-type", "application/x-protobuf"),
            ("content-encoding", encoding),
        ];
        assert_eq!(
            send(&server, "POST", "/api/v2/series", &headers, body)
                .expect("an answer")
                .status,
            400,
            "{encoding}"
        );
    }
}

#[test]
fn a_tracer_sends_spans_and_statistics() {
    let server = server();
    let start = (NOW - 60) * 1_000_000_000;
    let spans = json!([[{
        "service": "notes", "name": "web.request", "resource": "GET /notes", "type": "web", "trace_id": 11, "span_id": 12, "parent_id": 0,
        "start": start, "duration": 5_000_000, "error": 1, "meta": { "env": "prod", "http.status_code": "500" }, "metrics": { "_top_level": 1.0 },
    }]]);
    let mut packed = Vec::new();
    rmpv::encode::write_value(&mut packed, &pack(&spans)).expect("msgpack");
    let answer = send(
        &server,
        "PUT",
        "/v0.4/traces",
        &[("content-type", "application/msgpack")],
        &packed,
    )
    .expect("an answer");
    assert_eq!(answer.expect(200)["rate_by_service"]["service:,env:"], 1);
    let search = json!({ "data": { "type": "search_request", "attributes": { "filter": { "query": "service:notes status:error env:prod @http.status_code:500", "from": "now-1h", "to": "now" } } } });
    let found = post(&server, "/api/v2/spans/events/search", &search).expect(200);
    assert_eq!(found["data"][0]["attributes"]["resource_name"], "GET /notes");
    let monitor = json!({
        "type": "trace-analytics alert", "name": "errors", "message": "",
        "query": "trace-analytics(\"service:notes status:error\").rollup(\"count\").last(\"5m\") > 0",
        "options": { "thresholds": { "critical": 0 } },
    });
    let monitor = post(&server, "/api/v1/monitor", &monitor).expect(200)["id"]
        .as_u64()
        .expect("a number");
    assert_eq!(server.store.monitor_state(monitor, NOW), "Alert");
    let stats = json!({ "Env": "prod", "Version": "1", "Stats": [{ "Start": start, "Duration": 10_000_000_000_u64, "Stats": [
        { "Service": "notes", "Name": "web.request", "Resource": "GET /notes", "HTTPStatusCode": 200, "Hits": 30, "Errors": 3, "Duration": 9_000_000_000_u64 },
    ] }] });
    let mut packed = Vec::new();
    rmpv::encode::write_value(&mut packed, &pack(&stats)).expect("msgpack");
    send(
        &server,
        "POST",
        "/v0.6/stats",
        &[("content-type", "application/msgpack")],
        &packed,
    )
    .expect("an answer")
    .expect(200);
    let path = format!(
        "/api/v1/query?from={}&to={NOW}&query=sum:trace.web.request.hits%7Bservice:notes,env:prod%7D.as_count()",
        NOW - 300
    );
    assert_eq!(get(&server, &path).expect(200)["series"][0]["pointlist"][0][1], 30.0);
    let info = send(&server, "GET", "/info", &[], b"").expect("an answer").expect(200);
    assert!(
        info["endpoints"]
            .as_array()
            .is_some_and(|endpoints| endpoints.contains(&json!("/v0.4/traces")))
    );
}

/// JSON as MessagePack.
fn pack(value: &Value) -> rmpv::Value {
    match value {
        Value::Null => rmpv::Value::Nil,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => number.into(),
            (_, Some(number)) => number.into(),
            _ => number.as_f64().unwrap_or_default().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => rmpv::Value::Array(items.iter().map(pack).collect()),
        Value::Object(fields) => rmpv::Value::Map(
            fields
                .iter()
                .map(|(key, value)| (key.as_str().into(), pack(value)))
                .collect(),
        ),
    }
}

#[test]
fn keys_are_needed_for_intakes_of_datadog_alone() {
    let server = server();
    let status = |path: &str| {
        send(&server, "POST", path, &[("content-type", "application/json")], b"[]")
            .expect("an answer")
            .status
    };
    assert_eq!((status("/api/v2/logs"), status("/v0.4/traces")), (401, 200));
    let headers = [("dd-api-key", "a"), ("content-type", "application/json")];
    assert_eq!(
        send(&server, "POST", "/api/v2/logs", &headers, b"[]")
            .expect("an answer")
            .status,
        202
    );
    assert_eq!(
        send(&server, "POST", "/intake/", KEYS, b"{}")
            .expect("an answer")
            .status,
        202
    );
}
