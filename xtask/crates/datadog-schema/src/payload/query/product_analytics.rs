//! Queries about what users do.

use crate::payload::declare::object;
use crate::payload::query::{audience, events};

object! {
    pub(crate) PRODUCT_ANALYTICS = "product analytics query" {
        data_source: required Only("product_analytics_extended"),
        compute: required Object(COMPUTE),
        name: required Text,
        query: required Object(BASE),
        audience_filters: Object(audience::FILTERS),
        group_by: List(Object(GROUP_BY)),
        indexes: List(Only("*")),
    }
}

object! {
    COMPUTE = closed "compute of a product analytics query" {
        aggregation: required In(events::AGGREGATIONS),
        interval: Number,
        metric: Text,
        name: Text,
        rollup: Object(INTERVAL),
    }
}

object! {
    GROUP_BY = "group of a product analytics query" {
        facet: required Text,
        limit: Integer(..=10000),
        should_exclude_missing: Bool,
        sort: Object(events::SORT),
    }
}

object! {
    pub(crate) BASE = closed "base query" {
        data_source: required Only("product_analytics"),
        search: required Object(SEARCH),
    }
}

object! {
    SEARCH = closed "search of a base query" {
        query: required Text,
    }
}

object! {
    pub(crate) INTERVAL = closed "calendar interval" {
        type: required Only("day", "week", "month", "year", "quarter", "minute", "hour"),
        alignment: Text,
        quantity: Integer,
        timezone: TimeZone,
    }
}
