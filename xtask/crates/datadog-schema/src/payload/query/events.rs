//! Searches of events: logs, spans, RUM and their like.

use crate::payload::declare::{choice, object};
use crate::payload::query::order;

object! {
    pub(crate) EVENTS = "event query" {
        data_source: required In(DATA_SOURCES),
        compute: required Object(COMPUTE),
        name: required Text,
        calculated_fields: List(Object(CALCULATED_FIELD)),
        cross_org_uuids: List(Text, 0..=1),
        group_by: Choice(GROUPS),
        indexes: List(Text),
        search: Object(SEARCH),
        storage: Text,
    }
}

object! {
    COMPUTE = "compute of an event query" {
        aggregation: required In(AGGREGATIONS),
        interval: Integer,
        metric: Text,
    }
}

object! {
    SEARCH = "search of an event query" {
        query: required Text,
    }
}

object! {
    GROUP_BY = "group of an event query" {
        facet: required Text,
        limit: Integer,
        should_exclude_missing: Bool,
        sort: Object(SORT),
    }
}

object! {
    pub(crate) SORT = "sort of a group" {
        aggregation: required In(AGGREGATIONS),
        metric: Text,
        order: ExactlyIn(order::ORDER),
    }
}

choice! {
    GROUPS = "group_by of an event query" by "" {
        list => List(Object(GROUP_BY)),
        otherwise => Object(GROUP_FIELDS),
    }
}

object! {
    GROUP_FIELDS = "flat group_by of an event query" {
        fields: required List(Text),
        limit: Integer,
        should_exclude_missing: Bool,
        sort: Object(SORT),
    }
}

pub(crate) const AGGREGATIONS: &[&str] = &[
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
    "logs",
    "spans",
    "network",
    "rum",
    "security_signals",
    "profiles",
    "audit",
    "events",
    "ci_tests",
    "ci_pipelines",
    "incident_analytics",
    "product_analytics",
    "on_call_events",
    "errors",
    "llm_observability",
    "app_sec_events",
    "network_device_flows",
];

object! {
    pub(crate) CALCULATED_FIELD = "calculated field" {
        expression: required Text,
        name: required Text,
    }
}
