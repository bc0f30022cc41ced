//! Times that people write.

use diagnostics::Diagnostic;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A time of the command line: `2026-12-06T07:00:00Z`, or a day, which begins at midnight in UTC.
///
/// # Errors
/// The text is neither.
pub fn parse(text: &str) -> Result<Timestamp, Box<Diagnostic>> {
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
    match text.parse::<Timestamp>() {
        Ok(time) => Ok(time),
        Err(_) => day().map(|zoned| zoned.timestamp()).ok_or_else(|| {
            Box::new(
                Diagnostic::error("usage/time", format!("'{text}' is neither a time nor a day"))
                    .help("write 2026-12-06T07:00:00Z or 2026-12-06"),
            )
        }),
    }
}

/// A time in UTC, as Datadog's API takes it: with `Z`.
///
/// # Errors
/// What to write instead.
pub(crate) fn utc(text: &str) -> Result<Timestamp, String> {
    match text.parse::<Timestamp>() {
        Ok(time) if text.ends_with('Z') => Ok(time),
        Ok(time) => Err(format!("write it in UTC: {}", time.strftime("%Y-%m-%dT%H:%M:%SZ"))),
        Err(_) => Err("write it in UTC, as in 2026-12-06T07:00:00Z".to_owned()),
    }
}

/// A time in a time zone that is given elsewhere, to the second.
pub(crate) fn local(text: &str) -> Option<DateTime> {
    let time = text.parse::<DateTime>().ok()?;
    (time.strftime("%Y-%m-%dT%H:%M:%S").to_string() == text).then_some(time)
}
