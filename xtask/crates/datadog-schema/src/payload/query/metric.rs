//! Queries of metrics and of costs.

use crate::payload::declare::object;

object! {
    pub(crate) METRIC = "metric query" {
        data_source: required Only("metrics"),
        name: required Text,
        query: required Text,
        aggregator: In(AGGREGATIONS),
        cross_org_uuids: List(Text, 0..=1),
        semantic_mode: Only("combined", "native"),
    }
}

object! {
    pub(crate) CLOUD_COST = "cloud cost query" {
        data_source: required Only("cloud_cost"),
        name: required Text,
        query: required Text,
        aggregator: In(AGGREGATORS),
        cross_org_uuids: List(Text, 0..=1),
    }
}

pub(crate) const AGGREGATIONS: &[&str] = &["avg", "min", "max", "sum", "last", "area", "l2norm", "percentile"];

pub(crate) const AGGREGATORS: &[&str] = &["avg", "last", "max", "min", "sum", "percentile"];
