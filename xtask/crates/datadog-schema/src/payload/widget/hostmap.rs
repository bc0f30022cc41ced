//! Hosts or containers, coloured by a value.

use crate::payload::declare::object;
use crate::payload::part::{conditional_format, formula, link, number_format, title};
use crate::payload::query;
use crate::payload::query::{legacy, order};
use crate::payload::shape::Needs;

object! {
    pub(crate) WIDGET = "host map widget" with [title::TITLE] {
        type: required Only("hostmap"),
        requests: required Object(REQUESTS),
        custom_links: List(Object(link::LINK)),
        group: List(Text),
        no_group_hosts: Bool,
        no_metric_hosts: Bool,
        node_type: Only("host", "container"),
        notes: Text,
        scope: List(Text),
        style: Object(STYLE),
    }
}

object! {
    DATASET_QUERY = "dataset query" {
        data_source: required Only("dataset"),
        dataset_id: required Text,
        dataset_provider: required Only("ddsql_query"),
        filter: Text,
        limit: Integer,
        sort: Object(DATASET_SORT),
    }
}

object! {
    LEGACY = "request of a host map" with [legacy::SEARCHES] {
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
    }
}

object! {
    REQUESTS = "requests of a host map" needs COLOURS {
        child: Object(INFRASTRUCTURE),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        enrichments: List(Object(SCALAR)),
        fill: Object(LEGACY),
        filter: Text,
        group_by: List(Object(GROUP_BY)),
        limit: Integer,
        no_group_hosts: Bool,
        no_metric_hosts: Bool,
        node_type: Only("host", "container", "pod", "cluster"),
        projection: Object(PROJECTION),
        query: Object(DATASET_QUERY),
        request_type: Only("infrastructure_hostmap", "data_projection"),
        size: Object(LEGACY),
        style: Object(INFRASTRUCTURE_STYLE),
    }
}

/// One half may ask nothing: hosts have a colour or a size.
static COLOURS: Needs = Needs {
    fields: &["fill", "size", "enrichments", "child", "projection", "query"],
    lack: "ask nothing",
    help: "set 'fill' or 'size'",
};

object! {
    STYLE = "style of a host map" {
        fill_max: Text,
        fill_min: Text,
        palette: Text,
        palette_flip: Bool,
    }
}

object! {
    DATASET_SORT = "sort of a dataset query" {
        fields: required List(Object(DATASET_SORT_FIELD)),
    }
}

object! {
    DATASET_SORT_FIELD = "sort field of a dataset query" {
        name: required Text,
        order: required ExactlyIn(order::ORDER),
    }
}

object! {
    FORMULA = "formula of a host map" {
        dimension: required Only("node", "fill", "size", "group"),
        formula: required Text,
        alias: Text,
        number_format: Object(number_format::NUMBER_FORMAT),
    }
}

object! {
    GROUP_BY = "group of a host map" {
        column: required Text,
        key: Text,
    }
}

object! {
    INFRASTRUCTURE = "infrastructure request" {
        request_type: required Only("infrastructure_hostmap"),
        enrichments: required List(Object(SCALAR)),
        node_type: required Only("host", "container", "pod", "cluster"),
        child: Object(LEAF),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        filter: Text,
        group_by: List(Object(GROUP_BY)),
        no_group_hosts: Bool,
        no_metric_hosts: Bool,
        style: Object(INFRASTRUCTURE_STYLE),
    }
}

object! {
    LEAF = "child of an infrastructure request" {
        request_type: required Only("infrastructure_hostmap"),
        enrichments: required List(Object(SCALAR)),
        node_type: required Only("host", "container", "pod", "cluster"),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        filter: Text,
        group_by: List(Object(GROUP_BY)),
        no_group_hosts: Bool,
        no_metric_hosts: Bool,
        style: Object(INFRASTRUCTURE_STYLE),
    }
}

object! {
    INFRASTRUCTURE_STYLE = "style of an infrastructure request" {
        fill_max: Number,
        fill_min: Number,
        palette: Text,
        palette_flip: Bool,
    }
}

object! {
    PROJECTION = "projection of a host map" {
        type: required Only("hostmap"),
        dimensions: required List(Object(DIMENSION)),
    }
}

object! {
    DIMENSION = "dimension of a projection" {
        column: required Text,
        dimension: required Only("node", "fill", "size", "group"),
        alias: Text,
        number_format: Object(number_format::NUMBER_FORMAT),
    }
}

object! {
    SCALAR = "enrichment of a host map" needs formula::ASKS {
        formulas: required List(Object(FORMULA)),
        queries: required List(Choice(query::QUERY)),
        response_format: required Only("scalar"),
    }
}
