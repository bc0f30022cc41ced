//! `Monitor::explain` and `Monitor::chart` return the inputs of an evaluation.

use datadog_simulator::world::{MetricKind, Series, Tags};
use datadog_simulator::{Monitor, Semantics, World};
use serde_json::json;

#[test]
fn an_explanation_has_the_buckets_of_every_query_and_group() {
    let payload = json!({ "type": "query alert", "name": "a", "query": "sum(last_3m):sum:a{*}.as_count() / sum:b{*} by {host}.as_count() > 1", "options": {} });
    let monitor = Monitor::from_payload(&payload).expect("a monitor of this test");
    let series = |metric: &str, host: &str, values: &[f64]| {
        let points = values.iter().enumerate().map(|(i, v)| (i as i64 * 60, *v));
        Series::new(
            metric,
            Tags::new([format!("host:{host}")]),
            MetricKind::Count,
            60,
            points,
        )
    };
    let world = World {
        series: vec![
            series("a", "x", &[1.0, 2.0, 3.0, 4.0]),
            series("a", "y", &[1.0]),
            series("b", "x", &[5.0, 5.0, 5.0, 5.0]),
        ],
        ..World::default()
    };
    let explanation = monitor
        .explain(&world, 240, &Semantics::default())
        .expect("a world of this test");
    let lines: Vec<String> = explanation
        .inputs
        .iter()
        .map(|i| format!("{} {{{}}} {:?}", i.query, i.group, i.buckets))
        .collect();
    assert_eq!(
        lines,
        [
            "sum:a{*}.as_count() {} [(60, Some(2.0)), (120, Some(3.0)), (180, Some(4.0))]",
            "sum:b{*} by {host}.as_count() {host:x} [(60, Some(5.0)), (120, Some(5.0)), (180, Some(5.0))]",
        ]
    );
    let chart = monitor
        .chart(&world, 0, 240, &Semantics::default())
        .expect("a world of this test");
    assert_eq!(chart.inputs[0].buckets[0], (0, Some(2.0)));
}
