//! The command on small folders of pipelines.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PIPELINE: &str = "id: web
pipeline:
  type: pipeline
  name: Web
  enabled: true
  filter:
    query: source:web
  processors:
    - type: grok-parser
      name: Parse
      enabled: true
      source: message
      grok:
        supportRules: ''
        matchRules: |
          line %{word:level} %{integer:http.status_code}
    - type: status-remapper
      name: Status
      enabled: true
      sources: [level]
";

const TESTS: &str = "id: web
tests:
  - sample: ERROR 500
    result:
      custom:
        level: ERROR
        http:
          status_code: 500
      message: ERROR 500
      status: error
      tags: ['source:LOGS_SOURCE']
";

const SCANNER: &str = "group:
  name: Digits
  filter: '*'
  products: [logs]
rules:
  - name: Digits
    kind: digits
    pattern: '\\b[0-9]{5}\\b'
    action: redact
    replacement: '[digits]'
    tags: ['sensitive_data:digits']
    priority: 1
";

/// Runs `logs` in a tree with one pipeline.
fn run(pipeline: &str, tests: &str, order: &str, args: &[&str]) -> (Output, String) {
    run_with(pipeline, tests, order, &[], args)
}

/// The same, with other files. Without an order there is no file of it.
fn run_with(pipeline: &str, tests: &str, order: &str, others: &[(&str, &str)], args: &[&str]) -> (Output, String) {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("jsonnet/policy/x.libsonnet", "{}");
    write("manifests/prod/x/monitors/none.yaml", "spec: {}");
    write("terraform/pipelines/web/pipeline.yaml", pipeline);
    write("terraform/pipelines/web/tests.yaml", tests);
    if !order.is_empty() {
        write("terraform/pipelines/order.yaml", order);
    }
    write("line.log", "ERROR 500\n");
    write("empty.log", "\n");
    write("long.log", &"12345 ".repeat(3000));
    write("terraform/scanner/digits.yaml", SCANNER);
    for (path, text) in others {
        write(path, text);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_logs"))
        .arg("logs")
        .args(args)
        .current_dir(root.path())
        .output()
        .expect("the command runs");
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    let text = String::from_utf8(text).expect("UTF-8");
    (output, text)
}

fn check(pipeline: &str, tests: &str, order: &str, args: &[&str], exit: i32, expected: &[&str]) {
    let (output, text) = run(pipeline, tests, order, args);
    assert_eq!(output.status.code(), Some(exit), "{text}");
    for part in expected {
        assert!(text.contains(part), "no '{part}' in:\n{text}");
    }
}

const ORDER: &str = "pipelines: [web]\n";

#[test]
fn a_test_passes() {
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["test"],
        0,
        &["passed: 1 test (0 failed), 1 pipeline, 0 errors"],
    );
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["test", "--format", "json"],
        0,
        &["\"passed\":true", "\"tests\":1"],
    );
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["test", "--explain"],
        0,
        &["rule 'line' matches", "+ http.status_code = 500"],
    );
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["test", "--coverage"],
        0,
        &["samples reach 4 of 4"],
    );
}

#[test]
fn a_failure_names_the_last_processor() {
    let tests = TESTS.replace("status_code: 500", "status_code: 501");
    check(
        PIPELINE,
        &tests,
        ORDER,
        &["test"],
        1,
        &[
            "web test 1 fails, terraform/pipelines/web/tests.yaml:3:13",
            "http.status_code  501       500",
            "last changed by grok-parser 'Parse', terraform/pipelines/web/pipeline.yaml:9:7",
        ],
    );
}

#[test]
fn mistakes_have_a_place() {
    let wrong = |from: &str, to: &str| PIPELINE.replace(from, to);
    check(
        &wrong("%{word:level}", "%{wrod:level}"),
        TESTS,
        ORDER,
        &["test"],
        1,
        &[
            "unknown matcher or rule 'wrod'",
            "pipeline.yaml:16:16",
            "did you mean 'word'",
        ],
    );
    check(
        &wrong("sources: [level]", "source: [level]"),
        TESTS,
        ORDER,
        &["test"],
        1,
        &["unknown field 'source'", "did you mean 'sources'"],
    );
    check(
        &wrong("source:web", "source:web -message:*"),
        TESTS,
        ORDER,
        &["test"],
        1,
        &["the filter selects none of the samples"],
    );
    check(
        &wrong("          line ", "          other %{ip:x}\n          line "),
        TESTS,
        ORDER,
        &["test"],
        1,
        &["match rule 'other' matches no sample", "pipeline.yaml:16:11"],
    );
    check(
        PIPELINE,
        TESTS,
        "pipelines: [wbe]\n",
        &["test"],
        1,
        &[
            "pipeline 'wbe' has no folder",
            "did you mean 'web'",
            "pipeline 'web' has no place in the order",
        ],
    );
    check("- 1", TESTS, ORDER, &["test"], 1, &["logs/pipeline"]);
    check(PIPELINE, "tests: []", ORDER, &["test"], 1, &["missing field 'id'"]);
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["test", "nowhere"],
        2,
        &["cannot read 'nowhere'"],
    );
}

#[test]
fn a_line_is_tried() {
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["try", "line.log", "--pipeline", "web"],
        0,
        &["pipeline   web", "status = \"error\"", "index      none"],
    );
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["try", "line.log"],
        0,
        &["none selects this line"],
    );
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["try", "line.log", "--pipeline", "wbe"],
        2,
        &["no pipeline 'wbe'", "did you mean 'web'"],
    );
}

#[test]
fn an_empty_file_is_a_finding() {
    for empty in ["", "# nothing\n", "---\n"] {
        let pipeline = [
            "the file is empty",
            "terraform/pipelines/web/pipeline.yaml",
            "failed: 1 test (1 failed)",
        ];
        check(empty, TESTS, ORDER, &["test"], 1, &pipeline);
        let tests = [
            "the file is empty",
            "terraform/pipelines/web/tests.yaml",
            "failed: 0 tests",
        ];
        check(PIPELINE, empty, ORDER, &["test"], 1, &tests);
    }
}

#[test]
fn an_id_is_the_name_of_the_folder() {
    let expected = ["the id 'wbe' is not the name of the folder 'web'", "write `id: web`"];
    check(
        &PIPELINE.replace("id: web", "id: wbe"),
        TESTS,
        ORDER,
        &["test"],
        1,
        &expected,
    );
    check(
        PIPELINE,
        &TESTS.replace("id: web", "id: wbe"),
        ORDER,
        &["test"],
        1,
        &expected,
    );
}

#[test]
fn a_pipeline_without_a_place_in_the_order_is_one_finding() {
    check(
        PIPELINE,
        TESTS,
        "pipelines: []\n",
        &["test"],
        1,
        &["has no place in the order", "1 error,"],
    );
}

#[test]
fn pipelines_without_an_order_are_a_finding() {
    check(
        PIPELINE,
        TESTS,
        "",
        &["test"],
        1,
        &[
            "no order.yaml that says in which order they run",
            "terraform/pipelines/order.yaml",
        ],
    );
}

#[test]
fn tests_without_a_pipeline_are_a_finding() {
    let tests = ("terraform/pipelines/wbe/tests.yaml", TESTS);
    let (output, text) = run_with(PIPELINE, TESTS, ORDER, &[tests], &["test"]);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("terraform/pipelines/wbe/pipeline.yaml"), "{text}");
}

#[test]
fn the_json_is_as_declared() {
    let failing = TESTS.replace("status: error", "status: ok");
    let verbs = [
        ("logs test", ["test", "--coverage", "--format", "json"].as_slice()),
        ("logs try", &["try", "line.log", "--source", "web", "--format", "json"]),
    ];
    test_support::json::all_tested(&cli::verbs_with_json_of("logs"), verbs.map(|(verb, _)| verb));
    for (verb, args) in verbs {
        let (output, text) = run(PIPELINE, &failing, ORDER, args);
        let printed = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {text}"));
        test_support::json::declared(verb, &printed);
    }
}

#[test]
fn no_line_is_said() {
    check(PIPELINE, TESTS, ORDER, &["try", "empty.log"], 0, &["no line to try"]);
    check(
        PIPELINE,
        TESTS,
        ORDER,
        &["try", "empty.log", "--format", "json"],
        0,
        &["{\"lines\":[],\"version\":1}"],
    );
}

#[test]
fn a_long_line_is_cut_and_its_matches_are_counted() {
    let (_, text) = run(PIPELINE, TESTS, ORDER, &["try", "long.log"]);
    assert!(text.contains("scanner    'Digits' in message, 3000 times\n"), "{text}");
    assert!(text.len() < 3000, "{} bytes", text.len());
}

#[test]
fn the_other_files_that_decide_about_a_line_are_read() {
    let broken = SCANNER.replace("[0-9]{5}", "([0-9]{5}");
    let index = "indexes:\n  - name: a\n    filter: '*'\n    exclusions: [{ name: e, query: 'status:(debug', exclude_percent: 5 }]\n";
    for (path, text, expected) in [
        ("terraform/scanner/digits.yaml", broken.as_str(), "rule 1: pattern"),
        ("terraform/logs/indexes.yaml", index, "'status:(debug' is no search"),
        (
            "terraform/logs/metrics.yaml",
            "metrics: { a: { qury: '*' } }",
            "unknown field 'qury'",
        ),
    ] {
        let (output, found) = run_with(PIPELINE, TESTS, ORDER, &[(path, text)], &["test"]);
        assert_eq!(output.status.code(), Some(1), "{found}");
        assert!(found.contains(expected) && found.contains(path), "{found}");
    }
}

#[test]
fn the_policy_says_how_long_an_environment_keeps_its_lines() {
    let policy = (
        "terraform/policy/acme.json",
        r#"{ "environments": { "prod": { "log_retention_days": 30 } }, "hipaa": { "index_retention_days_min": 90 } }"#,
    );
    let environment = ("terraform/policy/prod.json", r#"{ "env": "prod" }"#);
    let index = |env: &str| format!("indexes: [{{ name: main, filter: '*', environment: {env} }}]\n");
    let check = |index: &str, args: &[&str], code: i32, expected: &str| {
        let others = [policy, environment, ("terraform/logs/indexes.yaml", index)];
        let (output, found) = run_with(PIPELINE, TESTS, ORDER, &others, args);
        assert_eq!(output.status.code(), Some(code), "{found}");
        assert!(found.contains(expected), "{found}");
    };
    check(&index("prod"), &["try", "line.log"], 0, "kept 30 days");
    check(&index("prod"), &["try", "line.log", "--env", "prod"], 0, "kept 30 days");
    check(
        &index("prod"),
        &["try", "line.log", "--env", "prd"],
        2,
        "no environment 'prd'",
    );
    check(&index("prd"), &["test"], 1, "terraform/logs/indexes.yaml:1:");
}

/// Samples take their source from the filter, so none of them notices that no line has it.
#[test]
fn a_source_that_nothing_sends_is_a_finding() {
    const CHART: &str = "datadog:\n  confd:\n    logs-a.yaml: |\n      logs:\n        - {source: nodejs, service: a}\n    db.yaml: |\n      instances: []\n";
    const LISTED: &str = "sources:\n  nginx: the image of the ingress\n";
    let others = [
        ("helm-values/dev/datadog.yaml", CHART),
        ("terraform/pipelines/sources.yaml", LISTED),
    ];
    let test = |filter: &str, others: &[(&str, &str)]| {
        let pipeline = PIPELINE.replace("source:web", filter);
        let (output, text) = run_with(&pipeline, TESTS, ORDER, others, &["test"]);
        (output.status.code(), text)
    };
    for filter in ["source:(web OR nodejs)", "source:nginx", "source:ng*"] {
        let (code, text) = test(filter, &others);
        assert_eq!(code, Some(0), "{filter}: {text}");
    }
    for (filter, message, help) in [
        (
            "source:wbe",
            "for the source 'wbe', which no line has",
            "did you mean 'web'? or declare it in",
        ),
        (
            "source:(web OR nodesj)",
            "for the source 'nodesj'",
            "did you mean 'nodejs'? or",
        ),
        (
            "source:apache",
            "for the source 'apache'",
            "help: declare it in terraform/pipelines/sources.yaml",
        ),
    ] {
        let (code, text) = test(filter, &others);
        assert_eq!(code, Some(1), "{filter}: {text}");
        for part in [
            "error[logs/unknown-source]",
            "terraform/pipelines/web/pipeline.yaml:7:12",
            message,
            help,
        ] {
            assert!(text.contains(part), "{filter}: no '{part}' in:\n{text}");
        }
    }
    let (code, text) = test("source:web", &[("terraform/pipelines/sources.yaml", "source: []\n")]);
    assert!(
        code == Some(1) && text.contains("terraform/pipelines/sources.yaml:1"),
        "{text}"
    );
}
