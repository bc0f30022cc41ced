//! Any value that a file returns becomes an object or findings; building never panics.

mod support;

use constructors::reference;
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

/// The names of all fields, and of the facts that a context adds.
fn fields() -> Vec<String> {
    let of_context = ["archetype", "args", "of", "shown", "objectives", "parts"];
    let fields = reference()
        .into_iter()
        .flat_map(|group| group.constructors)
        .flat_map(|constructor| constructor.fields)
        .map(|field| field.name);
    fields.chain(of_context).map(str::to_owned).collect()
}

fn constructors() -> Vec<String> {
    reference()
        .into_iter()
        .flat_map(|group| group.constructors)
        .map(|constructor| constructor.name)
        .filter(|name| !name.is_empty())
        .chain(["dashboard.service".to_owned()])
        .collect()
}

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
        let name = prop::sample::select(fields());
        let object = prop::collection::btree_map(name, inner.clone(), 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>()));
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            2 => object.clone(),
            4 => (prop::sample::select(constructors()), object).prop_map(|(name, args)| json!({ "constructor": name, "args": args })),
            1 => (prop::sample::select(constructors()), inner).prop_map(|(name, args)| json!({ "constructor": name, "args": args, "of": 1 })),
        ]
    })
}

/// A rejection has findings.
fn rejected_with_a_reason<T>(made: Result<T, Vec<constructors::Finding>>) -> bool {
    made.map_or_else(|findings| !findings.is_empty(), |_| true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_arbitrary_value_is_built_or_rejected(value in value(), constructor in prop::sample::select(constructors())) {
        let args = json!({ "constructor": constructor, "args": value });
        for value in [&value, &args] {
            prop_assert!(rejected_with_a_reason(monitor("failures", value)));
            prop_assert!(rejected_with_a_reason(slo("success", value)));
            prop_assert!(rejected_with_a_reason(dashboard(Some("scribe"), value)));
            prop_assert!(rejected_with_a_reason(dashboard(None, value)));
        }
    }
}
