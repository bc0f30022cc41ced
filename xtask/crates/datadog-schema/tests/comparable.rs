//! Comparisons of payloads with what the API returns hide nothing that somebody declared.

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};
use test_support::fixtures::{corpus, corpus_lines};

/// The pointers to all values that have no parts.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => (0..items.len()).for_each(|i| leaves(&items[i], &format!("{at}/{i}"), found)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            leaves(
                value,
                &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                found,
            );
        }),
        _ => found.push(at.to_owned()),
    }
}

/// Another value of the same type.
fn changed(value: &Value) -> Value {
    match value {
        Value::Bool(b) => json!(!b),
        Value::Number(number) => json!(number.as_f64().unwrap_or_default() + 7.5),
        Value::String(text) => json!(format!("{text}x")),
        _ => json!("x"),
    }
}

fn check(kind: PayloadKind, file: &str, field: &str, read_only: &[&str]) {
    let Some(corpus) = corpus() else { return };
    let mut count = 0;
    for line in corpus_lines(&corpus, file) {
        let line: Value = serde_json::from_str(&line).expect("JSON");
        let payload = &line[field];
        assert_eq!(
            kind.comparable(payload, payload),
            kind.comparable(&kind.comparable(payload, payload), payload),
            "the second time changes something: {payload}"
        );
        let mut pointers = Vec::new();
        leaves(payload, "", &mut pointers);
        for pointer in pointers {
            if read_only
                .iter()
                .any(|name| pointer.split('/').any(|step| step == *name))
            {
                continue;
            }
            let mut other = payload.clone();
            let leaf = other.pointer_mut(&pointer).expect("a leaf");
            *leaf = changed(leaf);
            assert_ne!(
                kind.comparable(payload, &other),
                kind.comparable(&other, payload),
                "a change at {pointer} is hidden: {payload}"
            );
            count += 1;
        }
    }
    assert!(count > 20, "only {count} changes");
}

#[test]
fn changes_of_monitors() {
    let read_only = [
        "id",
        "org_id",
        "created",
        "created_at",
        "modified",
        "creator",
        "deleted",
        "multi",
        "overall_state",
        "overall_state_modified",
        "state",
        "aggregation",
        "device_ids",
        "queryConfig",
        "period",
        "timeAggregator",
        "comparison",
        "groupBy",
    ];
    check(PayloadKind::Monitor, "monitors.jsonl", "monitor", &read_only);
}

#[test]
fn changes_of_slos_and_downtimes() {
    let read_only = [
        "id",
        "created_at",
        "modified_at",
        "creator",
        "type_id",
        "configured_alert_ids",
    ];
    check(PayloadKind::Slo, "slos.jsonl", "slo", &read_only);
    check(PayloadKind::Downtime, "downtimes.jsonl", "downtime", &["id"]);
}
