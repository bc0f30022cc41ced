use std::collections::BTreeMap;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::{Diagnostic, Severity, line_column};

/// Encodes all but the unreserved characters of RFC 3986 and the slash.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The findings as a SARIF log for code-scanning services and editors.
///
/// `describe` returns the summary of a rule, if it has one. Columns count characters, offsets bytes of UTF-8
/// (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).
/// Written with `json!`: the crate serde-sarif has a type for all of the standard and would be compiled before the first render.
#[must_use]
pub fn sarif(findings: &[Diagnostic], describe: impl Fn(&str) -> Option<String>) -> String {
    let mut rules: BTreeMap<&str, usize> = findings.iter().map(|d| (d.rule.as_str(), 0)).collect();
    let mut descriptors = Vec::with_capacity(rules.len());
    for (index, (rule, at)) in rules.iter_mut().enumerate() {
        *at = index;
        let mut descriptor = Map::from_iter([("id".to_owned(), json!(rule))]);
        if let Some(text) = describe(rule) {
            descriptor.insert("shortDescription".to_owned(), json!({ "text": text }));
        }
        descriptors.push(Value::Object(descriptor));
    }
    let results: Vec<Value> = findings
        .iter()
        .map(|d| result(d, rules.get(d.rule.as_str()).copied()))
        .collect();
    let driver = json!({ "name": "cargo xtask", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": descriptors });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    log.to_string()
}

fn result(finding: &Diagnostic, rule: Option<usize>) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let notes = finding.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    let text: String = std::iter::once(finding.message.clone())
        .chain(notes)
        .chain(help)
        .collect();
    let mut result = Map::from_iter([
        ("ruleId".to_owned(), json!(finding.rule)),
        ("level".to_owned(), json!(level)),
        ("message".to_owned(), json!({ "text": text })),
    ]);
    if let Some(index) = rule {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    if let Some(place) = &finding.place {
        let mut physical = Map::from_iter([("artifactLocation".to_owned(), json!({ "uri": uri(&place.path) }))]);
        if let Some((text, span)) = &place.excerpt {
            physical.insert("region".to_owned(), region(text, span));
        }
        result.insert("locations".to_owned(), json!([{ "physicalLocation": physical }]));
    }
    Value::Object(result)
}

fn region(text: &str, span: &Range<usize>) -> Value {
    let (line, column) = line_column(text, span.start);
    let (end_line, end_column) = line_column(text, span.end);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column, "byteOffset": span.start, "byteLength": span.len() })
}

/// A path as a relative URI reference, percent-encoded.
fn uri(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(findings: &[Diagnostic]) -> Value {
        let text = sarif(findings, |rule| {
            (rule == "a/b").then(|| "the summary of a/b".to_owned())
        });
        serde_json::from_str(&text).expect("valid JSON")
    }

    #[test]
    fn a_log_has_the_structure_of_the_standard() {
        let found = [
            Diagnostic::new(Severity::Warning, "b/c", "odd").at("ä b.md", "xé z\n", 4..5),
            Diagnostic::error("a/b", "wrong").help("fix it"),
            Diagnostic::error("a/b", "wrong too").in_file("f"),
        ];
        let log = log(&found);
        assert_eq!(
            (log["version"].as_str(), log["runs"].as_array().map(Vec::len)),
            (Some("2.1.0"), Some(1))
        );
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "cargo xtask");
        let rules = &run["tool"]["driver"]["rules"];
        assert_eq!(
            *rules,
            json!([{ "id": "a/b", "shortDescription": { "text": "the summary of a/b" } }, { "id": "b/c" }])
        );
        for result in run["results"].as_array().expect("results") {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small number");
            assert_eq!(result["ruleId"], rules[index]["id"]);
        }
        assert_eq!(
            run["results"][0],
            json!({
                "ruleId": "b/c", "ruleIndex": 1, "level": "warning", "message": { "text": "odd" },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": "%C3%A4%20b.md" },
                    "region": { "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5, "byteOffset": 4, "byteLength": 1 },
                } }],
            })
        );
        assert_eq!(run["results"][1]["message"]["text"], "wrong\nhelp: fix it");
        assert!(run["results"][1].get("locations").is_none());
        assert!(
            run["results"][2]["locations"][0]["physicalLocation"]
                .get("region")
                .is_none()
        );
    }

    #[test]
    fn a_log_without_results_is_valid() {
        assert_eq!(log(&[])["runs"][0]["results"], json!([]));
    }
}
