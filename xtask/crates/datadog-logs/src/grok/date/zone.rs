//! Names and offsets of time zones.

use jiff::tz::{Offset, TimeZone};

/// Abbreviations that Java's readers of dates know and the time zone database does not name so, and their minutes from UTC.
const ABBREVIATIONS: [(&str, i32); 37] = [
    ("UTC", 0),
    ("UT", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CEST", 120),
    ("SAST", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("IST", 330),
    ("SGT", 480),
    ("HKT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("ACST", 570),
    ("AEST", 600),
    ("ACDT", 630),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("BRT", -180),
    ("ART", -180),
    ("AST", -240),
    ("ADT", -180),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
];

/// The zone of a name (`Europe/Paris`), an abbreviation (`CET`) or an offset (`+02:00`, `UTC+5`).
pub(crate) fn zone_of(name: &str) -> Option<TimeZone> {
    let bare = ["UTC", "GMT", "UT"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    if bare.starts_with(['+', '-']) {
        return Offset::from_seconds(offset_seconds(bare)?).ok().map(TimeZone::fixed);
    }
    if let Some((_, minutes)) = ABBREVIATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Offset::from_seconds(minutes * 60).ok().map(TimeZone::fixed);
    }
    TimeZone::get(name).ok()
}

/// The seconds of `+02:00`, `+0200`, `-5`.
fn offset_seconds(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    let number: i32 = digits
        .parse()
        .ok()
        .filter(|_| digits.chars().all(|c| c.is_ascii_digit()))?;
    let seconds = match digits.len() {
        1 | 2 => number * 3600,
        3 | 4 => (number / 100) * 3600 + (number % 100) * 60,
        _ => return None,
    };
    Some(sign * seconds)
}
