//! Recurrence rules of downtimes and schedules: the starts of a valid rule are in order and not before its first day, and a longer search starts with the
//! results of a shorter one.
#![no_main]

use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use datadog_simulator::time::Recurrence;

const DAY_S: i64 = 86_400;

fuzz_target!(|text: &str| {
    // A day that most years do not have, and an hour that a time zone skips and repeats.
    let first: DateTime = date(2024, 2, 29).at(2, 30, 0, 0);
    for zone in ["UTC", "America/New_York"] {
        let zone = TimeZone::get(zone).expect("a bundled time zone");
        let from = first
            .to_zoned(zone.clone())
            .expect("a time of the zone")
            .timestamp()
            .as_second();
        let Ok(rule) = Recurrence::parse(text, first, zone) else {
            continue;
        };
        let starts: Vec<i64> = rule.starts(from + 800 * DAY_S).collect();
        assert!(starts.is_sorted_by(|a, b| a < b), "{starts:?}");
        assert!(
            starts.iter().all(|start| (from..=from + 800 * DAY_S).contains(start)),
            "{starts:?}"
        );
        let shorter: Vec<i64> = rule.starts(from + 400 * DAY_S).collect();
        assert_eq!(shorter, starts[..shorter.len()]);
        assert!(starts[shorter.len()..].iter().all(|start| *start > from + 400 * DAY_S));
    }
});
