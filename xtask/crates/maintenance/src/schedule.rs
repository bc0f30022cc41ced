//! When a window is active.

use datadog_query::recurrence;
use datadog_simulator::time::{HOUR_S, Recurrence};
use datadog_simulator::world::{DowntimeSchedule, duration_s};
use diagnostics::suggestion;
use documents::window::{Once, Recurring, Window};
use documents::yaml::Located;
use jiff::tz::TimeZone;

use crate::Bytes;
use crate::reporter::Reporter;
use crate::time;

/// The schedule of a window.
pub(crate) struct Schedule {
    pub(crate) times: DowntimeSchedule,
    /// In which it is shown.
    pub(crate) zone: TimeZone,
    /// Where the file says when it begins.
    pub(crate) start: Bytes,
    /// Where the file says how long it lasts.
    pub(crate) length: Bytes,
    pub(crate) length_s: i64,
}

impl Schedule {
    /// Reads it from a window, or reports what is wrong.
    pub(crate) fn read(window: &Window, reporter: &mut Reporter<'_>) -> Option<Self> {
        match (&window.once, &window.recurring) {
            (Some(once), _) => Self::once(once, reporter),
            (None, Some(recurring)) => Self::recurring(recurring, reporter),
            (None, None) => None,
        }
    }

    /// Whether it is longer than the policy allows.
    pub(crate) fn is_longer(&self, hours: u32) -> bool {
        self.length_s > i64::from(hours) * HOUR_S
    }

    fn once(once: &Once, reporter: &mut Reporter<'_>) -> Option<Self> {
        let mut read = |field: &str, text: &Located<String>| {
            time::utc(text)
                .map_err(|help| {
                    let what = format!("has no time in UTC in {field}: '{}'", text.value);
                    reporter.report("time", &what, text.span.clone(), &help);
                })
                .ok()
        };
        let (from, to) = (read("once.start", &once.start), read("once.end", &once.end));
        let (from, to) = (from?.as_second(), to?.as_second());
        if to <= from {
            reporter.report(
                "time",
                "ends before it starts",
                once.end.span.clone(),
                "swap start and end",
            );
            return None;
        }
        Some(Self {
            times: DowntimeSchedule::Once { from, to: Some(to) },
            zone: TimeZone::UTC,
            start: once.start.span.clone(),
            length: once.end.span.clone(),
            length_s: to - from,
        })
    }

    fn recurring(recurring: &Recurring, reporter: &mut Reporter<'_>) -> Option<Self> {
        let zone = zone(&recurring.timezone, reporter);
        let length_s = length(&recurring.duration, reporter);
        let first = time::local(&recurring.start);
        if first.is_none() {
            let what = format!(
                "has no time without an offset in recurring.start: '{}'",
                recurring.start.value
            );
            let help = "write the first start in the time zone of the window, as in 2026-12-06T02:00:00";
            reporter.report("time", &what, recurring.start.span.clone(), help);
        }
        let is_rule = rule(&recurring.rrule, reporter);
        let (zone, length_s, first) = (zone?, length_s?, first?);
        if !is_rule {
            return None;
        }
        match Recurrence::parse(&recurring.rrule, first, zone.clone()) {
            Ok(recurrence) => Some(Self {
                times: DowntimeSchedule::Recurring(vec![(recurrence, length_s)]),
                zone,
                start: recurring.rrule.span.clone(),
                length: recurring.duration.span.clone(),
                length_s,
            }),
            Err(error) => {
                let help = error.help.as_deref().unwrap_or("write a rule that selects whole days");
                reporter.report(
                    "rule",
                    &format!("cannot be evaluated: {}", error.message),
                    recurring.rrule.span.clone(),
                    help,
                );
                None
            }
        }
    }
}

fn zone(name: &Located<String>, reporter: &mut Reporter<'_>) -> Option<TimeZone> {
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    // The database takes any case, Datadog does not.
    let zone = known.contains(&name.value).then(|| TimeZone::get(name).ok()).flatten();
    if zone.is_none() {
        let near = suggestion(name, known.iter().map(String::as_str));
        let what = format!("has the unknown time zone '{}'", name.value);
        reporter.report("time-zone", &what, name.span.clone(), &near);
    }
    zone
}

fn length(text: &Located<String>, reporter: &mut Reporter<'_>) -> Option<i64> {
    let length = duration_s(text).filter(|length| *length > 0 && !text.ends_with('s'));
    if length.is_none() {
        let what = format!("has no duration in recurring.duration: '{}'", text.value);
        let help = "write a whole number and m, h, d or w: 30m, 2h";
        reporter.report("time", &what, text.span.clone(), help);
    }
    length
}

/// Reports the part of a rule that does not parse, and returns whether all of it does.
fn rule(text: &Located<String>, reporter: &mut Reporter<'_>) -> bool {
    let Err(error) = recurrence::parse(text) else {
        return true;
    };
    let inner = reporter.inner(&text.span);
    let at = inner.start + error.span.start..inner.start + error.span.end;
    let help = error.help.as_deref().unwrap_or("see RFC 5545, section 3.3.10");
    reporter.report("rule", &format!("has no recurrence rule: {error}"), at, help);
    false
}
