//! Names and offsets of time zones.

use jiff::tz::{Offset, TimeZone};

/// Abbreviations that Java's readers of dates know and the time zone database does not name so.
const ABBREVIATIONS: [(&str, i32); 14] = [
    ("UTC", 0),
    ("UT", 0),
    ("GMT", 0),
    ("Z", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("BST", 1),
    ("CEST", 2),
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
    if let Some((_, hours)) = ABBREVIATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Offset::from_seconds(hours * 3600).ok().map(TimeZone::fixed);
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
