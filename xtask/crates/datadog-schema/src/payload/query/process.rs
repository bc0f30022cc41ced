//! Queries of processes and containers.

use crate::payload::declare::object;
use crate::payload::query::{metric, order};

object! {
    pub(crate) PROCESS = "process query" {
        data_source: required Only("process", "container"),
        metric: required Text,
        name: required Text,
        aggregator: In(metric::AGGREGATIONS),
        cross_org_uuids: List(Text, 0..=1),
        is_normalized_cpu: Bool,
        limit: Integer,
        query_filter: Text,
        sort: ExactlyIn(order::ORDER),
        tag_filters: List(Text),
        text_filter: Text,
    }
}
