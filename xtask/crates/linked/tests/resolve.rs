//! Payloads with placeholders, and what becomes of them.

use std::collections::BTreeMap;

use linked::{Id, LinkedSpec, LinkedType, Reference, Template, placeholder};
use proptest::prelude::*;
use serde_json::{Value, json};

fn spec(payload: &str, references: &[&str]) -> LinkedSpec {
    let reference = |path: &&str| {
        (
            (*path).to_owned(),
            Reference {
                resource: path.replace('/', "-"),
            },
        )
    };
    LinkedSpec {
        kind: LinkedType::Monitor,
        references: references.iter().map(reference).collect(),
        json_spec: payload.to_owned(),
    }
}

fn ids(ids: &[(&str, &str)]) -> BTreeMap<String, Id> {
    ids.iter()
        .map(|(path, id)| ((*path).to_owned(), Id::parse(id).expect("an id")))
        .collect()
}

fn check(payload: Value, known: &[(&str, &str)], expected: Result<Value, &str>) {
    let paths: Vec<&str> = known.iter().map(|(path, _)| *path).collect();
    let template = Template::parse(&spec(&payload.to_string(), &paths)).expect("a valid spec");
    let known: Vec<_> = known.iter().copied().filter(|(_, id)| !id.is_empty()).collect();
    let resolved = template
        .resolve(&ids(&known))
        .map_err(|unresolved| unresolved.to_string());
    assert_eq!(resolved, expected.map_err(str::to_owned));
}

#[test]
fn ids_go_into_texts_and_into_lists_of_numbers() {
    check(
        json!({ "query": "burn_rate(\"<id of a/slos/b>\").over(\"30d\") > 14.4" }),
        &[("a/slos/b", "0f3c")],
        Ok(json!({ "query": "burn_rate(\"0f3c\").over(\"30d\") > 14.4" })),
    );
    check(
        json!({ "query": "<id of a/monitors/b> && !<id of a/monitors/c>" }),
        &[("a/monitors/b", "12"), ("a/monitors/c", "34")],
        Ok(json!({ "query": "12 && !34" })),
    );
    check(
        json!({ "monitor_ids": ["<id of a/monitors/b>"], "slo_ids": ["<id of a/slos/b>"], "alert_id": "<id of a/monitors/b>" }),
        &[("a/monitors/b", "12"), ("a/slos/b", "34")],
        Ok(json!({ "monitor_ids": [12], "slo_ids": ["34"], "alert_id": "12" })),
    );
}

#[test]
fn what_is_missing_is_named_and_nothing_is_half_done() {
    check(
        json!({ "query": "<id of a/monitors/b> && <id of a/monitors/c>" }),
        &[("a/monitors/b", ""), ("a/monitors/c", "")],
        Err("no id of 'a/monitors/b', 'a/monitors/c'"),
    );
    check(
        json!({ "monitor_ids": ["<id of a/monitors/b>", "<id of a/monitors/c>"] }),
        &[("a/monitors/b", "0f3c"), ("a/monitors/c", "007")],
        Err("monitor_ids takes numbers, which the ids of 'a/monitors/b', 'a/monitors/c' are not"),
    );
}

fn check_problems(payload: &str, references: &[&str], expected: &[&str]) {
    let problems = Template::parse(&spec(payload, references)).expect_err("an invalid spec");
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected);
}

#[test]
fn a_spec_that_contradicts_itself_is_rejected() {
    check_problems("[]", &["a/slos/b"], &["jsonSpec is not a JSON object: it is an array"]);
    check_problems(
        "{",
        &["a/slos/b"],
        &["jsonSpec is not a JSON object: EOF while parsing an object at line 1 column 1"],
    );
    check_problems(
        "{}",
        &[],
        &["references are empty: an object without them is a DatadogGenericResource"],
    );
    check_problems(
        r#"{"a": "<id of a/slos/b>"}"#,
        &["a/slos/c", "x"],
        &[
            "jsonSpec needs the id of 'a/slos/b', which references do not have",
            "references have 'a/slos/c', whose id jsonSpec does not need",
            "references have 'x', which is not of the form service/kind/name",
        ],
    );
    check_problems(
        r#"{"a": "x <id of a/slos/b", "b": "<id of A b>", "<id of a/slos/b>": "<id of a/slos/b>"}"#,
        &["a/slos/b"],
        &[
            "jsonSpec has a placeholder in the name of a field, '<id of a/slos/b>'",
            "jsonSpec has '<id of a/slos/b', which is no placeholder: write '<id of service/kind/name>'",
            "jsonSpec has '<id of A b>', which is no placeholder: write '<id of service/kind/name>'",
        ],
    );
}

#[test]
fn an_id_cannot_change_a_query() {
    for (text, expected) in [
        ("", "the id is empty"),
        ("12 || 13", "the id has ' '; ids have letters, digits, '-' and '_'"),
        (
            "a\").over(\"7d",
            "the id has '\"'; ids have letters, digits, '-' and '_'",
        ),
    ] {
        assert_eq!(Id::parse(text).expect_err("no id").to_string(), expected);
    }
    assert!(Id::parse(&"1".repeat(65)).is_err());
}

#[test]
fn stand_ins_are_numbers_that_people_see_as_paths() {
    let payload =
        json!({ "query": "<id of a/monitors/b> && <id of a/monitors/c>", "monitor_ids": ["<id of a/monitors/b>"] });
    let template = Template::read(&payload)
        .expect("valid placeholders")
        .expect("placeholders");
    let filled = template.with_stand_ins();
    assert!(filled["monitor_ids"][0].is_u64(), "{filled}");
    let query = filled["query"].as_str().expect("a text");
    assert_ne!(query, payload["query"]);
    assert_eq!(linked::with_placeholders(query, template.paths()), payload["query"]);
    assert_eq!(Template::read(&json!({ "query": "none" })), Ok(None));
}

#[test]
fn unknown_fields_are_rejected() {
    let text = json!({ "type": "monitor", "references": {}, "jsonSpec": "{}", "extra": 1 });
    let error = serde_json::from_value::<LinkedSpec>(text).expect_err("an unknown field");
    assert!(error.to_string().contains("unknown field `extra`"), "{error}");
}

fn path() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9-]{0,4}/(slos|monitors)/[a-z][a-z0-9-]{0,4}"
}

/// A payload of texts with placeholders, and the paths in it.
fn payload() -> impl Strategy<Value = Value> {
    let text = prop::collection::vec(
        prop_oneof!["[^<]{0,6}", path().prop_map(|path| placeholder(&path))],
        0..4,
    )
    .prop_map(|parts| Value::from(parts.concat()));
    let leaf = prop_oneof![
        text,
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from)
    ];
    let tree = leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,12}|monitor_ids", inner, 0..4).prop_map(|fields| json!(fields)),
        ]
    });
    prop::collection::btree_map("[a-z]{1,6}|monitor_ids", tree, 0..4).prop_map(|fields| json!(fields))
}

proptest! {
    #[test]
    fn a_resolved_payload_has_no_placeholder_and_only_texts_change(payload in payload(), number in 1_u64..u64::MAX) {
        let mut paths = Vec::new();
        for problem in Template::of(payload.clone(), []).err().into_iter().flatten() {
            if let linked::SpecProblem::NoReference(path) = problem {
                paths.push(path);
            }
        }
        prop_assume!(!paths.is_empty());
        let template = Template::of(payload.clone(), paths.clone()).expect("every path is a reference");
        let id = Id::parse(&number.to_string()).expect("an id");
        let known: BTreeMap<String, Id> = paths.iter().map(|path| (path.clone(), id.clone())).collect();
        let resolved = template.resolve(&known).expect("every id is known");
        let text = resolved.to_string();
        prop_assert!(!text.contains("<id of "), "{text}");
        // Filling in by hand gives the same, but for the numbers.
        let mut by_hand = payload.to_string();
        for path in &paths {
            by_hand = by_hand.replace(&placeholder(path), id.as_str());
        }
        let quoted = format!("\"{id}\"");
        prop_assert_eq!(text.replace(&quoted, id.as_str()), by_hand.replace(&quoted, id.as_str()));
        // One id fewer, and that one is named.
        let mut fewer = known;
        fewer.remove(&paths[0]);
        let unresolved = template.resolve(&fewer).expect_err("an id is missing");
        prop_assert_eq!(unresolved.missing, vec![paths[0].clone()]);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), references in prop::collection::btree_map(any::<String>(), any::<String>(), 0..3)) {
        let references = references.into_iter().map(|(path, resource)| (path, Reference { resource })).collect();
        let spec = LinkedSpec { kind: LinkedType::Slo, references, json_spec: text };
        for problem in Template::parse(&spec).err().into_iter().flatten() {
            prop_assert!(!problem.to_string().contains('\n'));
        }
    }
}
