//! One number.

use crate::payload::declare::object;
use crate::payload::part::{align, axis, conditional_format, formula, link, time, title};
use crate::payload::query::{legacy, metric};

object! {
    pub(crate) WIDGET = "query value widget" with [title::TITLE] {
        type: required Only("query_value"),
        requests: required List(Object(REQUEST), 1..=1),
        autoscale: Bool,
        custom_links: List(Object(link::LINK)),
        custom_unit: Text,
        precision: Integer,
        text_align: ExactlyIn(align::TEXT),
        time: Choice(time::TIME),
        timeseries_background: Object(BACKGROUND),
    }
}

object! {
    COMPARISON_CUSTOM_TIMEFRAME = "custom time frame of a query value" {
        from: required Integer,
        to: required Integer,
    }
}

object! {
    COMPARISON_DURATION = "duration of a comparison of a query value" {
        type: required Only("previous_timeframe", "custom_timeframe", "previous_day", "previous_week", "previous_month"),
        custom_timeframe: Object(COMPARISON_CUSTOM_TIMEFRAME),
    }
}

object! {
    COMPARISON = "comparison of a query value" {
        duration: required Object(COMPARISON_DURATION),
        directionality: Only("increase_better", "decrease_better", "neutral"),
        type: Only("absolute", "relative", "both"),
    }
}

object! {
    REQUEST = "request of a query value" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        aggregator: In(metric::AGGREGATORS),
        audit_query: Object(legacy::SEARCH_QUERY),
        comparison: Object(COMPARISON),
        conditional_formats: List(Choice(conditional_format::FORMAT)),
        event_query: Object(legacy::SEARCH_QUERY),
        q: Text,
    }
}

object! {
    BACKGROUND = "background of a query value" {
        type: required Only("bars", "area"),
        yaxis: Object(axis::AXIS),
    }
}
