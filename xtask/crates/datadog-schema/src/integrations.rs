//! The metrics and service checks that Datadog's integrations document. Datadog accepts a query of a misspelt metric, and shows no data.
//!
//! `integrations/catalog.txt` is the table; its first lines say where it comes from and how old it is. It is generated
//! (`cargo run --package datadog-schema --example integrations`) and holds facts alone: names, types, units, and the tags and statuses of service checks. No I/O.

mod from_source;
mod misspelling;
mod namespace;
mod read;
mod table;

use std::sync::LazyLock;

pub use from_source::{Source, SourceError, from_source};
pub(crate) use misspelling::is_misspelt;
pub use namespace::{has_documented_types, is_open, successor};
pub use read::read;
pub use table::{Check, Metric, MetricKind, Name, Table};

/// The text of the table.
pub const TABLE: &str = include_str!("../integrations/catalog.txt");

static CATALOG: LazyLock<Table<'static>> =
    LazyLock::new(|| read(TABLE).expect("the table of this crate, which its test reads"));

/// What Datadog's integrations document. The first call reads the table.
#[must_use]
pub fn catalog() -> &'static Table<'static> {
    &CATALOG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_as_it_was_generated() {
        let table = read(TABLE).unwrap_or_else(|error| panic!("{error}"));
        let printed = table.to_string();
        let changed = printed.lines().zip(TABLE.lines()).find(|(ours, theirs)| ours != theirs);
        assert_eq!(changed, None, "edit the sources and generate the table again");
        assert_eq!(printed.len(), TABLE.len());
    }

    #[test]
    fn a_metric_is_found_by_its_name() {
        let kinds = |name| -> Vec<_> {
            let metrics = catalog().metrics_named(name);
            metrics.map(|m| (m.name.integration, m.kind, m.unit)).collect()
        };
        assert_eq!(kinds("redis.mem.used"), [("redisdb", MetricKind::Gauge, "byte")]);
        assert_eq!(kinds("otelcol_exporter_queue_size").len(), 1);
        let two = [
            ("kubernetes_state", MetricKind::Count, ""),
            ("kubernetes_state_core", MetricKind::Gauge, ""),
        ];
        assert_eq!(kinds("kubernetes_state.job.failed"), two);
        assert!(kinds("redis.mem").is_empty() && kinds("redis").is_empty() && kinds("").is_empty());
    }

    #[test]
    fn a_check_is_found_by_its_name() {
        let checks: Vec<_> = catalog().checks_named("elasticsearch.cluster_health").collect();
        assert_eq!(checks.len(), 1);
        assert_eq!(checks[0].groups().collect::<Vec<_>>(), ["host", "port", "server"]);
        assert_eq!(checks[0].statuses().collect::<Vec<_>>(), ["ok", "warning", "critical"]);
    }

    #[test]
    fn a_namespace_is_the_first_part_of_a_name() {
        let of_redis: Vec<_> = catalog().namespace("redis").collect();
        assert!(of_redis.len() > 50 && of_redis.iter().all(|metric| metric.name.integration == "redisdb"));
        assert_eq!(
            catalog().namespace("acme").count() + catalog().namespace("redi").count(),
            0
        );
        assert_eq!(catalog().namespace("otelcol_exporter_queue_size").count(), 1);
    }
}
