//! When a downtime mutes: of a payload of version 2 of the API, and of a maintenance window.

use documents::window::Window;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// When a downtime mutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Schedule {
    /// Once.
    Once { start: Timestamp, end: Option<Timestamp> },
    /// Again and again, in a time zone.
    Recurring {
        timezone: String,
        recurrences: Vec<Recurrence>,
    },
    /// What this program cannot read.
    Unreadable,
}

/// One rule by which a downtime recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recurrence {
    start: Option<DateTime>,
    duration: String,
    rrule: String,
}

impl Schedule {
    /// The schedule of a downtime that Datadog has.
    pub(super) fn of(schedule: &Value) -> Self {
        Self::recurring(schedule)
            .or_else(|| Self::once(schedule))
            .unwrap_or(Self::Unreadable)
    }

    fn once(schedule: &Value) -> Option<Self> {
        let time = |value: &Value| -> Option<Timestamp> { value.as_str()?.parse().ok() };
        let end = match &schedule["end"] {
            Value::Null => None,
            end => Some(time(end)?),
        };
        Some(Self::Once {
            start: time(&schedule["start"])?,
            end,
        })
    }

    fn recurring(schedule: &Value) -> Option<Self> {
        let recurrences = schedule["recurrences"].as_array()?.iter().map(|one| {
            let start = match &one["start"] {
                Value::Null => None,
                start => Some(start.as_str()?.parse().ok()?),
            };
            Some(Recurrence {
                start,
                duration: one["duration"].as_str()?.to_owned(),
                rrule: one["rrule"].as_str()?.to_owned(),
            })
        });
        Some(Self::Recurring {
            timezone: schedule["timezone"].as_str().unwrap_or("UTC").to_owned(),
            recurrences: recurrences.collect::<Option<_>>()?,
        })
    }

    /// The schedule that Terraform makes of a maintenance window.
    pub(super) fn of_window(window: &Window) -> Self {
        let once = window.once.as_ref().map(|once| &once.value);
        let once = once.and_then(|once| {
            Some(Self::Once {
                start: once.start.value.parse().ok()?,
                end: Some(once.end.value.parse().ok()?),
            })
        });
        let recurring = window.recurring.as_ref().map(|recurring| &recurring.value);
        let recurring = recurring.map(|recurring| Self::Recurring {
            timezone: recurring.timezone.value.clone(),
            recurrences: vec![Recurrence {
                start: recurring.start.value.parse().ok(),
                duration: recurring.duration.value.clone(),
                rrule: recurring.rrule.value.clone(),
            }],
        });
        once.or(recurring).unwrap_or(Self::Unreadable)
    }

    /// Why nobody may mute like this without a declaration; `None` for one night on call.
    pub(super) fn refusal(&self, longest_hours: u32) -> Option<String> {
        match self {
            Self::Once { end: None, .. } => Some(super::NO_END.to_owned()),
            Self::Once { start, end: Some(end) } => too_long("it lasts", *start, *end, longest_hours),
            Self::Recurring { .. } => Some("it recurs, so it is planned".to_owned()),
            Self::Unreadable => Some("its schedule cannot be read".to_owned()),
        }
    }
}

/// Why a time is longer than a person may mute.
pub(super) fn too_long(what: &str, start: Timestamp, end: Timestamp, longest_hours: u32) -> Option<String> {
    let length = end.duration_since(start);
    (length > SignedDuration::from_hours(longest_hours.into())).then(|| {
        // Rounded up: 12 h and a minute are not "12 h, more than 12 h".
        let hours = (length.as_secs() + 3_599) / 3_600;
        format!("{what} {hours} h, more than {longest_hours} h")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_nobody_may_mute_by_hand() {
        let check = |schedule: Value, expected: Option<&str>| {
            assert_eq!(Schedule::of(&schedule).refusal(12).as_deref(), expected, "{schedule}");
        };
        let once = |end: Value| json!({ "start": "2026-11-29T21:00:00+00:00", "end": end });
        check(once(json!("2026-11-30T09:00:00+00:00")), None);
        check(once(json!("2026-11-30T04:00:00-05:00")), None);
        check(
            once(json!("2026-11-30T09:00:01+00:00")),
            Some("it lasts 13 h, more than 12 h"),
        );
        check(
            once(json!("2027-11-29T21:00:00+00:00")),
            Some("it lasts 8760 h, more than 12 h"),
        );
        check(once(Value::Null), Some("it has no end"));
        check(once(json!("tomorrow")), Some("its schedule cannot be read"));
        check(json!({ "end": null }), Some("its schedule cannot be read"));
        check(Value::Null, Some("its schedule cannot be read"));
        let recurrence = json!({ "start": "2026-12-06T02:00", "duration": "1h", "rrule": "FREQ=DAILY;COUNT=1" });
        check(
            json!({ "timezone": "UTC", "recurrences": [recurrence] }),
            Some("it recurs, so it is planned"),
        );
        check(
            json!({ "recurrences": [{ "duration": "1h" }] }),
            Some("its schedule cannot be read"),
        );
    }

    #[test]
    fn a_window_has_the_schedule_that_datadog_returns() {
        let check = |window: &str, schedule: &Value, same: bool| {
            let window = Window::parse(&format!(
                "reason: the stores restart\nscope: {{teams: [data]}}\n{window}"
            ));
            let window = window.expect("a window");
            assert_eq!(
                Schedule::of_window(&window) == Schedule::of(schedule),
                same,
                "{schedule}"
            );
        };
        let once = "once: {start: 2096-12-06T07:00:00Z, end: 2096-12-06T08:00:00Z}";
        check(
            once,
            &json!({ "start": "2096-12-06T07:00:00+00:00", "end": "2096-12-06T08:00:00+00:00" }),
            true,
        );
        check(
            once,
            &json!({ "start": "2096-12-06T07:00:00+00:00", "end": "2096-12-06T09:00:00+00:00" }),
            false,
        );
        check(
            once,
            &json!({ "start": "2096-12-06T07:00:00+00:00", "end": null }),
            false,
        );
        let recurring =
            "recurring: {start: 2096-12-06T02:00:00, duration: 2h, rrule: FREQ=WEEKLY, timezone: America/New_York}";
        let live = |start: &str, duration: &str, timezone: &str| json!({ "timezone": timezone, "recurrences": [{ "start": start, "duration": duration, "rrule": "FREQ=WEEKLY" }] });
        check(recurring, &live("2096-12-06T02:00", "2h", "America/New_York"), true);
        check(
            recurring,
            &live("2096-12-06T02:00:00", "20h", "America/New_York"),
            false,
        );
        check(recurring, &live("2096-12-07T02:00:00", "2h", "America/New_York"), false);
        check(recurring, &live("2096-12-06T02:00:00", "2h", "UTC"), false);
    }
}
