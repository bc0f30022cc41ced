//! Template variables of notebooks.

use crate::payload::declare::{choice, object};

object! {
    pub(crate) VARIABLE = closed "template variable of a notebook" {
        name: required Text,
        available_values: nullable List(Text(1..)),
        available_values_query: Choice(QUERY),
        data_source_mappings: Map(Text),
        default: nullable Text,
        defaults: List(Text(1..)),
        placement: Text,
        prefix: nullable Text,
        type: Text,
    }
}

choice! {
    QUERY = "query of the available values" by "" {
        has("search") => Object(EVENTS),
        has("query") => Object(METRICS),
    }
}

object! {
    EVENTS = closed "event query of the available values" {
        data_source: required Text,
        group_by: required List(Object(GROUP_BY)),
        search: required Object(SEARCH),
    }
}

object! {
    GROUP_BY = closed "group of the available values" {
        facet: required Text,
    }
}

object! {
    SEARCH = closed "search of the available values" {
        query: required Text,
    }
}

object! {
    METRICS = closed "metric query of the available values" {
        data_source: required Text,
        query: required Text,
    }
}
