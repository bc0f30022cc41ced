//! The same match rules over the same lines, by both parsers. Each run first checks that both extract the same attributes.

use std::collections::BTreeMap;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use datadog_logs::grok::{Clock, Parsed, Rules};
use serde_json::Value;
use vrl::datadog_grok::parse_grok::parse_grok;
use vrl::datadog_grok::parse_grok_rules::parse_grok_rules;

/// Rules of an access log, as public pipelines have them.
const SUPPORT: &[(&str, &str)] = &[
    ("_auth", r#"%{notSpace:http.auth:nullIf("-")}"#),
    ("_bytes_written", "%{integer:network.bytes_written}"),
    ("_client_ip", "%{ipOrHost:network.client.ip}"),
    ("_version", r#"HTTP\/%{regex("\\d+\\.\\d+"):http.version}"#),
    ("_url", "%{notSpace:http.url}"),
    ("_ident", r#"%{notSpace:http.ident:nullIf("-")}"#),
    ("_user_agent", r#"%{regex("[^\\\"]*"):http.useragent}"#),
    ("_referer", "%{notSpace:http.referer}"),
    ("_status_code", "%{integer:http.status_code}"),
    ("_method", "%{word:http.method}"),
    ("_date_access", r#"%{date("dd/MMM/yyyy:HH:mm:ss Z"):date_access}"#),
];

const MATCH: &[(&str, &str)] = &[
    (
        "access",
        r#"%{_client_ip} %{_ident} %{_auth} \[%{_date_access}\] "(?>%{_method} |)%{_url}(?> %{_version}|)" %{_status_code} (?>%{_bytes_written}|-) "%{_referer}" "%{_user_agent}""#,
    ),
    (
        "pairs",
        r#"%{date("yyyy-MM-dd'T'HH:mm:ss.SSSZ"):date} %{word:level} %{data::keyvalue}"#,
    ),
];

const LINES: &[&str] = &[
    r#"172.17.0.1 - - [06/Jan/2017:16:16:37 +0000] "GET /company?test=var1%20Pl HTTP/1.1" 200 612 "http://www.example.com/" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36""#,
    r#"127.0.0.1 - frank [13/Jul/2016:10:55:36 +0000] "GET /apache_pb.gif HTTP/1.0" 200 2326 "-" "curl/8.5.0""#,
    "2024-01-15T10:30:00.123Z INFO user=jane action=login count=17 path=home",
];

fn ours() -> Rules {
    let lines = |rules: &[(&str, &str)]| {
        rules
            .iter()
            .map(|(name, rule)| format!("{name} {rule}\n"))
            .collect::<String>()
    };
    Rules::compile(&lines(SUPPORT), &lines(MATCH)).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn grok(criterion: &mut Criterion) {
    let ours = ours();
    let aliases: BTreeMap<_, _> = SUPPORT
        .iter()
        .map(|(name, rule)| ((*name).into(), (*rule).to_owned()))
        .collect();
    let patterns: Vec<String> = MATCH.iter().map(|(_, rule)| (*rule).to_owned()).collect();
    let vector = parse_grok_rules(&patterns, &aliases).unwrap_or_else(|error| panic!("{error}"));
    let clock = Clock { now_ms: 0 };
    for line in LINES {
        let Parsed::Matched { attributes, .. } = ours.parse(line, clock) else {
            panic!("no rule matches {line}")
        };
        let theirs = parse_grok(line, &vector)
            .unwrap_or_else(|error| panic!("{line}: {error}"))
            .parsed;
        let theirs: Value = serde_json::to_value(&theirs).expect("JSON");
        assert_eq!(Value::Object(attributes), theirs, "{line}");
    }
    let mut group = criterion.benchmark_group("grok");
    group.throughput(Throughput::Elements(LINES.len() as u64));
    group.bench_function("datadog-logs", |bencher| {
        bencher.iter(|| {
            LINES
                .iter()
                .for_each(|line| drop(std::hint::black_box(ours.parse(line, clock))))
        });
    });
    group.bench_function("vector", |bencher| {
        bencher.iter(|| {
            LINES
                .iter()
                .for_each(|line| drop(std::hint::black_box(parse_grok(line, &vector))))
        });
    });
    group.finish();
}

criterion_group!(benches, grok);
criterion_main!(benches);
