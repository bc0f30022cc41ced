//! One SLO.

use crate::payload::declare::object;
use crate::payload::part::title;

object! {
    pub(crate) WIDGET = "SLO widget" with [title::TITLE] {
        type: required Only("slo"),
        view_type: required Text,
        additional_query_filters: Text,
        global_time_target: Text,
        show_error_budget: Bool,
        slo_id: Text,
        time_windows: List(Only("7d", "30d", "90d", "week_to_date", "previous_week", "month_to_date", "previous_month", "global_time")),
        view_mode: Only("overall", "component", "both"),
    }
}
