//! Whatever a rule, a pipeline or a log contains: no panic, no hang, and what is true of every result.

use datadog_logs::definition::{Pipeline, Root};
use datadog_logs::grok::{Clock, Parsed, Rules};
use datadog_logs::{Context, Engine, Log, compile, path, url};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A pipeline with a processor of every kind.
const EVERY_KIND: &str = include_str!("every_kind.yaml");

fn pipeline() -> Pipeline {
    let tree = documents::yaml::tree(EVERY_KIND).unwrap_or_else(|error| panic!("{error:?}"));
    let Root::Pipeline(pipeline) = tree.decode().unwrap_or_else(|error| panic!("{error:?}"));
    pipeline
}

fn engine() -> Engine {
    compile(&pipeline()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

thread_local! {
    static ENGINE: std::rc::Rc<Engine> = std::rc::Rc::new(engine());
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(|n| json!(n)),
        any::<i64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::String),
        "[0-9a-z:/?&=.% -]{0,30}".prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map("[a-h.]{1,3}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn objects() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map("[a-h]{1,2}(\\.[a-h])?", values(), 0..8).prop_map(|map| map.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_rule_is_accepted_or_refused(support in ".{0,60}", rule in "(%\\{(word|data|date|regex|a)?(\\(\"?[a-z\"\\\\]*\\))?(:[a-z.]*){0,2}\\}?|[a-z(){}\\[\\]*+?|^\\\\ ]){0,8}", text in ".{0,40}") {
        if let Ok(rules) = Rules::compile(&support, &format!("rule {rule}")) {
            let parsed = rules.parse(&text, Clock { now_ms: 0 });
            prop_assert!(!matches!(parsed, Parsed::Matched { rule: 1.., .. }), "there is one rule");
        }
    }

    #[test]
    fn any_log_passes_every_kind_of_processor(object in objects()) {
        let engine = ENGINE.with(std::rc::Rc::clone);
        let mut log = Log::from_line(&Value::Object(object).to_string());
        log.source = Some("any".to_owned());
        log.preprocess(Context { now_ms: 0 });
        engine.run(&mut log, Context { now_ms: 0 });
    }

    #[test]
    fn what_is_set_is_found_and_can_be_removed(object in objects(), path in "[a-h]{1,2}(\\.[a-h]{1,2}){0,3}", value in any::<i64>()) {
        let mut attributes = object;
        path::set(&mut attributes, &path, Value::from(value));
        prop_assert_eq!(path::get(&attributes, &path), Some(&Value::from(value)));
        prop_assert_eq!(path::remove(&mut attributes, &path), Some(Value::from(value)));
    }

    #[test]
    fn a_url_has_a_path(text in ".{0,60}") {
        prop_assert!(url::parts(&text, true)["path"].is_string());
    }
}

#[test]
fn hostile_lines_end() {
    let engine = engine();
    let context = Context { now_ms: 0 };
    let deep = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
    for line in ["a".repeat(10_000_000), deep, "=".repeat(200_000), "\u{0}".repeat(1000)] {
        let mut log = Log::from_line(&line);
        log.source = Some("any".to_owned());
        engine.run(&mut log, context);
        assert!(log.message.len() <= datadog_logs::MESSAGE_BYTES_MAX);
    }
}

#[test]
fn rules_that_double_each_other_are_bounded() {
    let mut support = "_0 %{notSpace}".to_owned();
    for n in 1..40 {
        support.push_str(&format!("\n_{n} %{{_{0}}}%{{_{0}}}", n - 1));
    }
    let errors = Rules::compile(&support, "rule %{_39}").expect_err("errors");
    assert!(
        errors.iter().all(|error| error.message.contains("too long")),
        "{errors:?}"
    );
}
