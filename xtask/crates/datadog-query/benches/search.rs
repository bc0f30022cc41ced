//! The speed of parsing searches and messages in bytes per second: typical ones, and single ones of 10 kB and 100 kB, whose time per byte must not grow.
#![allow(missing_docs)] // Criterion's macros define public functions without docs.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const SEARCHES: &[&str] = &[
    "source:web service:checkout -@http.status_code:[200 TO 299] $env $service.value",
    "status:(error OR critical) source:postgres @db.row_count:>=1000 \"could not obtain lock\" $host",
    "service:auth @evt.name:(login OR login_error OR logout) -@usr.name:\"\" CIDR(@network.client.ip, 10.0.0.0/8, 2001:db8::/32)",
    "(source:queue service:worker) @http.url_details.path:/api/v1/jobs/* -@http.useragent:*bot* timeout",
];

const MESSAGE: &str = "{{#is_alert}}\nThe queue {{queue.name}} of {{[app.name].name}} holds {{eval \"round(value, 2)\"}} jobs, more than {{threshold}}. @pagerduty-{{service.name}}\n\
    {{/is_alert}}\n{{#is_recovery}}All is well again on {{host.name}}. @slack-operations\n{{/is_recovery}}\n{{#is_match \"env.name\" \"prod\"}}See the runbook.{{else}}No hurry.{{/is_match}}\n";

/// Searches of about `bytes`, each long in a different way.
fn long(bytes: usize) -> Vec<(&'static str, String)> {
    let repeat = |part: &str| part.repeat(bytes / part.len());
    vec![
        ("clauses", repeat("@http.status_code:500 ")),
        ("alternatives", format!("@a:({}x)", repeat("value OR "))),
        ("phrase", format!("\"{}\"", repeat("some words "))),
        ("word", repeat("a*b?c\\:d$e.")),
        ("groups", repeat("(((((((((a))))))))) ")),
        ("error at the end", format!("{}(", repeat("a OR b "))),
    ]
}

/// Messages of about `bytes`, valid and invalid.
fn long_messages(bytes: usize) -> Vec<(&'static str, String)> {
    let repeat = |part: &str| part.repeat(bytes / part.len());
    vec![
        ("typical", repeat(MESSAGE)),
        ("open braces", repeat("{{a ")),
        ("open raw", repeat("{{{{raw}}}} ")),
        ("handles", repeat("@slack-{{a.name}}")),
        ("braces", repeat("{")),
        ("wrong ends", repeat("{{/is_alert}}")),
    ]
}

fn searches(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    group.throughput(Throughput::Bytes(SEARCHES.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("typical", |b| {
        b.iter(|| {
            for text in SEARCHES {
                drop(black_box(datadog_query::search::parse(black_box(text))));
            }
        });
    });
    for bytes in [10_000, 100_000] {
        for (name, text) in long(bytes) {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, bytes), &text, |b, text| {
                b.iter(|| datadog_query::search::parse(black_box(text)).is_ok())
            });
        }
    }
    group.finish();
}

fn messages(c: &mut Criterion) {
    let mut group = c.benchmark_group("message");
    for bytes in [10_000, 100_000] {
        for (name, text) in long_messages(bytes) {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, bytes), &text, |b, text| {
                b.iter(|| {
                    let (template, errors) = datadog_query::message::parse(black_box(text));
                    (template.handles().len(), errors.len())
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, searches, messages);
criterion_main!(benches);
