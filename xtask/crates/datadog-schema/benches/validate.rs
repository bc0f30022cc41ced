//! How long it takes to validate payloads. Aim: 15,000 objects, 5,000 in each of three environments, well under half a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use datadog_schema::payload::{Origin, PayloadKind};
use serde_json::{Value, json};

/// Objects of one environment.
const OBJECTS: usize = 5_000;

/// Of ten objects eight are monitors, one is an SLO, one a dashboard of twenty widgets.
fn object(n: usize) -> (PayloadKind, Value) {
    match n % 10 {
        0 => (PayloadKind::Slo, slo(n)),
        1 => (PayloadKind::Dashboard, dashboard(n)),
        _ => (PayloadKind::Monitor, monitor(n)),
    }
}

fn monitor(n: usize) -> Value {
    json!({
        "name": format!("jobs of service-{n} fail"),
        "type": "query alert",
        "query": format!("sum(last_10m):sum:jobs.failed{{env:prod,service:service-{n}}} by {{queue}}.as_count() / sum:jobs.all{{env:prod,service:service-{n}}} by {{queue}}.as_count() * 100 > 5"),
        "message": "{{#is_alert}}jobs of {{queue.name}} fail: {{value}} % (threshold {{threshold}})\n@pagerduty-platform{{/is_alert}}{{#is_recovery}}fine again{{/is_recovery}}\n@slack-platform-alerts",
        "tags": ["env:prod", "service:service", "team:platform", "severity:p1"],
        "priority": 1,
        "options": {"thresholds": {"critical": 5, "warning": 2.5, "critical_recovery": 4}, "on_missing_data": "resolve", "new_group_delay": 60, "notify_audit": false, "include_tags": true, "renotify_interval": 60, "escalation_message": "still failing"},
    })
}

fn slo(n: usize) -> Value {
    json!({
        "name": format!("jobs of service-{n} succeed"),
        "type": "metric",
        "thresholds": [{"timeframe": "30d", "target": 99.5, "warning": 99.8}],
        "tags": ["env:prod", "team:platform"],
        "query": {"numerator": format!("sum:jobs.ok{{service:service-{n}}}.as_count()"), "denominator": format!("sum:jobs.all{{service:service-{n}}}.as_count()")},
    })
}

fn dashboard(n: usize) -> Value {
    let widget = |i: usize| {
        json!({"definition": {
            "type": "timeseries", "title": format!("graph {i}"),
            "requests": [{"response_format": "timeseries", "display_type": "line",
                "queries": [
                    {"name": "a", "data_source": "metrics", "query": format!("sum:jobs.failed{{$env,service:service-{n}}} by {{queue}}.as_count() + sum:rabbitmq.queue.messages{{$env}}")},
                    {"name": "b", "data_source": "logs", "search": {"query": format!("service:service-{n} status:error $env")}, "compute": {"aggregation": "count"}, "indexes": ["*"]}],
                "formulas": [{"formula": "a / (a + b) * 100", "alias": "share"}]}],
        }, "layout": {"x": (i % 2) * 6, "y": (i / 2) * 3, "width": 6, "height": 3}})
    };
    json!({"title": format!("service-{n}"), "layout_type": "ordered", "widgets": (0..20).map(widget).collect::<Vec<_>>(), "template_variables": [{"name": "env", "prefix": "env", "defaults": ["prod"]}]})
}

fn validate(c: &mut Criterion) {
    let objects: Vec<_> = (0..OBJECTS).map(object).collect();
    for (kind, object) in objects.iter().take(10) {
        assert!(
            datadog_schema::validate::payload(*kind, object).is_empty(),
            "the measured payloads are valid"
        );
    }
    let mut group = c.benchmark_group("validate");
    group.sample_size(10).throughput(Throughput::Elements(OBJECTS as u64));
    group.bench_function("5000 objects", |b| {
        b.iter(|| {
            objects
                .iter()
                .map(|(kind, object)| datadog_schema::validate::payload(*kind, black_box(object)).len())
                .sum::<usize>()
        });
    });
    group.bench_function("form of 5000 objects", |b| {
        b.iter(|| {
            objects
                .iter()
                .map(|(kind, object)| kind.check_schema(black_box(object), Origin::Written).len())
                .sum::<usize>()
        });
    });
    group.finish();
    // Every run that validates reads it once. Aim: under 10 ms.
    c.bench_function("read the table of integrations", |b| {
        b.iter(|| {
            datadog_schema::integrations::read(black_box(datadog_schema::integrations::TABLE))
                .map(|table| table.metrics.len())
        });
    });
}

criterion_group!(benches, validate);
criterion_main!(benches);
