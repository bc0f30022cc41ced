//! Whatever value a file answers, lowering makes an object of it or tells why not; it never panics.

mod support;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support::{dashboard, monitor, slo};

/// Words that mean something to a constructor, so that values come far enough to be looked at.
const WORDS: [&str; 22] = [
    "jobs.total",
    "jobs.failed",
    "jobs.age",
    "jobs.duration",
    "queue",
    "P1",
    "P3",
    "resolve",
    "notify",
    "above",
    "below",
    "10m",
    "30d",
    "max",
    "avg",
    "scribe",
    "ml",
    "worker",
    "failure",
    "higher",
    "",
    "é\u{2028}{{",
];

const FIELDS: [&str; 44] = [
    "alert",
    "alert_percent",
    "archetype",
    "background",
    "bad",
    "bad_where",
    "better",
    "by",
    "check",
    "colour",
    "columns",
    "comparison",
    "description",
    "display",
    "events",
    "args",
    "good",
    "groups",
    "impact",
    "label",
    "remaining",
    "limit",
    "limits",
    "metric",
    "no_data",
    "of",
    "over",
    "parts",
    "percentile",
    "percentiles",
    "objectives",
    "recover",
    "rest",
    "rows",
    "search",
    "severity",
    "shown",
    "signal",
    "signals",
    "space_aggregation",
    "symptom",
    "title",
    "warn",
    "window",
];

const CONSTRUCTORS: [&str; 29] = [
    "monitor.threshold",
    "monitor.growth",
    "monitor.ratio",
    "monitor.check",
    "monitor.logs",
    "slo.events",
    "slo.time_slice",
    "signal.count",
    "signal.ratio",
    "signal.gauge",
    "signal.share",
    "signal.percentile",
    "signal.check",
    "signal.logs",
    "dashboard.dashboard",
    "dashboard.group",
    "dashboard.service",
    "widget.timeseries",
    "widget.query_value",
    "widget.toplist",
    "widget.table",
    "widget.heatmap",
    "widget.distribution",
    "widget.slos",
    "widget.monitors",
    "widget.logs",
    "widget.events",
    "widget.checks",
    "widget.note",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0_u8..100).prop_map(Value::from),
        prop::sample::select(WORDS.to_vec()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(6, 96, 8, |inner| {
        let name = prop::sample::select(FIELDS.to_vec()).prop_map(str::to_owned);
        let object = prop::collection::btree_map(name, inner.clone(), 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>()));
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            2 => object.clone(),
            4 => (prop::sample::select(CONSTRUCTORS.to_vec()), object).prop_map(|(name, args)| json!({ "constructor": name, "args": args })),
            1 => (prop::sample::select(CONSTRUCTORS.to_vec()), inner).prop_map(|(name, args)| json!({ "constructor": name, "args": args, "of": 1 })),
        ]
    })
}

/// A refusal says why.
fn refused_with_a_reason<T>(made: Result<T, Vec<constructors::Finding>>) -> bool {
    made.map_or_else(|findings| !findings.is_empty(), |_| true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_arbitrary_value_is_lowered_or_refused(value in value(), constructor in prop::sample::select(CONSTRUCTORS.to_vec())) {
        let args = json!({ "constructor": constructor, "args": value });
        for value in [&value, &args] {
            prop_assert!(refused_with_a_reason(monitor("failures", value)));
            prop_assert!(refused_with_a_reason(slo("success", value)));
            prop_assert!(refused_with_a_reason(dashboard(Some("scribe"), value)));
            prop_assert!(refused_with_a_reason(dashboard(None, value)));
        }
    }
}
