//! Queries about users who come back.

use crate::payload::declare::object;
use crate::payload::query::{audience, order, product_analytics};

object! {
    pub(crate) RETENTION = "retention query" {
        data_source: required Only("product_analytics_retention"),
        compute: required Object(COMPUTE),
        name: required Text,
        search: required Object(SEARCH),
        group_by: List(Object(GROUP_BY)),
    }
}

object! {
    COMPUTE = closed "compute of a retention query" {
        aggregation: required EventAggregation,
        metric: required Only("__dd.retention", "__dd.retention_rate"),
    }
}

object! {
    GROUP_BY = closed "group of a retention query" {
        facet: required Text,
        target: required Only("cohort", "return_period"),
        limit: Integer,
        should_exclude_missing: Bool,
        sort: Object(SORT),
        source: Text,
    }
}

object! {
    SORT = closed "sort of a group" {
        order: ExactlyIn(order::ORDER),
    }
}

object! {
    SEARCH = closed "search of a retention query" {
        cohort_criteria: required Object(COHORT),
        retention_entity: required Only("@usr.id", "@account.id"),
        return_condition: required Only("conversion_on", "conversion_on_or_after"),
        filters: Object(FILTERS),
        return_criteria: Object(RETURN),
    }
}

object! {
    FILTERS = closed "filters of a retention query" {
        audience_filters: Object(audience::FILTERS),
        string_filter: Text,
    }
}

object! {
    COHORT = closed "cohort criteria" {
        base_query: required Object(product_analytics::BASE),
        time_interval: required Object(COHORT_INTERVAL),
    }
}

object! {
    COHORT_INTERVAL = closed "interval of a cohort" {
        type: required Only("calendar"),
        value: required Object(product_analytics::INTERVAL),
    }
}

object! {
    RETURN = closed "return criteria" {
        base_query: required Object(product_analytics::BASE),
        time_interval: Object(RETURN_INTERVAL),
    }
}

object! {
    RETURN_INTERVAL = closed "interval of a return" {
        type: required Only("fixed"),
        unit: required Only("day", "week", "month"),
        value: required Number,
    }
}

object! {
    pub(crate) WIDGET_QUERY = closed "retention query" {
        data_source: required Only("product_analytics_retention"),
        compute: required Object(COMPUTE),
        search: required Object(SEARCH),
        filters: Object(FILTERS),
        group_by: List(Object(GROUP_BY)),
        name: Text,
    }
}
