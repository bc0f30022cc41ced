//! Metrics that are counted from logs.

use crate::payload::declare::object;

object! {
    pub(crate) METRIC = "metric from logs" {
        data: required Object(DATA),
    }
}

object! {
    DATA = "data of a metric from logs" {
        attributes: required Object(ATTRIBUTES),
        id: required Text,
        type: required Only("logs_metrics"),
    }
}

object! {
    ATTRIBUTES = "attributes of a metric from logs" {
        compute: required Object(COMPUTE),
        filter: Object(FILTER),
        group_by: List(Object(GROUP_BY)),
    }
}

object! {
    COMPUTE = "aggregation of a metric from logs" {
        aggregation_type: required Only("count", "distribution"),
        include_percentiles: Bool,
        path: Text,
    }
}

object! {
    FILTER = "filter of a metric from logs" {
        query: Text,
    }
}

object! {
    GROUP_BY = "group of a metric from logs" {
        path: required Text,
        tag_name: Text,
    }
}
