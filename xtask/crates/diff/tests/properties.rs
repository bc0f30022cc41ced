//! Properties of every comparison.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diff::{Policy, Sides, Snapshot, compare, json, markdown, text};
use proptest::prelude::*;
use serde_json::{Value, json};

fn snapshot<P: Into<String>, C: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, C)>) -> Snapshot {
    Snapshot {
        files: files
            .into_iter()
            .map(|(path, content)| (path.into(), content.into()))
            .collect(),
        policy: Ok(Policy::default()),
    }
}

/// The report in all formats.
fn printed(base: &Snapshot, head: &Snapshot) -> String {
    let report = compare(base, head);
    let sides = Sides {
        base: "base".to_owned(),
        head: "head".to_owned(),
    };
    format!(
        "{}{}{}",
        text(&report, &sides, true),
        markdown(&report, &sides),
        json(&report, &sides)
    )
}

/// Every rendered file of this repository.
fn rendered() -> BTreeMap<String, String> {
    let root = test_support::fixtures::repository();
    let mut files = BTreeMap::new();
    for folder in ["manifests", "helm-values"] {
        collect(&root, &root.join(folder), &mut files);
    }
    assert!(files.len() > 100, "the repository is rendered");
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .into_owned();
            files.insert(name, fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// The leaves of a value, by JSON pointer.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            leaves(
                value,
                &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")),
                found,
            )
        }),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .for_each(|(at, value)| leaves(value, &format!("{pointer}/{at}"), found)),
        _ => found.push(pointer.to_owned()),
    }
}

/// Another value than `value`.
fn other(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(format!("{text}x")),
        Value::Number(number) => json!(number.as_f64().unwrap_or_default() + 1.0),
        Value::Bool(yes) => json!(!yes),
        _ => json!(1),
    }
}

/// A manifest with a payload.
fn manifest(kind: &str, payload: &Value) -> String {
    let manifest =
        json!({ "kind": "DatadogGenericResource", "spec": { "type": kind, "jsonSpec": payload.to_string() } });
    serde_saphyr::to_string(&manifest).expect("YAML")
}

/// The kind and the payload of the file at `path`.
fn payload(path: &str, text: &str) -> Option<(&'static str, Value)> {
    let folders = [
        ("/monitors/", "monitor"),
        ("/slos/", "slo"),
        ("/dashboards/", "dashboard"),
        ("/downtimes/", "downtime"),
        ("/synthetics/", "synthetics_api_test"),
    ];
    let (_, kind) = folders.into_iter().find(|(folder, _)| path.contains(folder))?;
    let manifest: Value = serde_saphyr::from_str(text).expect("YAML");
    let json = manifest["spec"]["jsonSpec"].as_str().expect("a text");
    Some((kind, serde_json::from_str(json).expect("JSON")))
}

#[test]
fn a_change_of_any_leaf_is_reported() {
    let mut checked = 0;
    for (path, text) in rendered()
        .iter()
        .filter(|(path, _)| path.contains("/prod/") || path.contains("/scribemed/"))
        .step_by(11)
    {
        let Some((kind, payload)) = payload(path, text) else {
            continue;
        };
        let base = snapshot([(path.as_str(), manifest(kind, &payload))]);
        let mut pointers = Vec::new();
        leaves(&payload, "", &mut pointers);
        // A dashboard has a thousand leaves, most of them alike.
        for pointer in pointers.into_iter().step_by(if kind == "dashboard" { 37 } else { 1 }) {
            let mut changed = payload.clone();
            let leaf = changed.pointer_mut(&pointer).expect("it was found there");
            *leaf = other(leaf);
            let report = compare(&base, &snapshot([(path.as_str(), manifest(kind, &changed))]));
            assert_eq!(report.changes.len(), 1, "{path}: {pointer} is not reported");
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked} leaves");
}

#[test]
fn comments_and_layout_are_ignored() {
    let files = rendered();
    let head = snapshot(
        files
            .iter()
            .map(|(path, text)| (path.clone(), format!("# another comment\n{text}\n"))),
    );
    assert_eq!(compare(&snapshot(files), &head).changes, []);
}

#[test]
fn a_removal_is_an_addition_in_reverse() {
    let files = rendered();
    let (base, head) = (snapshot(files), snapshot([("manifests/prod/a.yaml", "")]));
    let (gone, come) = (compare(&base, &head).counts(), compare(&head, &base).counts());
    assert!(gone.removed > 300, "{gone:?}");
    assert_eq!(gone.removed, come.added);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics(
        paths in prop::collection::vec("(manifests/(prod|dev)/(a/monitors/b|a/slos/b|a/dashboards/b|p/c)\\.yaml|helm-values/prod/x\\.yaml|[a-z/.]{0,12})", 1..4),
        old in prop::collection::vec(any::<u8>(), 0..60),
        new in "([a-z]{1,4}: ?(\\[|\\{|[a-z\"'\\\\|>&*!-]{0,6})\n){0,6}",
    ) {
        let base = snapshot(paths.iter().map(|path| (path.clone(), old.clone())));
        let head = snapshot(paths.iter().map(|path| (path.clone(), new.clone())));
        printed(&base, &head);
        printed(&head, &base);
    }

    #[test]
    fn no_payload_panics(
        kind in "monitor|slo|dashboard|downtime",
        old in payload_strategy(),
        new in payload_strategy(),
    ) {
        let side = |payload: &Value| snapshot([(format!("manifests/prod/a/{kind}s/b.yaml"), manifest(&kind, payload))]);
        let (base, head) = (side(&old), side(&new));
        printed(&base, &head);
        prop_assert_eq!(compare(&base, &base).changes, vec![]);
    }
}

/// Payloads with the fields that are compared, and arbitrary values.
fn payload_strategy() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5.0..5.0f64).prop_map(Value::from),
        "[a-z{}@#/ :>0-9\"(),.]{0,20}".prop_map(Value::from),
        Just(json!("avg(last_5m):avg:a.b{x:y} by {z} > 5")),
        Just(json!("{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-b")),
    ];
    let value = leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(
                "name|title|type|definition|widgets|layout|critical|warning|target|timeframe|thresholds|on_missing_data",
                inner,
                0..4
            )
            .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    });
    let names = "name|title|type|query|message|options|thresholds|tags|priority|widgets|template_variables|description|target_threshold";
    prop::collection::btree_map(names, value, 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect()))
}
