//! A downtime as the API's version 1 has it.

use crate::payload::declare::{choice, fields, object};

object! {
    pub(crate) DOWNTIME = "downtime" with [FIELDS] {
        active_child: read_only nullable Object(CHILD),
    }
}

object! {
    CHILD = "active child of a downtime" with [FIELDS] {}
}

fields! {
    FIELDS {
        active: read_only Bool,
        canceled: read_only nullable Integer,
        child_id: read_only Any,
        created: read_only Any,
        creator_id: read_only Integer,
        disabled: Bool,
        downtime_type: read_only Integer,
        end: nullable Integer,
        id: read_only Integer,
        message: nullable Text,
        modified: read_only Any,
        monitor_id: nullable Integer,
        monitor_tags: List(Text),
        mute_first_recovery_notification: Bool,
        notify_end_states: List(ExactlyIn(END_STATES)),
        notify_end_types: List(ExactlyIn(END_TYPES)),
        org_id: read_only Any,
        parent_id: nullable Integer,
        recurrence: nullable Object(RECURRENCE),
        scope: Choice(SCOPE),
        start: Integer,
        status: read_only Any,
        timezone: TimeZone,
        updater_id: read_only nullable Integer,
        uuid: read_only Any,
    }
}

choice! {
    /// The API also accepts one scope that is not in a list.
    SCOPE = "scope of a downtime" by "" {
        text => Text,
        otherwise => List(Text),
    }
}

object! {
    RECURRENCE = "recurrence of a downtime" {
        period: Integer,
        rrule: Text,
        type: Text,
        until_date: nullable Integer,
        until_occurrences: nullable Integer,
        week_days: nullable List(Text),
    }
}

/// States whose end is notified.
pub(super) const END_STATES: &[&str] = &["alert", "no data", "warn"];

/// Kinds of ends that are notified.
pub(super) const END_TYPES: &[&str] = &["canceled", "expired"];
