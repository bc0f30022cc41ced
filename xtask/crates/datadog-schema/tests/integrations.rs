//! Metrics and service checks of integrations: what is reported in small payloads, and in the corpus.

mod support;

use std::collections::BTreeSet;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};
use support::check;

fn monitor(query: &str) -> Vec<String> {
    let service_check = query.starts_with('"');
    let kind = if service_check { "service check" } else { "query alert" };
    let payload = json!({"name": "n", "type": kind, "query": query, "message": "", "options": {}});
    integrations(PayloadKind::Monitor, &payload)
}

fn shown(query: &str) -> Vec<String> {
    let request = json!({"queries": [{"name": "a", "data_source": "metrics", "query": query}], "formulas": [{"formula": "a"}], "response_format": "timeseries"});
    let definition = json!({"type": "timeseries", "requests": [request]});
    let payload = json!({"title": "t", "layout_type": "ordered", "widgets": [{"definition": definition}]});
    integrations(PayloadKind::Dashboard, &payload)
}

/// The findings of these rules alone, without `warning integration/`.
fn integrations(kind: PayloadKind, payload: &Value) -> Vec<String> {
    let all = check(kind, payload);
    let own = all.iter().filter_map(|line| line.strip_prefix("warning integration/"));
    own.map(str::to_owned).collect()
}

#[test]
fn a_documented_metric_and_a_custom_one_are_fine() {
    for query in [
        "avg(last_5m):avg:redis.mem.used{*} by {host} > 1",
        "sum(last_5m):sum:rabbitmq.queue.messages.publish.count{*} > 1",
        "sum(last_5m):sum:acme.redis.mem.usde{*}.as_count() > 1",
        "sum(last_5m):sum:postgresql.encounters.rows{*} > 1",
        "sum(last_5m):sum:mongodb.atlas.connections.current{*} > 1",
        "avg(last_5m):avg:kubernetes_state.job.failed{*} > 1",
    ] {
        assert!(monitor(query).is_empty(), "{query}: {:?}", monitor(query));
    }
}

#[test]
fn a_metric_that_no_integration_documents() {
    assert_eq!(
        monitor("avg(last_5m):avg:redis.mem.usde{*} > 1"),
        ["misspelt-metric /query: no integration documents the metric 'redis.mem.usde' [redis.mem.usde]"]
    );
    assert_eq!(
        shown("avg:postgres.connections{*}"),
        [
            "misspelt-metric /widgets/0/definition/requests/0/queries/0/query: no integration documents the metric 'postgres.connections' [postgres.connections]"
        ]
    );
    assert_eq!(
        monitor("avg(last_5m):avg:redis.memory.usage{*} > 1"),
        [
            "unknown-metric /query: no integration documents the metric 'redis.memory.usage', as of 2025-09 [redis.memory.usage]"
        ]
    );
    assert_eq!(
        monitor("avg(last_5m):max:kubernetes_state.nodes.by_condition{*} > 1"),
        [
            "replaced-metric /query: the metric 'kubernetes_state.nodes.by_condition' is replaced by 'kubernetes_state.node.by_condition' [kubernetes_state.nodes.by_condition]"
        ]
    );
}

#[test]
fn a_modifier_fits_the_metric_s_type() {
    assert_eq!(
        monitor("sum(last_5m):sum:redis.keys.evicted{*}.as_count() > 1"),
        ["gauge-as-count /query: 'redis.keys.evicted' is a gauge, on which .as_count() has no effect [.as_count()]"]
    );
    let raw = "avg(last_5m):sum:airflow.job.heartbeat.failure{*} > 1";
    assert_eq!(
        monitor(raw),
        [
            "raw-counter /query: 'airflow.job.heartbeat.failure' is a counter, read without .as_count() or .as_rate() [airflow.job.heartbeat.failure]"
        ]
    );
    for query in [
        "avg(last_5m):sum:airflow.job.heartbeat.failure{*}.as_rate() > 1",
        "avg(last_5m):per_second(sum:airflow.job.heartbeat.failure{*}) > 1",
        "max(last_5m):max:airflow.job.heartbeat.failure{*} > 1",
        // The type of what a tracer sends is not the documented one.
        "sum(last_5m):sum:openai.tokens.total{*}.as_count() > 1",
    ] {
        assert!(monitor(query).is_empty(), "{query}: {:?}", monitor(query));
    }
    assert!(shown("sum:airflow.job.heartbeat.failure{*}").is_empty());
    let slo = json!({"name": "n", "type": "metric", "thresholds": [{"timeframe": "7d", "target": 99}], "query": {
        "numerator": "sum:airflow.job.heartbeat.failure{*}", "denominator": "sum:airflow.job.end{*}.as_count()"}});
    let found = integrations(PayloadKind::Slo, &slo);
    assert!(
        found.len() == 1 && found[0].starts_with("raw-counter /query/numerator: "),
        "{found:?}"
    );
}

#[test]
fn a_query_of_a_formula_is_checked() {
    let variables = json!([{"name": "a", "data_source": "metrics", "query": "avg:redis.mem.usde{*}"}]);
    let payload = json!({"name": "n", "type": "query alert", "query": "formula(\"a\").last(\"5m\") > 1", "message": "", "options": {"variables": variables}});
    let found = integrations(PayloadKind::Monitor, &payload);
    assert!(
        found.len() == 1 && found[0].contains("/options/variables/0/query: "),
        "{found:?}"
    );
}

#[test]
fn a_service_check_is_one_that_an_integration_documents() {
    let of = |name: &str, by: &str| monitor(&format!("\"{name}\".over(\"*\").by({by}).last(2).count_by_status()"));
    for (name, by) in [
        ("redis.can_connect", "\"host\",\"redis_host\""),
        ("redis.can_connect", "\"service\",\"kube_node\""),
        ("acme.can_connect", "\"host\""),
        ("process.up", "\"process\""),
        ("aws.ecs.agent_connected", "\"cluster\""),
    ] {
        assert!(of(name, by).is_empty(), "{name}: {:?}", of(name, by));
    }
    let found = of("redis.can_conect", "\"host\"");
    assert!(
        found.len() == 1 && found[0].starts_with("unknown-check /query: "),
        "{found:?}"
    );
    assert!(found[0].ends_with("[\"redis.can_conect\"]"), "{found:?}");
    assert_eq!(
        of("redis.can_connect", "\"redis-host\""),
        ["check-group /query: 'redis.can_connect' has no tag 'redis-host' [\"redis-host\"]"]
    );
    let definition = json!({"type": "check_status", "check": "redis.status", "grouping": "cluster"});
    let payload = json!({"title": "t", "layout_type": "ordered", "widgets": [{"definition": definition}]});
    assert_eq!(
        integrations(PayloadKind::Dashboard, &payload),
        [
            "unknown-check /widgets/0/definition/check: no integration documents the service check 'redis.status', as of 2025-09 [redis.status]"
        ]
    );
}

#[test]
fn a_check_notifies_of_the_statuses_that_it_reports() {
    let of = |name: &str, message: &str| {
        let query = format!("\"{name}\".over(\"*\").by(\"host\").last(2).count_by_status()");
        let payload = json!({"name": "n", "type": "service check", "query": query, "message": message, "options": {}});
        integrations(PayloadKind::Monitor, &payload)
    };
    let warning = "{{#is_warning}}late @slack-ops{{/is_warning}}";
    assert_eq!(
        of("redis.can_connect", warning),
        [
            "check-status /message: 'redis.can_connect' never has the status warning, so {{#is_warning}} notifies nobody [{{#is_warning}}]"
        ]
    );
    assert!(of("elasticsearch.cluster_health", warning).is_empty() && of("acme.up", warning).is_empty());
    let others =
        "{{#is_alert}}down @a{{/is_alert}}{{#is_recovery}}up @a{{/is_recovery}}{{#is_no_data}}silent @a{{/is_no_data}}";
    assert!(of("redis.can_connect", others).is_empty());
    assert!(of("redis.can_connect", "{{#is_warning}}late{{/is_warning}} @slack-ops").is_empty());
}

/// What is found in the corpus, and what is known of it. Only `undocumented` can be a false finding: the metric may well exist.
const CORPUS: &[(&str, &str, &[&str])] = &[
    (
        "gauge-as-count",
        "no effect, whatever was meant",
        &[
            "activemq.artemis.queue.message_count",
            "cilium.process.cpu.seconds.total",
            "crio.cpu.time",
            "fly_io.app.http_responses.count",
            "fly_io.app.tcp_connects.count",
            "fly_io.app.tcp_disconnects.count",
            "fly_io.edge.tcp_connects.count",
            "fly_io.edge.tcp_disconnects.count",
            "ibm_was.jdbc.fault_count",
            "ibm_was.jdbc.managed_connection_count",
            "ibm_was.jvm.free_memory",
            "ibm_was.jvm.process_cpu_usage",
            "ibm_was.jvm.up_time",
            "ibm_was.jvm.used_memory",
            "ibm_was.servlet_session.activate_non_exist_session_count",
            "ibm_was.servlet_session.no_room_for_new_session_count",
            "kube_scheduler.schedule_attempts",
            "kubernetes.liveness_probe.failure.total",
            "snmp.ifHCInOctets.rate",
            "snmp.ifHighSpeed",
            "sqlserver.files.size_on_disk",
        ],
    ),
    (
        "misspelt-metric",
        "wrong: the definition and the documentation differ by a letter or a point",
        &[
            "airbyte.worker.attempt_created_by_release_stage",
            "airbyte.worker.attempt_failed_by_release_stage",
            "airbyte.worker.attempt_succeeded_by_release_stage",
            "blazemeter.functional.individual_testCasesCount",
            "kyototycoon.ops.del.total_per_s",
            "ringcentral.voice.total_call_minutes",
        ],
    ),
    (
        "raw-counter",
        "wrong: the threshold is one of a rate",
        &[
            "airflow.job.heartbeat.failure",
            "traffic_server.process.http.code.4xx_responses",
        ],
    ),
    (
        "replaced-metric",
        "wrong: the older check sent it",
        &["kubernetes.network_errors", "kubernetes_state.nodes.by_condition"],
    ),
    (
        "unknown-check",
        "wrong: the integration's one check has another name",
        &["foundationdb.can_connect"],
    ),
    (
        "unknown-metric",
        "wrong: a metric of another name has that value, or it is the name of a check",
        &[
            "ambari.load.load_fifteen",
            "ambari.load.load_one",
            "couchdb.httpd.bulk_requests",
            "couchdb.httpd_status_codes.400",
            "couchdb.httpd_status_codes.401",
            "couchdb.httpd_status_codes.403",
            "couchdb.httpd_status_codes.404",
            "couchdb.httpd_status_codes.405",
            "couchdb.httpd_status_codes.409",
            "couchdb.httpd_status_codes.412",
            "dcgm.fb_free",
            "dcgm.fb_used",
            "openstack.controller",
            "torchserve.gpu.memory.utilization",
        ],
    ),
    (
        "unknown-metric",
        "undocumented",
        &[
            "airbyte.metrics_reporter.overall_job_runtime_in_last_hour_by_terminal_state_secs",
            "airbyte.worker.state_buffering",
            "airbyte.worker.state_commit.attempt",
            "airbyte.worker.state_commit.attempt_failed",
            "airbyte.worker.state_commit.attempt_successful",
            "ceph.pct_used",
            "flink.taskmanager.Status.JVM.GarbageCollector.G1_Old_Generation.Time",
            "flink.taskmanager.Status.JVM.GarbageCollector.G1_Young_Generation.Time",
            "hive.metastore.memory.total.init",
            "hive.metastore.memory.total.max",
            "hive.metastore.memory.total.used",
            "keda.internal_metricsservice.grpc_server_handled.count",
            "keda.internal_metricsservice.grpc_server_msg_received.count",
            "keda.internal_metricsservice.grpc_server_msg_sent.count",
            "keda.scaled_object.errors.count",
            "kube_controller_manager.client.http.requests",
            "litellm.endpoint.healthy_count",
            "litellm.endpoint.info",
            "litellm.endpoint.unhealthy_count",
            "tokumx.replSet.replicationLag",
            "traefik_mesh.service.responses.bytes.count",
            "traefik_mesh.service.server.up",
            "zookeeper.followers",
            "zookeeper.pending_syncs",
        ],
    ),
];

#[test]
fn every_finding_in_the_corpus_is_judged() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let mut found = BTreeSet::new();
    for (kind, file, key) in [
        (PayloadKind::Monitor, "monitors.jsonl", "monitor"),
        (PayloadKind::Dashboard, "dashboards.jsonl", "dashboard"),
        (PayloadKind::Slo, "slos.jsonl", "slo"),
    ] {
        for line in test_support::fixtures::corpus_lines(&corpus, file) {
            let line: Value = serde_json::from_str(&line).expect("the corpus is JSON");
            found.extend(subjects(&integrations(kind, &line[key])));
        }
    }
    for line in test_support::fixtures::corpus_lines(&corpus, "metric_queries.jsonl") {
        let query: String = serde_json::from_str(&line).expect("the corpus is JSON");
        let definition = json!({"type": "timeseries", "requests": [{"q": query}]});
        let payload = json!({"title": "t", "layout_type": "ordered", "widgets": [{"definition": definition}]});
        found.extend(subjects(&integrations(PayloadKind::Dashboard, &payload)));
    }
    let known = |(rule, _, names): &(&str, &str, &[&str])| -> Vec<_> {
        names
            .iter()
            .map(|name| ((*rule).to_owned(), (*name).to_owned()))
            .collect()
    };
    let judged: BTreeSet<_> = CORPUS.iter().flat_map(known).collect();
    let unexpected: Vec<_> = found.difference(&judged).collect();
    let missing: Vec<_> = judged.difference(&found).collect();
    assert!(
        unexpected.is_empty() && missing.is_empty(),
        "new: {unexpected:#?}\nno longer found: {missing:#?}"
    );
}

/// The rule of each finding, and the name in quotes that it is about.
fn subjects(findings: &[String]) -> impl Iterator<Item = (String, String)> {
    findings.iter().map(|finding| {
        let rule = finding.split(' ').next().unwrap_or_default();
        (
            rule.to_owned(),
            finding.split('\'').nth(1).unwrap_or_default().to_owned(),
        )
    })
}
