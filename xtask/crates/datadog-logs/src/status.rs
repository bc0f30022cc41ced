//! The status of a log.
//!
//! Source: Datadog's documentation, "Log status remapper". Numbers are severities of syslog; a text is compared by its beginning, ignoring case.

use std::fmt;

use serde_json::Value;

/// The status of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The system is unusable.
    Emergency,
    /// Act at once.
    Alert,
    /// Critical.
    Critical,
    /// An error.
    Error,
    /// A warning.
    Warn,
    /// Normal but significant.
    Notice,
    /// Informational.
    Info,
    /// For developers.
    Debug,
    /// Success.
    Ok,
}

impl Status {
    /// All statuses, the most severe first.
    pub const ALL: [Self; 9] = [
        Self::Emergency,
        Self::Alert,
        Self::Critical,
        Self::Error,
        Self::Warn,
        Self::Notice,
        Self::Info,
        Self::Debug,
        Self::Ok,
    ];

    /// The name that Datadog shows and searches.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Alert => "alert",
            Self::Critical => "critical",
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Notice => "notice",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Ok => "ok",
        }
    }

    /// The status that a value means; anything unknown is `info`.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Number(number) => number.as_f64().map_or(Self::Info, Self::of_severity),
            Value::String(text) => Self::of_text(text),
            _ => Self::Info,
        }
    }

    fn of_severity(severity: f64) -> Self {
        let all = Self::ALL.into_iter().zip(0_u8..8);
        all.into_iter()
            .find(|(_, number)| f64::from(*number) == severity.trunc())
            .map_or(Self::Info, |(status, _)| status)
    }

    fn of_text(text: &str) -> Self {
        let text = text.trim();
        if let Ok(severity) = text.parse::<u8>() {
            return Self::of_severity(f64::from(severity));
        }
        let text = text.to_lowercase();
        let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| text.starts_with(beginning));
        match () {
            () if starts(&["emerg", "f"]) => Self::Emergency,
            () if starts(&["a"]) => Self::Alert,
            () if starts(&["c"]) => Self::Critical,
            () if starts(&["e"]) => Self::Error,
            () if starts(&["w"]) => Self::Warn,
            () if starts(&["n"]) => Self::Notice,
            () if starts(&["i"]) => Self::Info,
            () if starts(&["d", "t", "v"]) => Self::Debug,
            () if starts(&["o", "s"]) => Self::Ok,
            () => Self::Info,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_beginnings_are_known() {
        let check = |value: Value, expected: Status| assert_eq!(Status::of(&value), expected, "{value}");
        check(json!(0), Status::Emergency);
        check(json!("3"), Status::Error);
        check(json!(7), Status::Debug);
        check(json!(8), Status::Info);
        check(json!("FATAL"), Status::Emergency);
        check(json!("emergency"), Status::Emergency);
        check(json!("err"), Status::Error);
        check(json!("Warning"), Status::Warn);
        check(json!("trace"), Status::Debug);
        check(json!("success"), Status::Ok);
        check(json!("unknown"), Status::Info);
        check(json!(null), Status::Info);
    }
}
