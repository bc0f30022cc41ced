//! Queries that a formula of a monitor names.

mod data_quality;
mod events;
mod joined;

use crate::payload::declare::{choice, object};

choice! {
    pub(crate) VARIABLE = "variable of a monitor" by "/data_source" {
        within(events::DATA_SOURCES) => Object(events::QUERY),
        is("metrics", "cloud_cost", "datadog_usage") => Object(COST),
        is("data_quality_metrics") => Object(data_quality::QUERY),
        has("jobs_query") => Object(DATA_JOBS),
        is("aggregate_augmented_query") => Object(joined::AUGMENTED),
        is("aggregate_filtered_query") => Object(joined::FILTERED),
    }
}

object! {
    COST = "metric or cost variable" {
        data_source: required Only("metrics", "cloud_cost", "datadog_usage"),
        name: required Text,
        query: required Text,
        aggregator: Only("avg", "sum", "max", "min", "last", "area", "l2norm", "percentile", "stddev"),
    }
}

object! {
    DATA_JOBS = "data jobs variable" {
        job_type: required Text,
        jobs_query: required Text,
        name: required Text,
        query_dialect: required Text,
    }
}
