//! A downtime as the API's version 2 has it.

use super::v1::{END_STATES, END_TYPES};
use crate::payload::declare::{choice, object};

object! {
    pub(crate) DOWNTIME = "downtime" {
        data: required Object(DATA),
        included: read_only Any,
    }
}

object! {
    pub(crate) DATA = "data of a downtime" {
        type: required Only("downtime"),
        attributes: required Object(ATTRIBUTES),
        id: read_only Text,
        relationships: read_only Any,
    }
}

object! {
    ATTRIBUTES = "attributes of a downtime" {
        monitor_identifier: required Choice(MONITOR_IDENTIFIER),
        scope: required Text,
        canceled: read_only nullable Text,
        created: read_only Text,
        display_timezone: nullable TimeZone,
        message: nullable Text,
        modified: read_only Text,
        mute_first_recovery_notification: Bool,
        notify_end_states: List(ExactlyIn(END_STATES)),
        notify_end_types: List(ExactlyIn(END_TYPES)),
        run_as: read_only Any,
        schedule: nullable Choice(SCHEDULE),
        status: read_only Only("active", "canceled", "ended", "scheduled"),
    }
}

choice! {
    MONITOR_IDENTIFIER = complete "monitor identifier" by "" {
        has("monitor_id") => Object(MONITOR_ID),
        has("monitor_tags") => Object(MONITOR_TAGS),
    }
}

object! {
    MONITOR_ID = "monitor identifier by id" {
        monitor_id: required Integer,
    }
}

object! {
    MONITOR_TAGS = "monitor identifier by tags" {
        monitor_tags: required List(Text, 1..),
    }
}

choice! {
    SCHEDULE = "schedule of a downtime" by "" {
        has("recurrences") => Object(RECURRING),
        otherwise => Object(ONCE),
    }
}

object! {
    ONCE = closed "one-time schedule" {
        end: nullable Text,
        start: nullable Text,
    }
}

object! {
    RECURRING = "recurring schedule" {
        recurrences: required List(Object(RECURRENCE), 1..),
        current_downtime: read_only Any,
        timezone: TimeZone,
    }
}

object! {
    RECURRENCE = "recurrence of a downtime" {
        duration: required Text,
        rrule: required Text,
        start: nullable Text,
    }
}
