//! Queries about traces.

use crate::payload::declare::object;

object! {
    pub(crate) DEPENDENCY_STATS = "APM dependency query" {
        data_source: required Only("apm_dependency_stats"),
        env: required Text,
        name: required Text,
        operation_name: required Text,
        resource_name: required Text,
        service: required Text,
        stat: required Only(
            "avg_duration", "avg_root_duration", "avg_spans_per_trace", "error_rate", "pct_exec_time", "pct_of_traces",
            "total_traces_count"
        ),
        cross_org_uuids: List(Text, 0..=1),
        is_upstream: Bool,
        primary_tag_name: Text,
        primary_tag_value: Text,
    }
}

object! {
    pub(crate) RESOURCE_STATS = "APM resource query" {
        data_source: required Only("apm_resource_stats"),
        env: required Text,
        name: required Text,
        service: required Text,
        stat: required Only(
            "errors", "error_rate", "hits", "latency_avg", "latency_distribution", "latency_max", "latency_p50", "latency_p75",
            "latency_p90", "latency_p95", "latency_p99"
        ),
        cross_org_uuids: List(Text, 0..=1),
        group_by: List(Text),
        operation_name: Text,
        primary_tag_name: Text,
        primary_tag_value: Text,
        resource_name: Text,
    }
}

object! {
    pub(crate) METRICS = "APM metrics query" {
        data_source: required Only("apm_metrics"),
        name: required Text,
        stat: required Only(
            "errors", "error_rate", "errors_per_second", "latency_avg", "latency_max", "latency_p50", "latency_p75", "latency_p90",
            "latency_p95", "latency_p99", "latency_p999", "latency_distribution", "hits", "hits_per_second", "total_time", "apdex"
        ),
        group_by: List(Text),
        operation_mode: Text,
        operation_name: Text,
        peer_tags: List(Text),
        query_filter: Text,
        resource_hash: Text,
        resource_name: Text,
        service: Text,
        span_kind: Only("consumer", "server", "client", "producer", "internal"),
    }
}
