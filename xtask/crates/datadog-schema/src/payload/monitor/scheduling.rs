//! When a monitor is evaluated, where that is not always.

use crate::payload::declare::object;

object! {
    pub(crate) SCHEDULING = "scheduling options" {
        custom_schedule: Object(CUSTOM_SCHEDULE),
        evaluation_window: Object(EVALUATION_WINDOW),
    }
}

object! {
    CUSTOM_SCHEDULE = "custom schedule" {
        recurrences: List(Object(RECURRENCE)),
    }
}

object! {
    RECURRENCE = "recurrence of a schedule" {
        rrule: Text,
        start: Text,
        timezone: TimeZone,
    }
}

object! {
    EVALUATION_WINDOW = "evaluation window" {
        day_starts: Text,
        hour_starts: Integer(0..=59),
        month_starts: Integer(1..=31),
        timezone: TimeZone,
    }
}
