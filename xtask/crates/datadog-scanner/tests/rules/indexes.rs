//! The indexes, their exclusions and who reads them (`terraform/logs`).

use std::fs;

use datadog_logs::definition::{PipelineFile, Root};
use datadog_logs::samples::SampleFile;
use datadog_logs::{Engine, Log, Silent, Status};
use documents::account::Indexes;
use serde::Deserialize;
use serde_json::json;
use test_support::fixtures::repository;

use super::shared::scanner;

#[derive(Debug, Deserialize)]
struct Restrictions {
    restrictions: std::collections::BTreeMap<String, Restriction>,
}

#[derive(Debug, Deserialize)]
struct Restriction {
    query: String,
    roles: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Order {
    pipelines: Vec<String>,
}

fn read<T: for<'a> Deserialize<'a>>(path: &str) -> T {
    let text = fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let tree = documents::yaml::tree(&text).unwrap_or_else(|error| panic!("{path}: {error:?}"));
    tree.decode().unwrap_or_else(|error| panic!("{path}: {error:?}"))
}

/// A search over logs, as a pipeline that does nothing.
fn search(query: &str) -> Engine {
    let pipeline = json!({ "name": "search", "enabled": true, "filter": { "query": query }, "processors": [] });
    let pipeline = serde_json::from_value(pipeline).expect("a pipeline");
    datadog_logs::compile(&pipeline).unwrap_or_else(|problems| panic!("{query}: {problems:?}"))
}

/// The samples of all pipelines, as an index sees them.
fn samples() -> Vec<Log> {
    let order: Order = read("terraform/pipelines/order.yaml");
    order.pipelines.iter().flat_map(|folder| samples_of(folder)).collect()
}

fn samples_of(folder: &str) -> Vec<Log> {
    let file: PipelineFile = read(&format!("terraform/pipelines/{folder}/pipeline.yaml"));
    let Root::Pipeline(pipeline) = file.pipeline;
    let engine = datadog_logs::compile(&pipeline).unwrap_or_else(|problems| panic!("{folder}: {problems:?}"));
    let tests: SampleFile = read(&format!("terraform/pipelines/{folder}/tests.yaml"));
    let after = |sample: &datadog_logs::samples::Sample| {
        let (mut log, differences) = sample.run(&engine, &mut Silent);
        assert!(differences.is_empty(), "{folder}: {}: {differences:?}", sample.sample);
        scanner()
            .scan(&mut log.message, &mut log.attributes, &mut log.tags)
            .expect("the engine scans");
        log
    };
    tests.tests.iter().map(after).collect()
}

#[test]
fn only_security_reads_the_audit_index() {
    let indexes: Indexes = read("terraform/logs/indexes.yaml");
    let restrictions: Restrictions = read("terraform/logs/restrictions.yaml");
    let audit = indexes.indexes.first().expect("an index");
    assert_eq!(*audit.name, "audit");
    for (name, restriction) in &restrictions.restrictions {
        if restriction.roles == ["security"] {
            assert_eq!(restriction.query, "*");
        } else {
            assert_eq!(restriction.query, format!("-({})", *audit.filter), "{name}");
        }
    }
}

#[test]
fn a_line_for_audit_is_in_the_audit_index() {
    let indexes: Indexes = read("terraform/logs/indexes.yaml");
    let audit = search(&indexes.indexes.first().expect("an index").filter);
    let for_audit = search("@evt.category:audit OR @error.kind:SignInRejected");
    let samples = samples_of("scribemed-services");
    let lines: Vec<&Log> = samples.iter().filter(|log| for_audit.selects(log)).collect();
    assert!(!lines.is_empty(), "no sample is for audit, so nothing was tested");
    for log in lines {
        assert!(audit.selects(log), "{log:?}");
    }
}

#[test]
fn what_a_rule_finds_is_in_the_audit_index() {
    let indexes: Indexes = read("terraform/logs/indexes.yaml");
    let audit = search(&indexes.indexes.first().expect("an index").filter);
    for rule in scanner().rules() {
        let mut log = Log::from_line("a line");
        log.tags.clone_from(&rule.tags);
        assert!(
            audit.selects(&log),
            "a line with the tags of '{}' is not in the audit index",
            rule.name
        );
        assert!(
            rule.tags.contains(&format!("sensitive_data_kind:{}", rule.kind)),
            "'{}' has no tag of its kind",
            rule.name
        );
    }
}

#[test]
fn no_exclusion_matches_a_warning_an_error_or_a_line_for_audit() {
    let indexes: Indexes = read("terraform/logs/indexes.yaml");
    let audit = search(&indexes.indexes.first().expect("an index").filter);
    let samples = samples();
    let mut excluded = 0;
    for exclusion in indexes.indexes.iter().flat_map(|index| &index.exclusions) {
        let excludes = search(&exclusion.query);
        for log in samples.iter().filter(|log| excludes.selects(log)) {
            excluded += 1;
            assert!(
                log.status.is_none_or(|status| status > Status::Warn),
                "'{}' excludes {log:?}",
                exclusion.name
            );
            assert!(!audit.selects(log), "'{}' excludes {log:?}", exclusion.name);
        }
    }
    assert!(excluded > 0, "no exclusion matches any sample, so nothing was tested");
}

#[test]
fn what_is_excluded_wholly_is_a_health_check_of_the_ingress() {
    let indexes: Indexes = read("terraform/logs/indexes.yaml");
    let line = |path: &str, status: u16| {
        let mut log =
            Log::from_line(&json!({ "http": { "status_code": status, "url_details": { "path": path } } }).to_string());
        log.source = Some("nginx-ingress-controller".to_owned());
        log
    };
    let samples = samples();
    for exclusion in indexes
        .indexes
        .iter()
        .flat_map(|index| &index.exclusions)
        .filter(|exclusion| exclusion.percent() >= 100.0)
    {
        let excludes = search(&exclusion.query);
        assert!(
            excludes.selects(&line("/healthz", 200)),
            "'{}' excludes no health check",
            exclusion.name
        );
        assert!(
            !excludes.selects(&line("/healthz", 503)),
            "'{}' excludes a health check that failed",
            exclusion.name
        );
        assert!(
            !excludes.selects(&line("/v1/uploads", 200)),
            "'{}' excludes a request",
            exclusion.name
        );
        // Monitors count the lines of a service: none may lose all of them.
        let lost: Vec<&Log> = samples.iter().filter(|log| excludes.selects(log)).collect();
        assert!(lost.is_empty(), "'{}' excludes {lost:?}", exclusion.name);
    }
}
