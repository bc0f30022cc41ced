//! A finding underlines the wrong field, found by its path in the parsed file, even if other lines contain the same word.

mod support;

use support::{XTASK, edited, rejected};
use test_support::tree::{MONITOR, Tree};

const DECLARATION: &str = "jsonnet/services/demo/service.libsonnet";

/// Edits the declaration, and expects a finding at this line and column of it.
fn declared(from: &str, to: &str, finding: &str, position: &str) {
    let place = format!("{DECLARATION}:{position}\n");
    edited(DECLARATION, from, to, &[finding, &place]);
}

#[test]
fn the_second_slo_is_underlined_and_not_the_first() {
    declared(
        "target_percent: 95,",
        "target_percent: 100,",
        "error[slo/target]: SLO 'demo/latency': target_percent must be above 50 and below 100, not 100",
        "10:30",
    );
    declared(
        "95, window: '30d'",
        "95, window: '31d'",
        "error[slo/unknown-window]",
        "10:59",
    );
}

#[test]
fn values_of_a_wrong_type_in_a_declaration() {
    declared(
        "'Demo'",
        "5",
        "error[jsonnet/type]: title of service 'demo' must be a string, not a number",
        "2:3",
    );
    declared(
        "'Demo'",
        "null",
        "title of service 'demo' must be a string, not null",
        "2:3",
    );
    declared(
        "tier: 1",
        "tier: '1'",
        "error[service/tier]: service 'demo': tier must be 1, 2 or 3, not '1'",
        "5:3",
    );
    declared(
        "['workload', 'http-service']",
        "'workload'",
        "archetypes of service 'demo' must be a list of strings, not a string",
        "7:3",
    );
    declared(
        "'http-service']",
        "1]",
        "archetypes of service 'demo' must be a list of strings, not a list with a number",
        "7:3",
    );
    declared(
        "  slos: {",
        "  tune: 'x',\n  slos: {",
        "tune of service 'demo' must be an object, not a string",
        "8:3",
    );
    declared(
        "  slos: {",
        "  without: ['x'],\n  slos: {",
        "without of service 'demo' must be an object, not a list",
        "8:3",
    );
    declared(
        "under_s: 0.5",
        "under_s: '0.5'",
        "under_s of SLO 'latency' of service 'demo' must be a number, not a string",
        "10:16",
    );
    declared(
        "window: '30d' },\n    latency",
        "window: 30 },\n    latency",
        "window of SLO 'availability' of service 'demo' must be a string, not a number",
        "9:43",
    );
}

#[test]
fn slos_that_are_a_list() {
    let slos = "slos: {
    availability: { target_percent: 99.9, window: '30d' },
    latency: { under_s: 0.5, target_percent: 95, window: '30d' },
  }";
    declared(
        slos,
        "slos: []",
        "slos of service 'demo' must be an object, not a list",
        "8:3",
    );
}

#[test]
fn tags_that_notify_but_make_no_groups() {
    declared(
        "  slos: {",
        "  tune: { 'memory-near-limit': { notify_by: ['pod_nam'] } },\n  slos: {",
        "error[monitor/notify-by]: monitor 'demo/memory-near-limit': notify_by 'pod_nam' is none of the groups",
        "8:47",
    );
    edited(
        MONITOR,
        "  by: ['queue'],\n",
        "  by: ['queue'],\n  notify_by: ['queue'],\n",
        &[
            "error[monitor/notify-by]: monitor 'demo/failures': notify_by names every group",
            "failures.libsonnet:9:3\n",
            "remove notify_by",
        ],
    );
}

#[test]
fn values_of_a_wrong_type_in_the_policy() {
    edited(
        "jsonnet/policy/organisations.libsonnet",
        "site: 'datadoghq.com'",
        "site: 5",
        &[
            "error[jsonnet/type]: site of organisation 'scribemed' must be a string, not a number",
            "organisations.libsonnet:5:5",
        ],
    );
    edited(
        "jsonnet/policy/platform.libsonnet",
        "name: 'Scribemed'",
        "name: ['Scribemed']",
        &[
            "name of platform must be a string, not a list",
            "platform.libsonnet:3:3",
        ],
    );
}

#[test]
fn every_mistake_of_a_declaration_is_reported_at_once() {
    rejected(
        |tree| {
            tree.edit(DECLARATION, "'Demo'", "5");
            tree.edit(DECLARATION, "tier: 1", "tier: 4");
            tree.edit(DECLARATION, "'platform'", "'platfrm'");
            tree.edit(DECLARATION, "'deployment'", "'deploymnt'");
            tree.edit("jsonnet/policy/routes.libsonnet", "'slack']", "'slck']");
        },
        1,
        &[
            "jsonnet/type",
            "service/tier",
            "service/unknown-team",
            "service/kind",
            "policy/unknown-handle",
            "5 findings",
        ],
    );
}

#[test]
fn a_word_within_a_sentence_is_not_underlined() {
    let monitor = "function(ctx) ctx.monitor.ratio({
  symptom: 'the window in which jobs fail',
  impact: 'alert: jobs are lost',
  first_action: 'alert the owner',
  bad: 'jobs.failed',
  of: 'jobs.total',
  window: 10,
  by: ['queue'],
  alert_percent: 20,
  severity: 'P4',
  no_data: 'resolv',
})
";
    let expected = [
        "failures.libsonnet:7:11\n",
        "failures.libsonnet:10:14\n",
        "failures.libsonnet:11:13\n",
        "3 findings",
    ];
    rejected(|tree| tree.write(MONITOR, monitor), 1, &expected);
}

#[test]
fn a_missing_field_underlines_the_object_that_lacks_it() {
    declared(
        "under_s: 0.5, target_percent: 95, ",
        "under_s: 0.5, ",
        "error[jsonnet/missing-field]: SLO 'demo/latency' lacks the field 'target_percent'",
        "10:5",
    );
    edited(
        MONITOR,
        "  severity: 'P1',\n",
        "",
        &["lacks the field 'severity'", "failures.libsonnet:1:15"],
    );
}

const QA: &str = "  qa: {
    title: 'QA',
    like: 'staging',
    cluster: 'scribemed-qa',
    secret_path: 'scribemed/qa/datadog',
  },
}
";
const ENVIRONMENTS: &str = "jsonnet/policy/environments.libsonnet";

fn with_environment(tree: &Tree, entry: &str) {
    let text = tree.read(ENVIRONMENTS);
    let open = text.trim_end().strip_suffix('}').expect("an object");
    tree.write(ENVIRONMENTS, format!("{open}{entry}"));
}

/// One entry adds an environment: with `like`, it takes every other value from another environment.
#[test]
fn an_environment_that_is_like_another_one() {
    let tree = Tree::of_repository(XTASK);
    with_environment(&tree, QA);
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let monitor = |env: &str| tree.read(&format!("manifests/{env}/redis/monitors/down.yaml"));
    assert_eq!(monitor("qa"), monitor("staging").replace("staging", "qa"));
    let values = |env: &str| tree.read(&format!("helm-values/{env}/datadog-operator.yaml"));
    assert_eq!(values("qa"), values("staging").replace("staging", "qa"));
}

/// Without `like`, one run lists every missing value; with all of them added, the tree renders.
#[test]
fn one_run_lists_every_value_that_a_new_environment_lacks() {
    let tree = Tree::of_repository(XTASK);
    let own = "organisation: 'scribemed', notify: 'post', secret_store: 'vault', log_retention_days: 7,";
    with_environment(&tree, &QA.replace("like: 'staging',", own));
    let run = tree.run(["render", "--format", "json"]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    let value: serde_json::Value = serde_json::from_str(&run.text).expect("one JSON object");
    let findings = value["findings"].as_array().expect("findings");
    assert!(
        findings
            .iter()
            .all(|finding| finding["rule"] == "policy/missing-environment")
    );
    for finding in findings {
        let path = finding["path"].as_str().expect("a path");
        let text = tree.read(path).replace("staging: 7, qa: 7", "staging: 7");
        tree.write(path, with_values_of_qa(&text));
    }
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "a value was not listed: {}", run.text);
}

/// `text` with each value of staging repeated for `qa`; a value may span several lines.
fn with_values_of_qa(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("staging: ") {
        let value = &rest[at + "staging: ".len()..];
        let mut depth = 0_i32;
        let end = value
            .find(|c| {
                depth += i32::from(matches!(c, '{' | '[' | '(')) - i32::from(matches!(c, '}' | ']' | ')'));
                depth < 0 || depth == 0 && c == ','
            })
            .unwrap_or(value.len());
        out.push_str(&rest[..at]);
        if !text.contains("qa: ") {
            out.push_str(&format!("qa: {}, ", &value[..end]));
        }
        out.push_str("staging: ");
        rest = value;
    }
    out.push_str(rest);
    out
}

#[test]
fn invalid_values_of_like() {
    let like = |other: &str, expected: &[&str]| {
        let entry = QA.replace("'staging'", other);
        rejected(|tree| with_environment(tree, &entry), 1, expected);
    };
    like(
        "'stagin'",
        &[
            "error[policy/unknown-environment]: unknown environment 'stagin'",
            "environments.libsonnet:",
            "did you mean 'staging'?",
        ],
    );
    like("'qa'", &["error[policy/like]: environment 'qa' is like itself"]);
    like(
        "5",
        &["error[jsonnet/type]: environment must be a string, not a number"],
    );
    let first = QA.trim_end().trim_end_matches('}').replace("'staging'", "'qb'");
    let second = QA.replace("qa", "qb").replace("'staging'", "'qa'");
    rejected(
        |tree| with_environment(tree, &(first.clone() + &second)),
        1,
        &["error[policy/like]: environments are like each other: qa -> qb -> qa"],
    );
}
