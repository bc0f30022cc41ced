//! Measures one simulation: six hours with one point per minute, evaluated every minute.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use datadog_simulator::world::{Event, MetricKind, Series, Tags};
use datadog_simulator::{Monitor, Semantics, Span, World};
use serde_json::{Value, json};

const SIX_HOURS: Span = Span { from: 0, to: 6 * 3600 };

fn monitor(kind: &str, query: &str) -> Monitor {
    let message = "{{#is_alert}}{{value}} is above {{threshold}} @pagerduty-a{{/is_alert}}{{#is_recovery}}recovered{{/is_recovery}} @slack-a";
    let payload: Value = json!({ "type": kind, "name": "a monitor", "message": message, "query": query, "options": { "on_missing_data": "default" } });
    Monitor::from_payload(&payload).expect("a monitor of this benchmark")
}

fn series(kind: MetricKind, metric: &str, tags: &str, seed: u64) -> Series {
    let points = (0..360_u64).map(|m| (m as i64 * 60, ((m * 7919 + seed * 104_729) % 97) as f64));
    Series::new(metric, Tags::new(tags.split(',')), kind, 60, points)
}

fn metrics(kind: MetricKind, hosts: u64) -> World {
    let both = (0..hosts).flat_map(|h| ["failed", "total"].map(|m| series(kind, m, &format!("host:{h},service:a"), h)));
    World {
        series: both.collect(),
        ..World::default()
    }
}

fn bench(c: &mut Criterion) {
    let semantics = Semantics::default();
    let mut case = |name: &str, monitor: Monitor, world: World| {
        c.bench_function(name, |b| {
            b.iter(|| black_box(monitor.run(black_box(&world), SIX_HOURS, &semantics)))
        });
    };
    let ratio = "sum(last_10m):100 * sum:failed{service:a}.as_count() / sum:total{service:a}.as_count() > 50";
    case(
        "ratio of counts, 10 minutes",
        monitor("query alert", ratio),
        metrics(MetricKind::Count, 1),
    );
    case(
        "ratio of counts, 4 hours",
        monitor("query alert", &ratio.replace("10m", "4h")),
        metrics(MetricKind::Count, 1),
    );
    case(
        "mean of a gauge, 5 minutes",
        monitor("query alert", "avg(last_5m):avg:failed{*} > 50"),
        metrics(MetricKind::Gauge, 1),
    );
    case(
        "mean of gauges by host, 20 hosts, 15 minutes",
        monitor("query alert", "avg(last_15m):avg:failed{*} by {host} > 50"),
        metrics(MetricKind::Gauge, 20),
    );
    case(
        "change, 5 minutes against an hour",
        monitor("query alert", "pct_change(avg(last_5m),last_1h):avg:failed{*} > 50"),
        metrics(MetricKind::Gauge, 1),
    );
    let mut distribution = World::default();
    distribution.series.push(Series::distribution(
        "d",
        Tags::new(["service:a"]),
        60,
        (0..360).map(|m| (m * 60, (0..20).map(|v| ((v * m) % 53) as f64).collect())),
    ));
    case(
        "percentile of a distribution, 15 minutes",
        monitor("query alert", "percentile(last_15m):p95:d{*} > 50"),
        distribution,
    );
    let logs = World {
        events: (0..360)
            .map(|m| Event {
                source: "logs".to_owned(),
                at: m * 60,
                body: json!({ "service": "a", "status": "error", "message": "boom" }),
            })
            .collect(),
        ..World::default()
    };
    case(
        "count of logs, 30 minutes",
        monitor(
            "log alert",
            r#"logs("service:a status:error").index("*").rollup("count").last("30m") > 50"#,
        ),
        logs,
    );
    c.bench_function("compile", |b| b.iter(|| monitor("query alert", black_box(ratio))));
}

criterion_group!(benches, bench);
criterion_main!(benches);
