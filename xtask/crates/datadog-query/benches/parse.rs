//! The speed of the parsers in bytes per second: realistic queries, and long ones of growing size, whose time per byte must stay constant.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use datadog_query::metric::Context;
use datadog_query::{formula, metric, monitor};

/// The allocator of the `xtask` binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const METRICS: &[&str] = &[
    "avg:system.cpu.user{env:prod,service:checkout} by {host}",
    "sum:checkout.requests.errors{env:prod,!region:us1,$cluster} by {service,version}.as_count().rollup(sum, 60)",
    "100 * (sum:http.server.errors{$env,$service}.as_count() / sum:http.server.hits{$env,$service}.as_count())",
    "top(default_zero(avg:postgres.connections{env:prod AND (role:primary OR role IN (replica,standby))} by {host,db}.fill(last, 600)), 10, 'mean', 'desc')",
];

const FORMULAS: &[&str] = &[
    "errors / (errors + hits) * 100",
    "clamp_max(cutoff_min(derivative(query5) / 1000 / query2 * 100, 0), 100)",
];

const MONITORS: &[&str] = &[
    "avg(last_15m):sum:checkout.requests.errors{env:prod} by {service}.as_count() / sum:checkout.requests.hits{env:prod} by {service}.as_count() * 100 > 5",
    "avg(last_12h):anomalies(avg:ldap.sessions{env:prod} by {host}, 'agile', 5, direction='both', alert_window='last_15m', interval=120) >= 1",
    r#"logs("service:checkout status:error @http.status_code:>=500").index("*").rollup("count").by("service,@http.route").last("5m") > 10"#,
    r#"formula("errors / hits * 100").last("30m") >= 5"#,
    r#"burn_rate("abcdef").over("30d").long_window("1h").short_window("5m") > 14.4"#,
];

/// Long queries of about `bytes`.
const SIZES_BYTES: &[usize] = &[1_000, 10_000, 100_000];

fn realistic(c: &mut Criterion) {
    let mut group = c.benchmark_group("realistic");
    let bytes = |texts: &[&str]| Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum());
    group.throughput(bytes(METRICS)).bench_function("metric queries", |b| {
        b.iter(|| {
            METRICS
                .iter()
                .filter(|text| metric::parse(text, Context::Dashboard).is_ok())
                .count()
        });
    });
    group.throughput(bytes(FORMULAS)).bench_function("formulas", |b| {
        b.iter(|| {
            FORMULAS
                .iter()
                .filter(|text| formula::parse(text, Context::Dashboard).is_ok())
                .count()
        });
    });
    group
        .throughput(bytes(MONITORS))
        .bench_function("monitor queries", |b| {
            b.iter(|| MONITORS.iter().filter(|text| monitor::parse(text).is_ok()).count());
        });
    group.finish();
}

/// A text of about `bytes`.
type Shape = fn(usize) -> String;

/// Sums of functions, nested as deeply as in real queries.
fn nested(bytes: usize) -> String {
    let deep = format!("{}avg:a.b{{*}}{}", "abs(".repeat(30), ")".repeat(30));
    let count = bytes / (deep.len() + 3) + 1;
    vec![deep; count].join(" + ")
}

fn long_scope(bytes: usize) -> String {
    let tag = "(key:value OR NOT k IN (a,b,c))";
    format!("avg:a.b{{{}}}", vec![tag; bytes / (tag.len() + 5) + 1].join(" AND "))
}

fn operands(bytes: usize) -> String {
    let operand = "sum:a.b{x:y}";
    vec![operand; bytes / (operand.len() + 3) + 1].join(" * ")
}

fn open_parentheses(bytes: usize) -> String {
    "(".repeat(bytes)
}

fn long(c: &mut Criterion) {
    let shapes: [(&str, Shape); 4] = [
        ("nested functions", nested),
        ("long scope", long_scope),
        ("many operands", operands),
        ("unclosed parentheses", open_parentheses),
    ];
    let mut group = c.benchmark_group("long");
    for (name, shape) in shapes {
        for size in SIZES_BYTES {
            let text = shape(*size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, size), &text, |b, text| {
                b.iter(|| metric::parse(text, Context::Dashboard).is_ok())
            });
        }
    }
    group.finish();
}

criterion_group!(benches, realistic, long);
criterion_main!(benches);
