//! A downtime as the API's version 1 has it.

use crate::payload::declare::{fields, object};

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
        creator_id: read_only Integer,
        disabled: Bool,
        downtime_type: read_only Integer,
        end: nullable Integer,
        id: read_only Integer,
        message: nullable Text,
        monitor_id: nullable Integer,
        monitor_tags: List(Text),
        mute_first_recovery_notification: Bool,
        notify_end_states: List(In(END_STATES)),
        notify_end_types: List(In(END_TYPES)),
        parent_id: nullable Integer,
        recurrence: nullable Object(RECURRENCE),
        scope: List(Text),
        start: Integer,
        timezone: TimeZone,
        updater_id: read_only nullable Integer,
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
