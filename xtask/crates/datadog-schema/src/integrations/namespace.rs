//! What the catalog does not know: where it is incomplete, and which names have been replaced.

/// The namespaces in which metrics exist that no integration of the catalog documents. Of these only misspellings are reported.
const OPEN: &[&str] = &[
    // What the agent and its other programs send themselves.
    "container",
    "datadog",
    "dns",
    "docker",
    "http",
    "kubernetes",
    "network",
    "ntp",
    "process",
    "snmp",
    "system",
    // Cloud services, read by Datadog's crawlers.
    "aws",
    "azure",
    "gcp",
    "mongodb",
    "oci",
    // Tracers, OpenTelemetry, and accounts of language models.
    "anthropic",
    "jvm",
    "langchain",
    "openai",
    "otel",
    // Databases, where custom queries add metrics below the integration's own name.
    "clickhouse",
    "ibm_db2",
    "mysql",
    "oracle",
    "postgresql",
    "sap_hana",
    "singlestore",
    "snowflake",
    "sqlserver",
    "teradata",
    "vertica",
    "voltdb",
];

/// Whether metrics exist in the namespace that the catalog does not list.
#[must_use]
pub fn is_open(namespace: &str) -> bool {
    OPEN.contains(&namespace)
}

/// The namespaces whose metrics tracers and exporters send, as another type than the documented gauge: distributions, counters.
const DOCUMENTED_AS_GAUGES: [&str; 4] = ["anthropic", "langchain", "openai", "otel"];

/// Whether the documented type of metrics is the type that Datadog stores.
#[must_use]
pub fn has_documented_types(namespace: &str) -> bool {
    !DOCUMENTED_AS_GAUGES.contains(&namespace)
}

/// Metrics of the first checks of Kubernetes, and what replaces them (doc: integrations/kubernetes_state_core, "Backward incompatibility changes").
const REPLACED: [(&str, &str); 7] = [
    ("kubernetes.network_errors", "kubernetes.network.rx_errors"),
    (
        "kubernetes_state.container.gpu.limit",
        "kubernetes_state.container.gpu_limit",
    ),
    (
        "kubernetes_state.container.gpu.request",
        "kubernetes_state.container.gpu_requested",
    ),
    (
        "kubernetes_state.node.gpu.cards_allocatable",
        "kubernetes_state.node.gpu_allocatable",
    ),
    (
        "kubernetes_state.node.gpu.cards_capacity",
        "kubernetes_state.node.gpu_capacity",
    ),
    (
        "kubernetes_state.nodes.by_condition",
        "kubernetes_state.node.by_condition",
    ),
    (
        "kubernetes_state.persistentvolumes.by_phase",
        "kubernetes_state.persistentvolume.by_phase",
    ),
];

/// The metric that replaces this one; `None` if it is current.
#[must_use]
pub fn successor(name: &str) -> Option<&'static str> {
    REPLACED.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrations::catalog;

    #[test]
    fn every_successor_is_documented_and_not_replaced() {
        for (old, new) in REPLACED {
            assert!(catalog().metrics_named(new).next().is_some(), "{new}");
            assert_eq!((successor(new), successor(old)), (None, Some(new)));
        }
    }

    #[test]
    fn every_namespace_without_types_is_one_of_the_catalog() {
        for namespace in DOCUMENTED_AS_GAUGES {
            assert!(catalog().namespace(namespace).next().is_some(), "{namespace}");
            assert!(!has_documented_types(namespace));
        }
        assert!(has_documented_types("redis"));
    }
}
