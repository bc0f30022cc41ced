//! Monitors.

mod options;
mod scheduling;
mod state;
mod variable;

use crate::payload::creator;
use crate::payload::declare::object;

object! {
    pub(crate) MONITOR = "monitor" {
        type: required Only(
            "composite", "log alert", "metric alert", "process alert", "query alert", "rum alert", "service check",
            "synthetics alert", "trace-analytics alert", "slo alert", "event-v2 alert", "event alert", "audit alert", "ci-pipelines alert",
            "ci-tests alert", "error-tracking alert", "database-monitoring alert", "network-performance alert", "cost alert",
            "data-quality alert", "network-path alert", "data-jobs alert", "llm-observability alert"
        ),
        query: required Text,
        _dd: read_only Any,
        assets: nullable List(Object(ASSET)),
        classification: Text,
        created: read_only Text,
        created_at: read_only Integer,
        creator: read_only Object(creator::CREATOR),
        deleted: read_only nullable Text,
        draft_status: Only("draft", "published"),
        id: read_only Integer,
        last_triggered_ts: read_only Any,
        matching_downtimes: List(Object(state::MATCHING_DOWNTIME)),
        message: Text,
        metrics: read_only Any,
        modified: read_only Text,
        multi: read_only Bool,
        name: Text,
        notifications: read_only Any,
        options: Object(options::OPTIONS),
        org_id: read_only Integer,
        overall_state: read_only In(state::STATES),
        overall_state_modified: read_only Text,
        priority: nullable Integer,
        quality_issues: read_only Any,
        restricted: read_only Any,
        restricted_roles: nullable List(Text),
        restriction_policy: Any,
        run_as: read_only Any,
        scopes: read_only Any,
        state: read_only Object(state::STATE),
        status: read_only Any,
        tags: List(Text),
    }
}

object! {
    ASSET = "asset of a monitor" {
        category: required Only("runbook"),
        name: required Text,
        url: required Text,
        resource_key: Text,
        resource_type: Only("notebook"),
    }
}
