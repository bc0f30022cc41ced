//! Variables that search events: logs, spans, RUM and their like.

use crate::payload::declare::object;
use crate::payload::query::order;

object! {
    pub(crate) QUERY = "event variable" {
        data_source: required In(DATA_SOURCES),
        compute: required Object(COMPUTE),
        name: required Text,
        group_by: List(Object(GROUP_BY)),
        indexes: List(Text),
        search: Object(SEARCH),
        storage: Text,
    }
}

object! {
    pub(crate) COMPUTE = "compute of an event variable" {
        aggregation: required In(AGGREGATIONS),
        interval: Integer,
        metric: Text,
        name: Text,
        source: Text,
    }
}

object! {
    SEARCH = "search of an event variable" {
        query: required Text,
    }
}

object! {
    pub(crate) GROUP_BY = "group of an event variable" {
        facet: required Text,
        limit: Integer,
        should_exclude_missing: Bool,
        sort: Object(SORT),
        source: Text,
    }
}

object! {
    SORT = "sort of a group" {
        aggregation: required In(AGGREGATIONS),
        metric: Text,
        order: ExactlyIn(order::ORDER),
    }
}

const AGGREGATIONS: &[&str] = &[
    "count",
    "cardinality",
    "median",
    "pc75",
    "pc90",
    "pc95",
    "pc98",
    "pc99",
    "sum",
    "min",
    "max",
    "avg",
];

pub(crate) const DATA_SOURCES: &[&str] = &[
    "rum",
    "ci_pipelines",
    "ci_tests",
    "audit",
    "events",
    "logs",
    "spans",
    "database_queries",
    "network",
    "network_path",
    "llm_observability",
];
