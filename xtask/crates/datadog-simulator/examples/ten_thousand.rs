//! The simulator's share of the time of ten thousand tests. Each covers six hours with one point per minute; a ratio of counts, a gauge and logs
//! alternate. Run it under `time`.

use datadog_simulator::world::{Event, MetricKind, Series, Tags};
use datadog_simulator::{Monitor, Semantics, Span, World};
use serde_json::json;

const TESTS: i64 = 10_000;

fn series(metric: &str, seed: i64, high: f64) -> Series {
    // an incident of half an hour, which starts at a different minute for each seed
    let start = 60 + seed % 200;
    let points = (0..360).map(|m| {
        (
            m * 60,
            if (start..start + 30).contains(&m) {
                high
            } else {
                ((m * 7 + seed) % 5) as f64
            },
        )
    });
    Series::new(metric, Tags::new(["service:a"]), MetricKind::Count, 60, points)
}

fn main() {
    let message = "{{#is_alert}}{{value}} is above {{threshold}} @pagerduty-a{{/is_alert}}{{#is_recovery}}recovered{{/is_recovery}} @slack-a";
    let monitor = |kind: &str, query: &str| {
        Monitor::from_payload(
            &json!({ "type": kind, "name": "a monitor", "message": message, "query": query, "options": { "on_missing_data": "default" } }),
        )
    };
    let monitors = [
        monitor(
            "query alert",
            "sum(last_10m):100 * sum:failed{service:a}.as_count() / sum:total{service:a}.as_count() > 300",
        ),
        monitor("query alert", "avg(last_5m):avg:failed{*} > 20"),
        monitor(
            "log alert",
            r#"logs("service:a status:error").index("*").rollup("count").last("30m") > 20"#,
        ),
    ]
    .map(|m| m.expect("a monitor of this example"));
    let mut sent = 0;
    for test in 0..TESTS {
        let which = usize::try_from(test % 3).expect("one of three");
        let mut world = World::default();
        if which == 2 {
            let error = |m: i64| Event {
                source: "logs".to_owned(),
                at: m * 60,
                body: json!({ "service": "a", "status": "error", "message": "boom" }),
            };
            world.events = (60..90).map(error).collect();
        } else {
            world.series = vec![series("failed", test, 40.0), series("total", test + 1, 5.0)];
        }
        let outcome = monitors[which].run(&world, Span { from: 0, to: 6 * 3600 }, &Semantics::default());
        sent += outcome.expect("a world of this example").notifications.len();
    }
    println!("{TESTS} tests, {sent} notifications");
}
