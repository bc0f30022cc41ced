//! Properties of every monitor over every world: no panics, and states that are consistent with the values.

use datadog_query::function::{SIGNATURES, Signature};
use datadog_simulator::state::{Reason, State};
use datadog_simulator::world::{CheckRun, CheckStatus, Event, MetricKind, Series, Tags};
use datadog_simulator::{Monitor, NotificationKind, Outcome, Semantics, Span, World};
use proptest::prelude::*;
use serde_json::{Value, json};

const FOUR_HOURS: Span = Span {
    from: 3600,
    to: 5 * 3600,
};

fn kind() -> impl Strategy<Value = MetricKind> {
    prop_oneof![
        Just(MetricKind::Count),
        Just(MetricKind::Rate),
        Just(MetricKind::Gauge),
        Just(MetricKind::Distribution)
    ]
}

/// Series of the metrics `a` and `b`, each of one type, with arbitrary gaps, values and tags.
fn world() -> impl Strategy<Value = World> {
    let points = prop::collection::vec(
        (
            -7200_i64..20_000,
            prop_oneof![-100.0..100.0_f64, Just(0.0), Just(f64::NAN), Just(1e300)],
        ),
        0..200,
    );
    let series = (
        prop::sample::select(vec!["a", "b"]),
        "host:[a-c]",
        "env:[a-b]",
        1_u32..120,
        points,
    );
    (kind(), kind(), prop::collection::vec(series, 0..6)).prop_map(|(a, b, all)| World {
        series: all
            .into_iter()
            .map(|(metric, host, env, interval_s, points)| {
                Series::new(
                    metric,
                    Tags::new([host, env]),
                    if metric == "a" { a } else { b },
                    interval_s,
                    points,
                )
            })
            .collect(),
        ..World::default()
    })
}

/// One signature per function. Variants of a name (`ewma_3`, `ewma_5`) count as one function.
fn signatures() -> Vec<&'static Signature> {
    let mut seen = Vec::new();
    let is_new = |signature: &&Signature| {
        let function = std::mem::discriminant(&signature.function);
        let is_new = !seen.contains(&function);
        seen.push(function);
        is_new
    };
    SIGNATURES.iter().filter(is_new).collect()
}

fn expression() -> impl Strategy<Value = String> {
    let scope = prop::sample::select(vec!["*", "host:a", "!host:b", "host:* AND NOT env:a", "env IN (a, b)"]);
    let by = prop::sample::select(vec!["", " by {host}", " by {host,env}"]);
    let modifier = prop::sample::select(vec![
        "",
        ".as_count()",
        ".as_rate()",
        ".rollup(max, 90)",
        ".rollup(sum, 3600)",
        ".fill(last, 60)",
        ".fill(zero)",
        ".fill(null)",
    ]);
    let space = prop::sample::select(vec!["avg", "sum", "min", "max", "count", "p95", "count(v: v>3)"]);
    let leaf = (space, prop::sample::select(vec!["a", "b"]), scope, by, modifier)
        .prop_map(|(s, m, scope, by, modifier)| format!("{s}:{m}{{{scope}}}{by}{modifier}"));
    leaf.prop_recursive(3, 8, 2, |inner| {
        let signature = prop::sample::select(signatures());
        prop_oneof![
            4 => (signature, inner.clone()).prop_map(|(signature, x)| signature.example(&x, "host")),
            1 => (
                inner.clone(),
                prop::sample::select(vec!["+", "-", "*", "/"]),
                inner.clone()
            )
                .prop_map(|(a, o, b)| format!("({a} {o} {b})")),
            1 => inner.clone().prop_map(|x| format!("100 * {x}")),
            1 => inner.clone().prop_map(|x| format!("clamp_max({x}, 5)")),
            1 => inner.clone().prop_map(|x| format!("cutoff_min({x}, -5)")),
            1 => inner.clone().prop_map(|x| format!("moving_rollup({x}, 300, 'max')")),
            1 => inner.clone().prop_map(|x| format!("rollup({x}, 'max', 300)")),
            1 => inner.clone().prop_map(|x| format!("max({x}, {{*}})")),
            1 => inner.clone().prop_map(|x| format!("top({x}, 5, 'max', 'desc')")),
            1 => inner.prop_map(|x| format!("timeshift({x}, -300)")),
        ]
    })
}

fn options() -> impl Strategy<Value = Value> {
    let missing = prop::sample::select(vec![
        "",
        "default",
        "show_no_data",
        "show_and_notify_no_data",
        "resolve",
    ]);
    (missing, 0_i64..3, prop::option::of(0_i64..900), any::<bool>(), 0_i64..60).prop_map(|(missing, timeout_h, new_group_delay, full, renotify)| {
        let mut options = json!({ "timeout_h": timeout_h, "new_group_delay": new_group_delay, "require_full_window": full, "renotify_interval": renotify,
            "thresholds": { "critical": 10, "warning": 5, "critical_recovery": 7, "warning_recovery": 3 } });
        if !missing.is_empty() {
            options["on_missing_data"] = json!(missing);
        }
        options
    })
}

const MESSAGE: &str = "{{value}} @a {{#is_alert}}@b{{/is_alert}}{{^is_alert}}-{{/is_alert}}{{#is_warning}}-{{/is_warning}}{{#is_no_data}}-{{/is_no_data}}\
    {{#is_recovery}}-{{/is_recovery}}{{#is_no_data_recovery}}-{{/is_no_data_recovery}}{{#is_alert_to_warning}}-{{/is_alert_to_warning}}\
    {{#is_unknown}}-{{/is_unknown}}{{#is_renotify}}-{{/is_renotify}}";

fn run(kind: &str, query: &str, options: &Value, world: &World) -> Option<Outcome> {
    let payload = json!({ "type": kind, "name": "{{host.name}}{{#is_warning}}!{{/is_warning}}", "message": MESSAGE, "query": query, "options": options });
    let monitor = Monitor::from_payload(&payload).ok()?;
    let outcome = monitor.run(world, FOUR_HOURS, &Semantics::default()).ok()?;
    let sections = monitor.sections();
    for shown in outcome.notifications.iter().flat_map(|n| &n.branches) {
        let section = sections.iter().find(|section| section.branch == *shown);
        assert!(
            section.is_some_and(|section| section.reachable),
            "{shown:?} of {query} was not expected: {sections:?}"
        );
    }
    Some(outcome)
}

/// Checks properties of every outcome.
fn consistent(outcome: &Outcome) {
    consistent_states(outcome);
    for notification in &outcome.notifications {
        assert_eq!(
            notification.kind == NotificationKind::Recovered,
            notification.state == State::Ok
        );
        assert!(notification.handles.contains(&"a".to_owned()));
        assert_eq!(
            notification.handles.contains(&"b".to_owned()),
            notification.state == State::Alert
        );
    }
}

fn consistent_states(outcome: &Outcome) {
    for group in &outcome.groups {
        let mut state = None;
        let mut transitions = group.transitions.iter();
        for evaluation in &group.evaluations {
            if evaluation.state != state {
                let transition = transitions.next().expect("each change is a transition");
                assert_eq!(
                    (transition.at, transition.from, transition.to),
                    (evaluation.at, state, evaluation.state)
                );
            }
            state = evaluation.state;
            assert!(evaluation.value.is_none_or(f64::is_finite), "{evaluation:?}");
        }
        assert_eq!(transitions.next(), None, "each transition is a change");
    }
}

/// Checks that an alert ends only with a value that passes the recovery threshold, or without data.
fn recovers_only_beyond_the_threshold(outcome: &Outcome) {
    for group in &outcome.groups {
        for pair in group.evaluations.windows(2) {
            if pair[0].state == Some(State::Alert) && pair[1].state != Some(State::Alert) {
                match pair[1].reason {
                    Reason::Compared { .. } | Reason::ZeroForMissing { .. } => {
                        assert!(pair[1].value.is_some_and(|v| v <= 7.0), "{pair:?}")
                    }
                    Reason::Held { recovery } => assert!(
                        recovery == 3.0
                            && pair[1].state == Some(State::Warn)
                            && pair[1].value.is_some_and(|v| v <= 7.0),
                        "{pair:?}"
                    ),
                    Reason::NoValues(_) => {}
                    Reason::Supplied | Reason::NotFull { .. } | Reason::NewGroup { .. } => panic!("{pair:?}"),
                }
            }
            if pair[1].value.is_some_and(|v| v > 10.0) && matches!(pair[1].reason, Reason::Compared { .. }) {
                assert_eq!(pair[1].state, Some(State::Alert));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn metric_monitors(
        world in world(),
        expression in expression(),
        aggregator in prop::sample::select(vec!["avg", "sum", "min", "max", "percentile", "change(avg", "pct_change(sum"]),
        window in prop::sample::select(vec!["last_1m", "last_5m", "last_1h", "last_1d", "last_2d", "current_1h", "current_1d"]),
        options in options(),
    ) {
        let head = if aggregator.contains('(') { format!("{aggregator}({window}),last_5m)") } else { format!("{aggregator}({window})") };
        if let Some(outcome) = run("query alert", &format!("{head}:{expression} > 10"), &options, &world) {
            consistent(&outcome);
            recovers_only_beyond_the_threshold(&outcome);
        }
    }

    /// A counter that is reset anywhere: what was added since the window's first point is counted, and a reset is not.
    #[test]
    fn monotonic_differences(added in prop::collection::vec((0_u32..1000, any::<bool>()), 10..40)) {
        let (mut level, mut points, mut counted) = (0_u32, Vec::new(), Vec::new());
        for (i, (added, reset)) in (0_i64..).zip(&added) {
            let before = level;
            level = if *reset { 0 } else { level } + added;
            points.push((FOUR_HOURS.from + i * 60, f64::from(level)));
            // after a reset only what exceeds the old level can be seen
            counted.push(level.checked_sub(before).map(f64::from));
        }
        let world = World {
            series: vec![Series::new("a", Tags::new(["host:a"]), MetricKind::Gauge, 60, points)],
            ..World::default()
        };
        let outcome = run("query alert", "sum(last_5m):monotonic_diff(sum:a{*}) > 10", &json!({ "new_group_delay": 0 }), &world).expect("the query is evaluated");
        for (minute, _) in (0_i64..).zip(&counted).skip(5) {
            let at = FOUR_HOURS.from + minute * 60;
            let end = minute as usize;
            // a window in which the level only falls has no value
            let expected = counted[end - 4..end].iter().copied().flatten().reduce(|a, b| a + b);
            let evaluation = outcome.groups[0].evaluations.iter().find(|evaluation| evaluation.at == at);
            prop_assert_eq!(evaluation.map(|evaluation| evaluation.value), Some(expected));
        }
    }

    #[test]
    fn event_monitors(
        events in prop::collection::vec((0_i64..20_000, "[a-c]", prop::option::of(-5.0..50.0_f64)), 0..200),
        by in prop::sample::select(vec!["", r#".by("service")"#, r#".by("service,@x.y")"#]),
        rollup in prop::sample::select(vec![r#""count""#, r#""avg","@x.y""#, r#""pc99","@x.y""#, r#""cardinality","service""#]),
        comparator in prop::sample::select(vec![">", "<"]),
        options in options(),
    ) {
        let mut options = options;
        if comparator == "<" {
            options["thresholds"] = json!({ "critical": 10 });
        }
        let world = World {
            events: events.into_iter().map(|(at, service, x)| Event { source: "logs".to_owned(), at, body: json!({ "service": service, "attributes": { "x": { "y": x } } }) }).collect(),
            ..World::default()
        };
        let query = format!(r#"logs("service:*").index("*").rollup({rollup}){by}.last("5m") {comparator} 10"#);
        let outcome = run("log alert", &query, &options, &world).expect("every such monitor runs");
        consistent(&outcome);
        if comparator == ">" {
            recovers_only_beyond_the_threshold(&outcome);
        }
    }

    #[test]
    fn checks(
        runs in prop::collection::vec((0_i64..20_000, "host:[a-c]", 0_usize..4), 0..200),
        count in prop::sample::select(vec!["count_by_status", "pct_by_status"]),
        options in options(),
    ) {
        let statuses = [CheckStatus::Ok, CheckStatus::Warning, CheckStatus::Critical, CheckStatus::Unknown];
        let world = World {
            checks: runs.into_iter().map(|(at, host, status)| CheckRun { check: "c".to_owned(), tags: Tags::new([host]), at, status: statuses[status], message: String::new() }).collect(),
            ..World::default()
        };
        let query = format!(r#""c".over("*").by("host").last(11).{count}()"#);
        if let Some(outcome) = run("service check", &query, &options, &world) {
            consistent(&outcome);
        }
    }

    #[test]
    fn extreme_numbers(
        times in prop::collection::vec(prop_oneof![any::<i64>(), -10_000_i64..10_000], 0..20),
        numbers in prop::collection::vec(prop_oneof![any::<i64>(), -5_i64..5], 8),
        from in any::<i64>(),
        shift in any::<i64>(),
    ) {
        let options = json!({
            "evaluation_delay": numbers[0], "new_group_delay": numbers[1], "timeout_h": numbers[2], "no_data_timeframe": numbers[3], "notify_no_data": true,
            "renotify_interval": numbers[4],
        });
        let world = World {
            series: vec![Series::new("a", Tags::new(["host:a"]), MetricKind::Gauge, 1, times.iter().map(|t| (*t, 20.0)))],
            ..World::default()
        };
        let query = format!("avg(last_5m):timeshift(avg:a{{*}} by {{host}}, {shift}) > 10");
        run("query alert", &query, &options, &world);
        let payload = json!({ "type": "query alert", "query": "avg(last_1h):avg:a{*}.rollup(avg, 7) > 10" });
        let monitor = Monitor::from_payload(&payload).expect("a monitor of this test");
        if let Ok(outcome) = monitor.run(&world, Span { from, to: from.saturating_add(600) }, &Semantics::default()) {
            consistent_states(&outcome);
        }
    }

    #[test]
    fn any_text_compiles_or_is_refused(query in ".{0,80}", kind in prop::sample::select(vec!["query alert", "log alert", "composite", "service check", "slo alert"])) {
        run(kind, &query, &json!({}), &World::default());
    }
}
