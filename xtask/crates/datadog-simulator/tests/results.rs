//! A monitor evaluates to the same over the results of its queries as over the data from which they were computed.

use datadog_simulator::state::State;
use datadog_simulator::world::{MetricKind, Series, Tags};
use datadog_simulator::{Monitor, Outcome, Semantics, Span, World};
use proptest::prelude::*;
use serde_json::{Value, json};

const SPAN: Span = Span {
    from: 3600,
    to: 3 * 3600,
};

fn payload(query: &str) -> Value {
    json!({
        "type": "query alert", "name": "a monitor", "message": "{{value}} @a", "query": query,
        "options": { "on_missing_data": "show_and_notify_no_data", "new_group_delay": 0 },
    })
}

fn monitor(query: &str) -> Monitor {
    Monitor::from_payload(&payload(query)).expect("a monitor of this test")
}

/// The results that Datadog would return for the queries of `monitor` over `world`.
fn results(monitor: &Monitor, world: &World, interpolated: bool) -> World {
    let chart = monitor
        .chart(world, 0, SPAN.to, &Semantics::default())
        .expect("a chart of this test");
    let queries = monitor.queries();
    let series = chart.inputs.into_iter().map(|input| {
        let query = queries
            .iter()
            .find(|q| q.text == input.query)
            .expect("a query of the monitor");
        query.result(
            input.group,
            interpolated,
            input.step_s,
            input.buckets.into_iter().filter_map(|(t, v)| Some((t, v?))),
        )
    });
    World {
        series: series.collect(),
        ..World::default()
    }
}

/// Time (unix seconds), value and state of an evaluation.
type Evaluated = (i64, Option<f64>, Option<State>);

/// The evaluations of each group at times when the longest buckets are complete.
fn values(outcome: &Outcome, step_s: i64) -> Vec<(String, Vec<Evaluated>)> {
    let rounded = |v: f64| (v * 1e9).round() / 1e9;
    let mut groups: Vec<_> = outcome
        .groups
        .iter()
        .map(|g| {
            let whole = g.evaluations.iter().filter(|e| e.at % step_s == 0);
            (g.name(), whole.map(|e| (e.at, e.value.map(rounded), e.state)).collect())
        })
        .collect();
    groups.sort_by(|a: &(String, _), b| a.0.cmp(&b.0));
    groups
}

fn same(query: &str, kind: MetricKind, hosts: &[Vec<Option<u8>>]) {
    let monitor = monitor(query);
    let series = |metric: &str, host: usize, values: &[Option<u8>], shift: usize| {
        let points = values
            .iter()
            .enumerate()
            .filter_map(|(i, v)| Some((i as i64 * 60, f64::from((*v)?) + shift as f64)));
        Series::new(
            metric,
            Tags::new([format!("host:{host}"), "service:a".to_owned()]),
            kind,
            60,
            points,
        )
    };
    let both = hosts
        .iter()
        .enumerate()
        .flat_map(|(h, v)| [series("failed", h, v, 0), series("total", h, v, 7)]);
    let world = World {
        series: both.collect(),
        ..World::default()
    };
    let expected = monitor
        .run(&world, SPAN, &Semantics::default())
        .expect("a run over the data");
    let over = results(&monitor, &world, kind == MetricKind::Gauge);
    let found = monitor
        .clone()
        .over_results()
        .expect("a monitor that can be replayed")
        .run(&over, SPAN, &Semantics::default())
        .expect("a run over the results");
    let step_s = monitor.queries().iter().map(|q| q.step_s).max().unwrap_or(60);
    assert_eq!(values(&found, step_s), values(&expected, step_s), "{query}");
}

const COUNTS: &[&str] = &[
    "sum(last_10m):100 * sum:failed{service:a}.as_count() / sum:total{service:a}.as_count() > 50",
    "sum(last_10m):sum:failed{service:a} by {host}.as_count() > 900",
    "sum(last_5m):sum:failed{service:a,host:0}.as_count() + sum:failed{service:a}.as_count() > 500",
    "avg(last_15m):sum:failed{service:a} by {host}.as_rate() > 1",
    "pct_change(sum(last_5m),last_30m):sum:failed{service:a}.as_count() > 20",
];

const GAUGES: &[&str] = &[
    "avg(last_5m):max:failed{service:a} > 100",
    "min(last_10m):avg:failed{*} by {host} < 20",
    "max(last_10m):sum:failed{*}.rollup(max, 300) > 700",
];

/// The values of one to three hosts, one per minute. Each host has a gap of up to an hour, which may be empty.
fn hosts() -> impl Strategy<Value = Vec<Vec<Option<u8>>>> {
    let gap = (0usize..180, 0usize..60);
    let host = (proptest::collection::vec(any::<u8>(), 180), gap).prop_map(|(values, (from, length))| {
        let missing = from..from + length;
        values
            .into_iter()
            .enumerate()
            .map(|(i, v)| (!missing.contains(&i)).then_some(v))
            .collect()
    });
    proptest::collection::vec(host, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn counts_evaluate_to_the_same(hosts in hosts()) {
        COUNTS.iter().for_each(|query| same(query, MetricKind::Count, &hosts));
    }

    #[test]
    fn gauges_without_gaps_evaluate_to_the_same(hosts in hosts()) {
        // a gap of a gauge is interpolated before space aggregation, which the results already contain
        let whole: Vec<Vec<Option<u8>>> = hosts.iter().map(|h| h.iter().map(|v| Some(v.unwrap_or(3))).collect()).collect();
        GAUGES.iter().for_each(|query| same(query, MetricKind::Gauge, &whole));
    }
}

#[test]
fn monitors_that_results_cannot_reproduce_are_refused() {
    let check = |kind: &str, query: &str, expected: &str| {
        let payload = json!({ "type": kind, "name": "m", "message": "", "query": query, "options": {} });
        let monitor = Monitor::from_payload(&payload).expect("a monitor of this test");
        let refusal = monitor.over_results().expect_err("a refusal");
        assert!(refusal.message.contains(expected), "{}", refusal.message);
    };
    check(
        "query alert",
        "percentile(last_15m):p95:d{*} > 5",
        "percentile of all values",
    );
    check(
        "query alert",
        "sum(last_5m):p95:d{*} / sum:n{*}.as_count() > 5",
        "over its whole window",
    );
    check(
        "query alert",
        "avg(last_5m):diff(sum:n{*}) > 5",
        "takes differences before",
    );
    check(
        "log alert",
        r#"logs("a").index("*").rollup("count").last("5m") > 5"#,
        "counts events",
    );
    check(
        "service check",
        r#""a".over("*").by("*").last(2).count_by_status()"#,
        "service check",
    );
    check("slo alert", r#"error_budget("x").over("7d") > 5"#, "alerts on an SLO");
}

#[test]
fn reach_includes_the_delay_the_window_and_the_shift() {
    let mut payload = payload("pct_change(avg(last_5m),last_1h):avg:failed{*} > 20");
    payload["options"]["evaluation_delay"] = json!(60);
    let monitor = Monitor::from_payload(&payload).expect("a monitor of this test");
    assert_eq!(monitor.reach_s(), 60 + 300 + 3600);
}
