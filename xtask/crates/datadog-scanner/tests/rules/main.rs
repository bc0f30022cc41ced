//! The rules of `terraform/scanner`, run by Datadog's engine.

#![allow(missing_docs, reason = "a test")]

mod indexes;
mod shared;

use serde_json::{Map, Value, json};

use shared::{phi_cases, scanner, shared_cases};

fn scan(text: &str) -> (String, Vec<String>) {
    let (mut message, mut attributes, mut tags) = (text.to_owned(), Map::new(), Vec::new());
    scanner()
        .scan(&mut message, &mut attributes, &mut tags)
        .expect("the engine scans");
    (message, tags)
}

fn scan_attributes(value: Value) -> Value {
    let Value::Object(mut attributes) = value else {
        panic!("attributes are an object")
    };
    let (mut message, mut tags) = (String::new(), Vec::new());
    scanner()
        .scan(&mut message, &mut attributes, &mut tags)
        .expect("the engine scans");
    Value::Object(attributes)
}

#[test]
fn what_the_packages_leave_the_scanner_leaves() {
    let changed: Vec<String> = shared_cases()
        .into_iter()
        .filter(|case| case.masked.is_empty() && !shared::is_another_alphabet(&case.text))
        .filter_map(|case| {
            let (scanned, _) = scan(&case.text);
            (scanned != case.text).then(|| format!("{:?} became {scanned:?}", case.text))
        })
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn what_the_packages_mask_the_scanner_replaces() {
    let left: Vec<String> = shared_cases()
        .into_iter()
        .flat_map(|case| {
            let (scanned, _) = scan(&case.text);
            shared::masked_parts(&case)
                .into_iter()
                .filter(|part| scanned.contains(part.as_str()))
                .map(|part| format!("{part:?} is left of {:?}: {scanned:?}", case.text))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(left.is_empty(), "{}", left.join("\n"));
}

/// What an index sees of a line: the message of one that is not JSON, or else the attributes.
fn scan_line(line: &str) -> String {
    match serde_json::from_str(line) {
        Ok(attributes @ Value::Object(_)) => scan_attributes(attributes).to_string(),
        _ => scan(line).0,
    }
}

#[test]
fn what_the_agent_leaves_the_scanner_leaves() {
    let changed: Vec<String> = phi_cases()
        .into_iter()
        .filter(|case| !case.survives.is_empty())
        .filter_map(|case| {
            let scanned = scan_line(&case.text);
            let was = serde_json::from_str(&case.text).map_or(case.text.clone(), |value: Value| value.to_string());
            (scanned != was).then(|| format!("{}: {was} became {scanned}", case.survives))
        })
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn what_the_agent_masks_the_scanner_replaces() {
    let left: Vec<String> = phi_cases()
        .into_iter()
        // Numbers are made texts by the pipeline `phi-fields`, see tests/phi.
        .filter(|case| case.survives.is_empty() && !case.carrier.contains("number"))
        .filter_map(|case| {
            let scanned = scan_line(&case.text);
            let parts = case.identifying();
            assert!(!parts.is_empty(), "{case:?}");
            let left: Vec<&String> = parts.iter().filter(|part| scanned.contains(part.as_str())).collect();
            (!left.is_empty()).then(|| {
                format!(
                    "{} {}: {left:?} of {}\n  {scanned}",
                    case.identifier, case.carrier, case.text
                )
            })
        })
        .collect();
    assert!(left.is_empty(), "{} cases\n{}", left.len(), left.join("\n"));
}

/// A line that the agent has masked must not page as patient data.
#[test]
fn what_the_agent_has_masked_is_no_finding() {
    let found: Vec<String> = phi_cases()
        .into_iter()
        .filter(|case| case.survives.is_empty())
        .filter_map(|case| {
            let (mut message, mut tags) = (case.masked.clone(), Vec::new());
            let mut attributes = serde_json::from_str(&case.masked).unwrap_or_default();
            if !Map::is_empty(&attributes) {
                message.clear();
            }
            scanner()
                .scan(&mut message, &mut attributes, &mut tags)
                .expect("the engine scans");
            (!tags.is_empty()).then(|| format!("{}: {message}{} {tags:?}", case.masked, Value::Object(attributes)))
        })
        .collect();
    assert!(found.is_empty(), "{} cases\n{}", found.len(), found.join("\n"));
}

#[test]
fn equal_record_numbers_have_equal_hashes() {
    let (text, _) = scan("mrn=00471188 seen");
    let hash = text.trim_start_matches("mrn=").trim_end_matches(" seen").to_owned();
    assert_ne!(hash, "00471188");
    assert_eq!(scan_attributes(json!({ "mrn": "00471188" })), json!({ "mrn": hash }));
    assert_ne!(scan_attributes(json!({ "mrn": "00471189" })), json!({ "mrn": hash }));
}

#[test]
fn a_line_with_a_match_has_its_tags() {
    assert_eq!(scan("job finished").1, Vec::<String>::new());
    assert_eq!(
        scan("write to jane@example.org").1,
        ["sensitive_data:phi", "sensitive_data_kind:email"]
    );
}

#[test]
fn numbers_are_not_scanned() {
    assert_eq!(scan_attributes(json!({ "mrn": 4711 })), json!({ "mrn": 4711 }));
}
