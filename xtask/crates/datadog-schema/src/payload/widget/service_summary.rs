//! What APM knows of a service.

use crate::payload::declare::object;
use crate::payload::part::{time, title};

object! {
    pub(crate) WIDGET = "service summary widget" with [title::TITLE] {
        type: required Only("trace_service"),
        env: required Text,
        service: required Text,
        span_name: required Text,
        display_format: Only("one_column", "two_column", "three_column"),
        show_breakdown: Bool,
        show_distribution: Bool,
        show_errors: Bool,
        show_hits: Bool,
        show_latency: Bool,
        show_resource_list: Bool,
        size_format: Only("small", "medium", "large"),
        time: Choice(time::TIME),
    }
}
