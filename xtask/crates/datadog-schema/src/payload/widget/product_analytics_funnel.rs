//! How many users reach which step, by product analytics.

use crate::payload::declare::object;
use crate::payload::part::{time, title};
use crate::payload::query::{journey, order};

object! {
    pub(crate) WIDGET = closed "product analytics funnel widget" with [title::TITLE] {
        type: required Only("funnel"),
        requests: required List(Object(REQUEST), 1..),
        grouped_display: Only("stacked", "side_by_side"),
        time: Choice(time::TIME),
    }
}

object! {
    COMPARISON_CUSTOM_TIMEFRAME = closed "custom time frame of a product analytics funnel" {
        from: required Number,
        to: required Number,
    }
}

object! {
    COMPARISON_DURATION = closed "duration of a comparison of a product analytics funnel" {
        type: required Only("previous_timeframe", "custom_timeframe", "previous_day", "previous_week", "previous_month"),
        custom_timeframe: Object(COMPARISON_CUSTOM_TIMEFRAME),
    }
}

object! {
    COMPUTE = closed "compute of a product analytics funnel" {
        aggregation: required Only("cardinality", "count"),
        metric: required Only("__dd.conversion", "__dd.conversion_rate"),
    }
}

object! {
    GROUP_BY = "group of a product analytics funnel" {
        facet: required Text,
        limit: Integer,
        should_exclude_missing: Bool,
        sort: Object(GROUP_BY_SORT),
        target: Object(journey::TARGET),
    }
}

object! {
    QUERY = closed "query of a product analytics funnel" {
        data_source: required Only("product_analytics_journey"),
        search: required Object(journey::SEARCH),
        compute: Object(COMPUTE),
        group_by: List(Object(GROUP_BY)),
        subquery_id: Text,
    }
}

object! {
    REQUEST = closed "request of a product analytics funnel" {
        request_type: required Only("user_journey_funnel"),
        query: required Object(QUERY),
        comparison_segments: List(Text(1..), 1..),
        comparison_time: Object(COMPARISON_DURATION),
    }
}

object! {
    GROUP_BY_SORT = closed "sort of a group of a product analytics funnel" {
        aggregation: required Text,
        metric: Text,
        order: ExactlyIn(order::ORDER),
    }
}
