//! Events as a table.

use crate::payload::declare::{choice, object};
use crate::payload::part::{sort, time, title};
use crate::payload::query::events;

object! {
    pub(crate) WIDGET = "list stream widget" with [title::TITLE] {
        type: required Only("list_stream"),
        requests: required List(Object(REQUEST), 1..),
        legend_size: Text,
        show_legend: Bool,
        time: Choice(time::TIME),
    }
}

object! {
    pub(crate) COLUMN = "column of a list stream" {
        field: required Text,
        width: required Choice(WIDTH),
    }
}

choice! {
    /// A column that somebody dragged has a width in pixels.
    WIDTH = "width of a column" by "" {
        text => Only("auto", "compact", "full"),
        otherwise => Integer(0..),
    }
}

object! {
    pub(crate) QUERY = "query of a list stream" {
        data_source: required In(SOURCES),
        query_string: required Text,
        assignee_uuids: List(Text),
        calculated_fields: List(Object(events::CALCULATED_FIELD)),
        clustering_pattern_field_path: Text,
        compute: List(Object(COMPUTE), 1..=5),
        event_size: Only("s", "l"),
        group_by: List(Object(GROUP_BY), 0..=4),
        indexes: List(Text),
        persona: Only("all", "browser", "mobile", "backend"),
        sort: Object(sort::FIELD),
        states: List(Only("OPEN", "IGNORED", "ACKNOWLEDGED", "RESOLVED")),
        storage: Text,
        suspected_causes: List(Text),
        team_handles: List(Text),
        version: Only("sequential_query"),
    }
}

object! {
    COMPUTE = "compute of a list stream" {
        aggregation: required Only(
            "count", "cardinality", "median", "pc75", "pc90", "pc95", "pc98", "pc99", "sum", "min", "max", "avg", "earliest", "latest",
            "most_frequent"
        ),
        facet: Text,
    }
}

object! {
    GROUP_BY = "group of a list stream" {
        facet: required Text,
    }
}

object! {
    pub(crate) REQUEST = "request of a list stream" {
        columns: required List(Object(COLUMN)),
        query: required Object(QUERY),
        response_format: required Only("event_list"),
    }
}

const SOURCES: &[&str] = &[
    "logs_stream",
    "audit_stream",
    "ci_pipeline_stream",
    "ci_test_stream",
    "rum_issue_stream",
    "apm_issue_stream",
    "trace_stream",
    "logs_issue_stream",
    "logs_pattern_stream",
    "logs_transaction_stream",
    "event_stream",
    "rum_stream",
    "llm_observability_stream",
    "issue_stream",
    "security_runtime_stream",
    "security_signals_stream",
    "incidents_stream",
    "case_stream",
];
