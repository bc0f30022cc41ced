//! What Terraform reads of the policy: `terraform/policy/`.

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use support::{XTASK, edited, rejected};
use test_support::tree::Tree;

const ORGANISATION: &str = "terraform/policy/scribemed.json";
const CUSTOM: &str = "jsonnet/policy/metrics/custom.libsonnet";
const TEAMS: &str = "jsonnet/policy/teams.libsonnet";

/// The tree, changed and rendered.
fn rendered(change: impl FnOnce(&Tree)) -> Tree {
    let tree = Tree::demo(XTASK);
    change(&tree);
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    tree
}

fn json(tree: &Tree, path: &str) -> Value {
    serde_json::from_str(&tree.read(path)).expect("JSON")
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_channel_is_connected_where_a_route_notifies_it() {
    let organisation = json(&rendered(|_| {}), ORGANISATION);
    let channels: BTreeSet<_> = keys(&organisation["slack_channels"]).into_iter().collect();
    assert!(channels.contains("slack-platform-alerts-prod") && channels.contains("slack-platform-alerts-staging"));
    // Development notifies nobody.
    assert!(!channels.contains("slack-platform-alerts-dev"));
    let expected = serde_json::json!({ "channel": "#platform-alerts-prod", "team": "platform", "env": "prod" });
    assert_eq!(organisation["slack_channels"]["slack-platform-alerts-prod"], expected);
    let urgency = |handle: &str| organisation["pagerduty_services"][handle]["urgency"].clone();
    assert_eq!(urgency("pagerduty-platform"), "high");
    assert_eq!(urgency("pagerduty-platform-low"), "low");
}

#[test]
fn a_route_that_pages_nobody_needs_no_service() {
    let tree = rendered(|tree| {
        tree.edit(
            "jsonnet/policy/environments.libsonnet",
            "notify: 'page'",
            "notify: 'post'",
        )
    });
    let organisation = json(&tree, ORGANISATION);
    assert!(keys(&organisation["pagerduty_services"]).is_empty());
    assert!(!keys(&organisation["slack_channels"]).is_empty());
}

#[test]
fn a_channel_of_all_environments_belongs_to_none() {
    let tree = rendered(|tree| tree.edit(TEAMS, "slack-platform-alerts-{env}", "slack-platform"));
    let channel = &json(&tree, ORGANISATION)["slack_channels"]["slack-platform"];
    let expected = serde_json::json!({ "channel": "#platform", "team": "platform", "env": null });
    assert_eq!(*channel, expected);
}

#[test]
fn a_webhook_of_the_policy_has_a_handle() {
    let tree = rendered(|tree| {
        tree.edit(
            "jsonnet/policy/webhooks.libsonnet",
            "{\n",
            "{\n  incidents: { meaning: 'opens an incident' },\n",
        );
    });
    let webhooks = &json(&tree, ORGANISATION)["webhooks"];
    assert_eq!(
        *webhooks,
        serde_json::json!({ "webhook-incidents": { "name": "incidents" } })
    );
}

#[test]
fn a_distribution_can_be_queried_by_its_tags() {
    let tree = rendered(|tree| {
        let metric = "  'pages.duration': { type: 'distribution', percentiles: true, unit: 'second', per_unit: 'page', tags: ['model'], meaning: 'time of a page' },\n";
        tree.edit(CUSTOM, "{\n", &format!("{{\n{metric}"));
    });
    let organisation = json(&tree, ORGANISATION);
    let metadata = &organisation["metrics"]["scribemed.pages.duration"];
    let expected = serde_json::json!({ "type": "distribution", "unit": "second", "per_unit": "page", "description": "time of a page" });
    assert_eq!(*metadata, expected);
    let distribution = &organisation["distributions"]["scribemed.pages.duration"];
    let tags = ["env", "model", "service", "team", "version"];
    assert_eq!(*distribution, serde_json::json!({ "tags": tags, "percentiles": true }));
    // A count has no percentiles, and a trace metric is Datadog's.
    let distributions = keys(&organisation["distributions"]);
    assert!(
        distributions.iter().all(|name| name.starts_with("scribemed.")),
        "{distributions:?}"
    );
    assert!(!distributions.contains(&"scribemed.jobs.total"));
}

/// Each environment and each organisation has its file, and the folder holds no other.
#[test]
fn each_environment_and_each_organisation_has_its_file() {
    let tree = Tree::demo(XTASK);
    tree.write("terraform/policy/qa.json", "{}\n");
    tree.write("terraform/environments/dev/main.tf", "# written by hand\n");
    let environments = "jsonnet/policy/environments.libsonnet";
    tree.edit(
        "jsonnet/policy/organisations.libsonnet",
        "{\n",
        "{\n  apart: { site: 'us5.datadoghq.com', app: 'https://us5.datadoghq.com', owner: 'prod', slack_account: 'apart', programs: [], break_glass: 'owner@apart.example' },\n",
    );
    let prod = tree
        .read(environments)
        .replace("\n    cluster: 'scribemed-prod'", "\n    cluster: 'apart'");
    tree.write(
        environments,
        prod.replace(
            "prod: {\n    title: 'Production',\n    organisation: 'scribemed'",
            "prod: {\n    title: 'Production',\n    organisation: 'apart'",
        ),
    );
    tree.edit(
        "jsonnet/policy/organisations.libsonnet",
        "owner: 'prod',\n",
        "owner: 'dev',\n",
    );
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    assert!(!tree.path("terraform/policy/qa.json").exists());
    assert!(tree.path("terraform/environments/dev/main.tf").exists());
    assert_eq!(
        keys(&json(&tree, "terraform/policy/apart.json")["environments"]),
        ["prod"]
    );
    assert_eq!(keys(&json(&tree, ORGANISATION)["environments"]), ["dev", "staging"]);
    let prod = json(&tree, "terraform/policy/prod.json");
    assert_eq!(
        (&prod["organisation"], &prod["site"]),
        (&"apart".into(), &"us5.datadoghq.com".into())
    );
}

/// A narrowed run writes the files of its environment, and no file for a service alone.
#[test]
fn a_narrowed_run_writes_what_it_selects() {
    let outdated = |args: &[&str]| {
        let tree = Tree::demo(XTASK);
        for name in ["dev", "prod", "scribemed"] {
            tree.write(&format!("terraform/policy/{name}.json"), "{}\n");
        }
        let run = tree.run(["render", "--check"].iter().chain(args));
        ["dev", "prod", "scribemed"].map(|name| run.text.contains(&format!("terraform/policy/{name}.json")))
    };
    assert_eq!(outdated(&[]), [true, true, true]);
    assert_eq!(outdated(&["--env", "prod"]), [false, true, true]);
    assert_eq!(outdated(&["--env", "dev"]), [true, false, false]);
    assert_eq!(outdated(&["--service", "demo"]), [false, false, false]);
}

#[test]
fn retentions_that_break_hipaa_or_that_datadog_does_not_offer() {
    let hipaa = "jsonnet/policy/hipaa.libsonnet";
    edited(
        hipaa,
        "archive_retention_days: 2192",
        "archive_retention_days: 365",
        &[
            "error[policy/hipaa]: archive_retention_days of hipaa is 365 days, less than six years",
            "hipaa.libsonnet:8:3",
            "help: keep archives for 2192 days or more: 45 CFR 164.316(b)(2)(i)",
        ],
    );
    edited(
        hipaa,
        "archive_retention_days: 2192",
        "archive_retention_days: 2192.5",
        &["archive_retention_days of hipaa is 2192.5, not a whole number of days"],
    );
    edited(
        hipaa,
        "index_retention_days_min: 90",
        "index_retention_days_min: 91",
        &[
            "error[policy/hipaa]: index_retention_days_min of hipaa is 91 days, which Datadog does not offer",
            "use one of 3, 7, 15, 30, 45, 60, 90, 180, 360",
        ],
    );
    edited(
        "jsonnet/policy/environments.libsonnet",
        "log_retention_days: 3",
        "log_retention_days: 5",
        &["error[policy/retention]: environment 'dev' keeps logs for 5 days, which Datadog does not offer"],
    );
}

#[test]
fn handles_that_no_integration_can_make() {
    edited(
        TEAMS,
        "'pagerduty-platform'",
        "'opsgenie-platform'",
        &[
            "error[policy/handle]: pagerduty of team 'platform' does not begin with 'pagerduty-': 'opsgenie-platform'",
            "teams.libsonnet:12:17",
            "'pagerduty-platform'",
        ],
    );
    edited(
        TEAMS,
        "'pagerduty-platform-low'",
        "'pagerduty-platform'",
        &[
            "error[policy/same-handle]: pagerduty_low of team 'platform' is 'pagerduty-platform', as pagerduty of team 'platform'",
            "teams.libsonnet:13:",
        ],
    );
}

/// The operator applies only what is declared as a monitor, an SLO or a dashboard.
#[test]
fn an_object_of_datadogs_api_among_the_manifests() {
    let object = "function(ctx) [{ apiVersion: 'datadoghq.com/v1alpha1', kind: 'DatadogGenericResource', metadata: { name: 'n' } }]";
    rejected(
        |tree| tree.write("jsonnet/agent/manifests/extra.libsonnet", object),
        1,
        &[
            "error[render/second-applier]: 'jsonnet/agent/manifests/extra.libsonnet' has a DatadogGenericResource, which is applied to Datadog",
            "help: declare monitors, SLOs, dashboards, downtimes and synthetic tests in jsonnet/services",
        ],
    );
}

#[test]
fn longest_windows_that_are_no_number_of_hours() {
    edited(
        "jsonnet/policy/maintenance.libsonnet",
        "longest_hours: 24",
        "longest_hours: 0.5",
        &["error[policy/maintenance]: longest_hours of maintenance is 0.5, not a whole number of hours"],
    );
}

#[test]
fn bounds_of_what_is_muted_by_hand() {
    let check = |hours: &str, message: &str| {
        edited(
            "jsonnet/policy/maintenance.libsonnet",
            "longest_by_hand_hours: 12",
            &format!("longest_by_hand_hours: {hours}"),
            &[&format!(
                "error[policy/maintenance]: longest_by_hand_hours of maintenance {message}"
            )],
        );
    };
    check("0", "is 0, not a whole number of hours");
    check("25", "is 25 hours, longer than longest_hours (24)");
}

#[test]
fn a_unit_that_datadog_does_not_have() {
    edited(
        CUSTOM,
        "'jobs.duration': { type: 'distribution', percentiles: true, unit: 'second'",
        "'jobs.duration': { type: 'distribution', percentiles: true, unit: 'secnd'",
        &[
            "error[metric/unknown-unit]: unit of metric 'jobs.duration' cannot be 'secnd'",
            "custom.libsonnet:7:70",
            "did you mean 'second'?",
        ],
    );
    edited(
        CUSTOM,
        "'jobs.total': { type: 'count', unit: 'job',",
        "'jobs.total': { type: 'count', unit: 'job', per_unit: 'fortnight',",
        &[
            "per_unit of metric 'jobs.total' cannot be 'fortnight'",
            "custom.libsonnet:5:58",
        ],
    );
}
