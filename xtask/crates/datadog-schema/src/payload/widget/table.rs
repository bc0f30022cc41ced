//! Values by group, as a table.

use crate::payload::declare::object;
use crate::payload::part::{conditional_format, formula, link, sort, text_format, time, title};
use crate::payload::query::{legacy, metric, order};

object! {
    pub(crate) WIDGET = "table widget" with [title::TITLE] {
        type: required Only("query_table"),
        requests: required List(Object(REQUEST)),
        custom_links: List(Object(link::LINK)),
        has_search_bar: Only("always", "never", "auto"),
        time: Choice(time::TIME),
    }
}

object! {
    REQUEST = "request of a table" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        aggregator: In(metric::AGGREGATORS),
        alias: Text,
        apm_stats_query: Object(legacy::APM_STATS),
        cell_display_mode: List(In(formula::CELL_MODES)),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        event_query: Object(legacy::SEARCH_QUERY),
        limit: Integer,
        order: ExactlyIn(order::ORDER),
        q: Text,
        sort: Object(sort::SORT),
        text_formats: List(List(Object(text_format::RULE))),
    }
}
