//! The states of monitors.

use crate::payload::declare::object;
use crate::payload::part::title;

object! {
    pub(crate) WIDGET = "monitor summary widget" with [title::TITLE] {
        type: required Only("manage_status"),
        query: required Text,
        color_preference: Only("background", "text"),
        count: Integer,
        display_format: Only("counts", "countsAndList", "list"),
        hide_zero_counts: Bool,
        last_triggered_format: Text,
        show_last_triggered: Bool,
        show_priority: Bool,
        show_status: Bool,
        sort: Only(
            "name", "group", "status", "tags", "triggered", "group,asc", "group,desc", "name,asc", "name,desc", "status,asc",
            "status,desc", "tags,asc", "tags,desc", "triggered,asc", "triggered,desc", "priority,asc", "priority,desc"
        ),
        start: Integer,
        summary_type: Only("monitors", "groups", "combined"),
    }
}
