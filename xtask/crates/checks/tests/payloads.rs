//! `cargo xtask validate --payload` and `cargo xtask parse`: input, output and exit codes.

use serde_json::{Value, json};
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

const FINE: &str = r#"{"name":"a","type":"query alert","query":"avg(last_5m):avg:a{*} > 1","message":"m"}"#;
const BAD: &str =
    r#"{"name":"disk is full","type":"query alert","query":"avg(last_5m):agv:a{*} > 1","message":"m","priority":2.5}"#;

fn run(args: &[&str], input: &str) -> Run {
    let tree = Tree::empty(CHECKS);
    tree.write("jsonnet/policy/x.libsonnet", "{}");
    tree.write("input", input);
    let input = tree.path("input").to_string_lossy().into_owned();
    tree.run(args.iter().copied().chain([input.as_str()]))
}

fn validate(kind: &str, input: &str) -> (Option<i32>, Value) {
    let run = run(&["validate", "--format", "json", "--payload", kind], input);
    (
        run.code,
        serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text)),
    )
}

#[test]
fn lines_lists_and_single_objects_are_read() {
    for input in [
        FINE.to_owned(),
        format!("{FINE}\n{FINE}\n"),
        FINE.replace(',', ",\n  "),
        FINE.replace(',', ",\n  ").repeat(2),
        format!("---\n{FINE}\n--- # the same again\n{FINE}\n"),
    ] {
        assert_eq!(
            validate("monitor", &input),
            (Some(0), json!({"findings": [], "version": 1})),
            "{input}"
        );
    }
    assert_eq!(
        validate("monitor", &format!("[{FINE},\n{FINE}]")),
        (
            Some(0),
            json!({"findings": [], "notes": ["2 payloads from a list"], "version": 1})
        )
    );
}

#[test]
fn what_objects_are_taken_out_of_is_noted() {
    let answer = format!("{{\"status\": \"success\", \"data\": [{FINE}, {BAD}], \"metadata\": {{}}}}");
    let (code, result) = validate("monitor", &answer);
    assert_eq!(code, Some(1));
    assert_eq!(result["notes"], json!(["2 payloads from the field 'data'"]));
    assert_eq!(
        (&result["findings"][0]["index"], &result["findings"][0]["path"]),
        (&json!(1), &json!("/priority"))
    );
    let text = run(&["validate", "--payload", "monitor"], &answer).text;
    assert!(text.contains("note: 2 payloads from the field 'data'"), "{text}");
}

#[test]
fn a_resource_says_itself_what_it_is() {
    let resources = "---
apiVersion: datadoghq.com/v1alpha1
kind: DatadogMonitor
spec:
  type: query alert
  name: n
  message: '@slack-ops'
  query: avg(last_5m):avg:a{*} > 1
  options: { thresholds: { critical: '2' } }
---
apiVersion: datadoghq.com/v1alpha1
kind: DatadogGenericResource
spec: { type: dashboard, jsonSpec: '{\"title\": \"t\", \"widgets\": []}' }
";
    let (code, result) = validate("monitor", resources);
    let found: Vec<_> = result["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| format!("{} {} {}", finding["line"], finding["rule"], finding["path"]))
        .collect();
    assert_eq!(code, Some(1));
    assert_eq!(
        found,
        [
            "2 \"monitor/threshold-mismatch\" \"/options/thresholds/critical\"",
            "11 \"payload/missing-field\" \"\"",
        ]
    );
}

#[test]
fn a_broken_document_names_its_form_and_place() {
    let (code, result) = validate("monitor", "a: 1\n---\nb: [\n");
    assert_eq!(code, Some(1));
    let last = &result["findings"]
        .as_array()
        .expect("findings")
        .last()
        .expect("a finding");
    assert_eq!(
        (&last["rule"], &last["index"], &last["line"]),
        (&json!("input/yaml"), &json!(1), &json!(3))
    );
}

#[test]
fn the_health_of_an_export() {
    let health = |input: &str| {
        let run = run(&["lint", "--format", "json", "--payload", "monitor"], input);
        let result: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text));
        let rules: Vec<_> = result["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|f| f["rule"].clone())
            .collect();
        (run.code, rules)
    };
    let unhealthy = r#"{"type": "query alert", "query": "q", "message": "m", "options": {"silenced": {"*": null}}}"#;
    let rules = [
        "health/no-tags",
        "health/no-handle",
        "health/muted",
        "health/no-recovery",
    ];
    assert_eq!(health(unhealthy), (Some(0), rules.map(Value::from).to_vec()));
    assert_eq!(health("{}}").0, Some(1), "what cannot be read is an error");
}

#[test]
fn findings_have_the_payload_the_pointer_and_the_span() {
    let (code, result) = validate("monitor", &format!("{FINE}\n{BAD}\n"));
    assert_eq!(code, Some(1));
    let findings = result["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 2, "{result}");
    assert_eq!(findings[0]["path"], "/priority");
    assert_eq!(findings[1]["index"], 1);
    assert_eq!(findings[1]["line"], 2);
    assert_eq!(findings[1]["severity"], "error");
    assert_eq!(findings[1]["rule"], "monitor/query");
    assert_eq!(findings[1]["path"], "/query");
    assert_eq!(findings[1]["span"], json!([13, 16]));
    assert_eq!(findings[1]["message"], "unknown space aggregator 'agv'");
}

#[test]
fn a_line_that_is_not_json_is_a_finding() {
    let (code, result) = validate("monitor", &format!("{FINE}\n{{oops\n{BAD}\n"));
    assert_eq!(code, Some(1));
    assert_eq!(result["findings"][0]["index"], 1);
    assert_eq!(result["findings"][0]["rule"], "input/json");
    assert!(
        result["findings"][0]["message"]
            .as_str()
            .is_some_and(|message| message.starts_with("line 2 is not JSON: ")),
        "{result}"
    );
    assert_eq!(result["findings"][1]["index"], 2);
}

#[test]
fn text_output_underlines_the_error() {
    let run = run(&["validate", "--payload", "monitor"], BAD);
    assert_eq!(run.code, Some(1));
    for part in [
        "error[monitor/query]: unknown space aggregator 'agv'",
        "input[0]/query:1:14",
        "avg(last_5m):agv:a{*} > 1",
        "             ^^^",
        "note: in 'disk is full', line 1",
        "help: did you mean 'avg'",
        "1 payload, 2 errors, 0 warnings",
    ] {
        assert!(run.text.contains(part), "no '{part}' in\n{}", run.text);
    }
}

#[test]
fn warnings_alone_exit_with_0() {
    let (code, result) = validate("monitor", &FINE.replace("\"m\"", "\"{{host.name}}\""));
    assert_eq!((code, &result["findings"][0]["severity"]), (Some(0), &json!("warning")));
}

#[test]
fn unreadable_input_is_a_usage_error() {
    let tree = Tree::empty(CHECKS);
    tree.write("jsonnet/policy/x.libsonnet", "{}");
    for args in [
        &["validate", "--payload", "monitor", "absent"][..],
        &["parse", "metric", "absent"],
        &["validate", "--payload", "host", "x"],
        &["validate", "--against", "absent"],
        &["validate", "--against", "x", "--payload", "monitor"],
        &["lint", "--payload", "monitor"],
        &["lint", "absent"],
    ] {
        assert_eq!(tree.run(args).code, Some(2), "{args:?}");
    }
}

#[test]
fn each_line_is_parsed() {
    let run = run(&["parse", "metric"], "\"avg:a{*}\"\n\"avg:a{*\"\n5\nx\n");
    let lines: Vec<Value> = run
        .text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(run.code, Some(1));
    assert_eq!(lines.len(), 4, "{}", run.text);
    assert_eq!(lines[0], json!({"ok": true}));
    assert_eq!((&lines[1]["ok"], &lines[1]["span"]), (&json!(false), &json!([7, 7])));
    assert_eq!(lines[2]["message"], "line 3 is not a JSON string");
    assert!(
        lines[3]["message"]
            .as_str()
            .is_some_and(|message| message.starts_with("line 4 is not JSON"))
    );
}

#[test]
fn every_language_has_a_syntax_tree() {
    for (language, text, path, expected) in [
        (
            "metric",
            "sum:a{b:c,!d:e*} by {f}.as_count() / 2",
            "/0/Arithmetic/first/Leaf/metric/text",
            json!("a"),
        ),
        (
            "formula",
            "anomalies(a, 'basic', 2) + -b",
            "/Arithmetic/rest/0/operator",
            json!("Add"),
        ),
        (
            "monitor",
            "logs(\"service:a \\\"b c\\\"\").index(\"*\").rollup(\"count\").last(\"5m\") > 5",
            "/Event/search/text/value",
            json!("service:a \"b c\""),
        ),
        (
            "log-search",
            "service:web @code:>=500 (a OR -\"b c\") host:x*",
            "/root/expr/And/0/expr/Leaf/Field/key/span",
            json!({ "start": 0, "end": 7 }),
        ),
        (
            "message",
            "{{#is_match \"host.name\" \"a\"}}{{eval \"value * 2\"}}{{/is_match}} @slack-{{host.name}}",
            "/nodes/0/kind/Block/condition/Match/texts/0",
            json!("a"),
        ),
    ] {
        let run = run(&["parse", language, "--ast"], &Value::from(text).to_string());
        let result: Value =
            serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{language}: {error}: {}", run.text));
        assert_eq!(run.code, Some(0), "{}", run.text);
        assert_eq!(result["ast"].pointer(path), Some(&expected), "{result}");
    }
}

#[test]
fn rendered_payloads_are_validated_all_or_by_path() {
    let tree = Tree::demo(CHECKS);
    let valid = |args: &[&str]| {
        let run = tree.run(args.iter().copied());
        assert_eq!(run.code, Some(0), "{}", run.text);
        run.text
    };
    let all = valid(&["validate"]);
    let some = valid(&["validate", "jsonnet/services/demo/monitors"]);
    assert!(
        all.starts_with("valid: ") && some.starts_with("valid: 3 objects"),
        "{all}{some}"
    );
    let run = tree.run(["validate", "jsonnet/services/dmo"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.text
            .contains("no object is declared in or rendered to 'jsonnet/services/dmo'"),
        "{}",
        run.text
    );
}

#[test]
fn annotations_have_a_file_that_exists() {
    let run = run(&["validate", "--payload", "monitor", "--format", "github"], BAD);
    assert_eq!(run.code, Some(1));
    assert!(
        run.text.contains("input,title=monitor/query::") && run.text.contains("payload 0 on line 1, at /query"),
        "{}",
        run.text
    );
}

/// An export is a resource of the operator as well as an answer of the API, so that a rendered file is one.
#[test]
fn an_export_is_compared_with_what_is_rendered() {
    let tree = Tree::demo(CHECKS);
    let manifest = "manifests/dev/demo/monitors/failures.yaml";
    let export = tree.read(manifest);
    let against = |export: &str, path: &str| {
        tree.write("export.yaml", export);
        let file = tree.path("export.yaml").to_string_lossy().into_owned();
        tree.run(["validate", "--against", &file, path])
    };
    let same = against(&export, manifest);
    assert_eq!(same.code, Some(0), "{}", same.text);
    let answer = export.replacen("\"critical\":", "\"critical\": 1, \"warning\":", 1);
    assert_ne!(answer, export);
    let other = against(&answer, manifest);
    assert_eq!(other.code, Some(1));
    for part in [
        "error[validate/differs]: monitor 'demo/monitor/failures'",
        "at /options/thresholds/critical: exported 1, rendered ",
    ] {
        assert!(other.text.contains(part), "no '{part}' in\n{}", other.text);
    }
    let unknown = against(
        r#"[{"name": "a", "type": "query alert"}, {"name": "b"}]"#,
        "manifests/dev/demo/monitors",
    );
    assert!(
        unknown
            .text
            .contains("error[validate/no-match]: nothing is rendered that is called 'a'"),
        "{}",
        unknown.text
    );
    assert_eq!(
        against("{}", "manifests/dev/demo").code,
        Some(2),
        "the kind of the export is not known"
    );
}

#[test]
fn a_rendered_file_holds_what_is_rendered() {
    let tree = Tree::demo(CHECKS);
    let file = "manifests/dev/demo/monitors/failures.yaml";
    let check = |expected: &str| {
        let run = tree.run(["validate", file]);
        assert_eq!(run.code, Some(1));
        assert!(
            run.text
                .contains(&format!("error[validate/outdated]: '{file}' {expected}")),
            "{}",
            run.text
        );
    };
    assert_eq!(tree.run(["validate", file]).code, Some(0));
    tree.write(file, "garbage: [");
    check("differs from what is rendered from jsonnet/");
    std::fs::remove_file(tree.path(file)).expect("the file is there");
    check("is missing, although it is rendered from jsonnet/");
}
