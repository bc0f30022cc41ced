//! Queries of SLOs.

use crate::payload::declare::object;

object! {
    pub(crate) SLO = "SLO query" {
        data_source: required Only("slo"),
        measure: required Only(
            "good_events", "bad_events", "good_minutes", "bad_minutes", "slo_status", "error_budget_remaining", "burn_rate",
            "error_budget_burndown"
        ),
        slo_id: required Text,
        additional_query_filters: Text,
        cross_org_uuids: List(Text, 0..=1),
        group_mode: Only("overall", "components"),
        name: Text,
        slo_query_type: Only("metric", "monitor", "time_slice"),
    }
}
