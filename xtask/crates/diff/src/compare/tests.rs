use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::policy::{Environment, Urgency};
use crate::print::{Sides, text};

/// Compares the printed report of two states, without its first line.
fn check(base: &[(&str, &str)], head: &[(&str, &str)], expected: &str) {
    let environment = |weight| Environment {
        weight,
        log_retention_days: 7,
    };
    let policy = Policy {
        environments: BTreeMap::from(
            [("dev", 0), ("staging", 1), ("prod", 2)].map(|(name, weight)| (name.to_owned(), environment(weight))),
        ),
        handles: BTreeMap::from(
            [("ml-oncall", Urgency::Pager), ("search-oncall", Urgency::Pager)]
                .map(|(handle, urgency)| (handle.to_owned(), urgency)),
        ),
        ..Policy::default()
    };
    let side = |files: &[(&str, &str)]| Snapshot {
        files: files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect(),
        policy: Ok(policy.clone()),
    };
    let sides = Sides {
        base: "base".to_owned(),
        head: "head".to_owned(),
    };
    let printed = text(&compare(&side(base), &side(head)), &sides, false);
    let (_, changes) = printed.split_once('\n').expect("a first line");
    let (changes, _) = changes.split_once("\ncost\n").unwrap_or((changes, ""));
    assert_eq!(changes, expected);
}

/// A monitor in an environment.
fn monitor(environment: &str, critical: u32, pager: &str, missing: &str) -> String {
    let payload = json!({
        "name": "failures", "type": "query alert", "message": format!("jobs fail {{{{#is_alert}}}}@{pager}{{{{/is_alert}}}}"),
        "query": format!("avg(last_5m):avg:jobs.failed{{env:{environment}}} > {critical}"),
        "options": { "thresholds": { "critical": critical }, "on_missing_data": missing },
    });
    generic("monitor", &payload)
}

fn generic(kind: &str, payload: &Value) -> String {
    let manifest = json!({ "kind": "DatadogGenericResource", "metadata": { "name": "x" }, "spec": { "type": kind, "jsonSpec": payload.to_string() } });
    manifest.to_string() // JSON is YAML
}

const PROD: &str = "manifests/prod/transcription/monitors/failure-rate.yaml";
const DEV: &str = "manifests/dev/transcription/monitors/failure-rate.yaml";

#[test]
fn a_change_of_threshold_no_data_and_pager() {
    check(
        &[(PROD, &monitor("prod", 5, "ml-oncall", "show_and_notify_no_data"))],
        &[(PROD, &monitor("prod", 10, "search-oncall", "resolve"))],
        "
loosened: it fires later, less often or never
  prod transcription/failure-rate:
    critical 5 -> 10
    no-data alert removed (on no data: resolve the alert)
    pages search-oncall instead of ml-oncall
",
    );
}

#[test]
fn environments_are_merged() {
    check(
        &[
            (DEV, &monitor("dev", 20, "ml-oncall", "resolve")),
            (PROD, &monitor("prod", 5, "ml-oncall", "resolve")),
        ],
        &[
            (DEV, &monitor("dev", 30, "ml-oncall", "resolve")),
            (PROD, &monitor("prod", 10, "ml-oncall", "resolve")),
        ],
        "
loosened: it fires later, less often or never
  dev, prod transcription/failure-rate: critical 20 -> 30 in dev, 5 -> 10 in prod
",
    );
}

#[test]
fn production_comes_first_within_a_risk() {
    let other = "manifests/prod/zeta/monitors/failure-rate.yaml";
    check(
        &[
            (DEV, &monitor("dev", 5, "ml-oncall", "resolve")),
            (other, &monitor("prod", 5, "ml-oncall", "resolve")),
        ],
        &[
            (DEV, &monitor("dev", 6, "ml-oncall", "resolve")),
            (other, &monitor("prod", 7, "ml-oncall", "resolve")),
        ],
        "
loosened: it fires later, less often or never
  prod zeta/failure-rate: critical 5 -> 7
  dev transcription/failure-rate: critical 5 -> 6
",
    );
}

#[test]
fn a_renamed_object_is_moved_not_removed() {
    let text = monitor("prod", 5, "ml-oncall", "resolve");
    check(
        &[(PROD, &text)],
        &[("manifests/prod/transcription/monitors/jobs-fail.yaml", &text)],
        "
moved: Datadog deletes the object and creates it again, without its history
  prod transcription/jobs-fail (was transcription/failure-rate): moved
",
    );
}

#[test]
fn an_unreadable_file_is_reported_alone() {
    check(
        &[(PROD, &monitor("prod", 5, "ml-oncall", "resolve"))],
        &[(PROD, "kind: DatadogGenericResource\nspec: { type: monitor, jsonSpec: '{' }\n")],
        "
unreadable: it cannot be parsed, so its effect is unknown
  prod file transcription/monitors/failure-rate.yaml: cannot be read in head: its jsonSpec is not a JSON object: EOF while parsing an object at line 1 column 1
",
    );
    let broken = monitor("prod", 5, "ml-oncall", "resolve").replace("/is_alert", "/is_alrt");
    let run = |head: &str| {
        let side = |text: &str| Snapshot {
            files: BTreeMap::from([(PROD.to_owned(), text.as_bytes().to_vec())]),
            policy: Ok(Policy::default()),
        };
        compare(&side(&monitor("prod", 5, "ml-oncall", "resolve")), &side(head))
    };
    assert!(run(&broken).has(Risk::Unreadable), "a block that is never closed");
}

#[test]
fn helm_values_and_manifests_are_compared_by_path() {
    let network = |port: u16| {
        format!(
            "kind: NetworkPolicy\nmetadata: {{ name: agent, namespace: datadog }}\nspec: {{ ports: [{port}] }}\n---\nkind: Namespace\nmetadata: {{ name: datadog }}\n"
        )
    };
    check(
        &[
            ("helm-values/prod/datadog.yaml", "agents: { memory: 512Mi }"),
            ("manifests/prod/platform/network.yaml", &network(443)),
        ],
        &[
            ("helm-values/prod/datadog.yaml", "agents: { memory: 1Gi }"),
            ("manifests/prod/platform/network.yaml", &network(8443)),
        ],
        "
platform: the agents, the cluster or Argo CD behave differently
  prod platform/network NetworkPolicy datadog/agent: spec.ports with 8443 instead of 443
  prod Helm values datadog: agents.memory 512Mi -> 1Gi
",
    );
}

#[test]
fn long_names_stay_different() {
    let (a, b) = (
        format!("manifests/prod/{0}/monitors/{0}a{0}.yaml", "s".repeat(50)),
        format!("manifests/prod/{0}/monitors/{0}b{0}.yaml", "s".repeat(50)),
    );
    let [five, six] = [5, 6].map(|critical| monitor("prod", critical, "ml-oncall", "resolve"));
    let side = |text: &str| Snapshot {
        files: [&a, &b].map(|path| (path.clone(), text.as_bytes().to_vec())).into(),
        policy: Ok(Policy::default()),
    };
    assert_eq!(compare(&side(&five), &side(&six)).counts().changed, 2);
}

/// A synthetic test pages as a monitor does, and a downtime keeps pages away.
#[test]
fn downtimes_and_synthetic_tests() {
    let (mute, health) = (
        "manifests/prod/edge/downtimes/nightly.yaml",
        "manifests/prod/edge/synthetics/health.yaml",
    );
    let downtime = |duration: &str| {
        let schedule = json!({ "recurrences": [{ "duration": duration, "rrule": "FREQ=DAILY" }] });
        generic(
            "downtime",
            &json!({ "data": { "attributes": { "schedule": schedule } } }),
        )
    };
    let test = generic(
        "synthetics_api_test",
        &json!({ "name": "health", "type": "api", "message": "{{#is_alert}}@ml-oncall{{/is_alert}}", "config": {} }),
    );
    check(
        &[],
        &[(mute, &downtime("2h")), (health, &test)],
        "
muted: alerts notify nobody while it lasts
  prod downtime edge/nightly: new

new-page: someone is paged who was not before
  prod synthetic test edge/health: new; pages ml-oncall
",
    );
    check(
        &[(mute, &downtime("2h")), (health, &test)],
        &[(mute, &downtime("3h"))],
        "
lost-page: someone is no longer paged
  prod synthetic test edge/health: removed; paged ml-oncall

muted: alerts notify nobody while it lasts
  prod downtime edge/nightly: data.attributes.schedule.recurrences[0].duration 2h -> 3h
",
    );
}
