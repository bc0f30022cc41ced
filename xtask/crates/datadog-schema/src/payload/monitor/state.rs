//! What a monitor sees now; Datadog writes it.

use crate::payload::declare::object;

object! {
    pub(crate) STATE = "state of a monitor" {
        groups: Map(Object(GROUP)),
    }
}

object! {
    GROUP = "group's state" {
        last_nodata_ts: Integer,
        last_notified_ts: Integer,
        last_resolved_ts: Integer,
        last_triggered_ts: Integer,
        name: Text,
        status: read_only In(STATES),
    }
}

object! {
    pub(crate) MATCHING_DOWNTIME = "matching downtime" {
        active: Bool,
        id: read_only Integer,
        end: nullable Integer,
        groups: List(Text),
        monitor_id: nullable Integer,
        scope: List(Text),
        start: Integer,
    }
}

pub(crate) const STATES: &[&str] = &["Alert", "Ignored", "No Data", "OK", "Skipped", "Unknown", "Warn"];
