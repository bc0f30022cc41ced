//! Flows between steps.

use crate::payload::declare::{choice, object};
use crate::payload::part::{align, time};
use crate::payload::query::{audience, order};

object! {
    pub(crate) WIDGET = closed "sankey widget" {
        type: required Only("sankey"),
        requests: required List(Choice(REQUEST), 1..),
        show_other_links: Bool,
        sort_nodes: Bool,
        time: Choice(time::TIME),
        title: Text,
        title_align: ExactlyIn(align::TEXT),
        title_size: Text,
    }
}

object! {
    JOIN_KEYS = closed "join keys of a sankey" {
        primary: required Text,
        secondary: List(Text),
    }
}

object! {
    NETWORK_QUERY = closed "network query of a sankey" {
        data_source: required Only("network_device_flows", "network"),
        group_by: required List(Text),
        limit: required Integer,
        query_string: required Text,
        compute: Object(NETWORK_QUERY_COMPUTE),
        mode: Only("target"),
        should_exclude_missing: Bool,
        sort: Object(NETWORK_QUERY_SORT),
    }
}

object! {
    NETWORK_REQUEST = closed "network request of a sankey" {
        request_type: required Only("netflow_sankey"),
        query: required Object(NETWORK_QUERY),
    }
}

object! {
    RUM_QUERY = closed "RUM query of a sankey" {
        data_source: required Only("rum", "product_analytics"),
        mode: required Only("source", "target"),
        query_string: required Text,
        audience_filters: Object(audience::FILTERS),
        entries_per_step: Integer,
        join_keys: Object(JOIN_KEYS),
        number_of_steps: Integer,
        occurrences: Object(audience::OCCURRENCES),
        source: Text,
        subquery_id: Text,
        target: Text,
    }
}

object! {
    RUM_REQUEST = closed "RUM request of a sankey" {
        request_type: required Only("sankey"),
        query: required Object(RUM_QUERY),
    }
}

choice! {
    REQUEST = "request of a sankey" by "/request_type" {
        is("sankey") => Object(RUM_REQUEST),
        is("netflow_sankey") => Object(NETWORK_REQUEST),
    }
}

object! {
    NETWORK_QUERY_COMPUTE = closed "network compute of a sankey" {
        aggregation: required EventAggregation,
        metric: required Text,
    }
}

object! {
    NETWORK_QUERY_SORT = "sort of a sankey" {
        field: Text,
        order: ExactlyIn(order::ORDER),
    }
}
