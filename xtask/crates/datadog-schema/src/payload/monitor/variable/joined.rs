//! Variables that join or filter one query by another.

use crate::payload::declare::{choice, object};
use crate::payload::monitor::variable::events;

object! {
    pub(crate) AUGMENTED = closed "augmented variable" {
        data_source: required Only("aggregate_augmented_query"),
        augment_query: required Choice(AUGMENT),
        base_query: required Choice(BASE),
        compute: required List(Object(events::COMPUTE), 1..),
        group_by: required List(Object(events::GROUP_BY)),
        join_condition: required Object(JOIN),
        name: Text,
    }
}

object! {
    pub(crate) FILTERED = closed "filtered variable" {
        data_source: required Only("aggregate_filtered_query"),
        base_query: required Choice(BASE),
        filter_query: required Choice(FILTER_QUERY),
        filters: required List(Object(FILTER)),
        compute: List(Object(events::COMPUTE)),
        group_by: List(Object(events::GROUP_BY)),
        name: Text,
    }
}

object! {
    FILTER = closed "filter of a variable" {
        base_attribute: required Text,
        filter_attribute: required Text,
        exclude: Bool,
    }
}

object! {
    JOIN = closed "join condition" {
        augment_attribute: required Text,
        base_attribute: required Text,
        join_type: required Only("inner", "left"),
    }
}

choice! {
    BASE = "base query" by "/data_source" {
        within(events::DATA_SOURCES) => Object(events::QUERY),
        is("metrics", "cloud_cost", "datadog_usage") => Object(METRICS),
    }
}

choice! {
    AUGMENT = "augment query" by "/data_source" {
        within(events::DATA_SOURCES) => Object(events::QUERY),
        is("reference_table") => Object(REFERENCE_TABLE),
    }
}

choice! {
    FILTER_QUERY = "filter query" by "/data_source" {
        within(events::DATA_SOURCES) => Object(events::QUERY),
        is("reference_table") => Object(REFERENCE_TABLE),
    }
}

object! {
    METRICS = closed "metric base query" {
        data_source: required Only("metrics", "cloud_cost", "datadog_usage"),
        query: required Text,
        aggregator: Only("avg", "min", "max", "sum", "last", "mean", "area", "l2norm", "percentile", "stddev", "count_unique"),
        name: Text,
    }
}

object! {
    REFERENCE_TABLE = closed "reference table query" {
        data_source: required Only("reference_table"),
        table_name: required Text,
        columns: List(Object(COLUMN)),
        name: Text,
        query_filter: Text,
    }
}

object! {
    COLUMN = closed "column of a reference table" {
        name: required Text,
        alias: Text,
    }
}
