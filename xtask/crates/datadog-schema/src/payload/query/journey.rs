//! Queries about the way of users.

use crate::payload::declare::object;
use crate::payload::query::{audience, events, product_analytics};

object! {
    pub(crate) JOURNEY = "user journey query" {
        data_source: required Only("product_analytics_journey"),
        compute: required Object(COMPUTE),
        name: required Text,
        search: required Object(SEARCH),
        group_by: List(Object(GROUP_BY)),
    }
}

object! {
    COMPUTE = closed "compute of a user journey" {
        aggregation: required In(events::AGGREGATIONS),
        interval: Number,
        metric: Only("__dd.conversion", "__dd.conversion_rate", "__dd.time_to_convert"),
        target: Object(TARGET),
    }
}

object! {
    GROUP_BY = "group of a user journey" {
        facet: required Text,
        limit: Integer(..=10000),
        should_exclude_missing: Bool,
        sort: Object(events::SORT),
        target: Object(TARGET),
    }
}

object! {
    pub(crate) SEARCH = closed "search of a user journey" {
        expression: required Text,
        node_objects: required Map(Object(product_analytics::BASE)),
        filters: Object(FILTERS),
        join_keys: Object(JOIN_KEYS),
        step_aliases: Map(Text),
    }
}

object! {
    FILTERS = "filters of a user journey" {
        audience_filters: Object(audience::FILTERS),
        graph_filters: List(Object(GRAPH_FILTER)),
        string_filter: Text,
    }
}

object! {
    GRAPH_FILTER = "graph filter" {
        name: Text,
        operator: Text,
        target: Object(TARGET),
        value: Integer,
    }
}

object! {
    pub(crate) TARGET = "target of a user journey" {
        type: required Text,
        end: Text,
        start: Text,
        value: Text,
    }
}

object! {
    JOIN_KEYS = "join keys" {
        primary: required Text,
        secondary: List(Text),
    }
}
