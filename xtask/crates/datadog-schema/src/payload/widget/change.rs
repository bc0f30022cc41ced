//! How much values changed.

use crate::payload::declare::object;
use crate::payload::part::{formula, link, time, title};
use crate::payload::query::{legacy, order};

object! {
    pub(crate) WIDGET = "change widget" with [title::TITLE] {
        type: required Only("change"),
        requests: required List(Object(REQUEST), 1..=1),
        custom_links: List(Object(link::LINK)),
        time: Choice(time::TIME),
    }
}

object! {
    REQUEST = "request of a change" with [legacy::SEARCHES, formula::QUERIES] needs formula::ASKS {
        change_type: Only("absolute", "relative"),
        compare_to: Only("hour_before", "day_before", "week_before", "month_before"),
        event_query: Object(legacy::SEARCH_QUERY),
        increase_good: Bool,
        order_by: Only("change", "name", "present", "past"),
        order_dir: ExactlyIn(order::ORDER),
        q: Text,
        show_present: Bool,
    }
}
