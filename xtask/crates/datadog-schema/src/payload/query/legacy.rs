//! Queries of requests without formulas.

use crate::payload::declare::{fields, object};
use crate::payload::part::formula;
use crate::payload::query::order;
use crate::payload::shape::Needs;

object! {
    pub(crate) SEARCH_QUERY = "search query" needs COMPUTES {
        compute: Object(COMPUTE),
        group_by: List(Object(GROUP_BY)),
        index: Text,
        multi_compute: List(Object(COMPUTE)),
        search: Object(SEARCH),
    }
}

object! {
    GROUP_BY = "group of a search query" {
        facet: required Text,
        limit: Integer,
        sort: Object(SORT),
    }
}

object! {
    SORT = "sort of a group" {
        aggregation: required Text,
        order: required ExactlyIn(order::ORDER),
        facet: Text,
    }
}

object! {
    SEARCH = "search" {
        query: required Text,
    }
}

object! {
    COMPUTE = "compute of a search query" {
        aggregation: required Text,
        facet: Text,
        interval: Integer,
    }
}

object! {
    pub(crate) PROCESS = "process query" {
        metric: required Text,
        filter_by: List(Text),
        limit: Integer(0..),
        search_by: Text,
    }
}

object! {
    pub(crate) EVENT = "event query" {
        search: required Text,
        tags_execution: required Text,
    }
}

object! {
    pub(crate) APM_STATS = "APM stats query" {
        env: required Text,
        name: required Text,
        primary_tag: required Text,
        row_type: required Only("service", "resource", "span"),
        service: required Text,
        columns: List(Object(APM_COLUMN)),
        resource: Text,
    }
}

object! {
    APM_COLUMN = "column of an APM stats query" {
        name: required Text,
        alias: Text,
        cell_display_mode: In(formula::CELL_MODES),
        order: ExactlyIn(order::ORDER),
    }
}

fields! {
    /// One query without a name, by what it searches: the form of requests before formulas.
    pub(crate) SEARCHES {
        apm_query: Object(SEARCH_QUERY),
        log_query: Object(SEARCH_QUERY),
        network_query: Object(SEARCH_QUERY),
        process_query: Object(PROCESS),
        profile_metrics_query: Object(SEARCH_QUERY),
        rum_query: Object(SEARCH_QUERY),
        security_query: Object(SEARCH_QUERY),
    }
}

static COMPUTES: Needs = Needs {
    fields: &["compute", "multi_compute"],
    lack: "computes nothing",
    help: "set 'compute', such as { aggregation: 'count' }",
};
