//! Maintenance windows: `terraform/environments/<env>/maintenance/<window>.yaml`. Terraform reads the same files, so a field that is unknown here would be
//! lost there. The fields are explained in `terraform/environments/README.md`.

mod check;

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{self, Located, ParseError};

/// A maintenance window.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Why alerts are not wanted, as a clause. The message of the downtime begins with it.
    pub reason: Located<String>,
    /// Which monitors are muted.
    pub scope: Located<Scope>,
    /// When, once. Either this or `recurring`.
    pub once: Option<Located<Once>>,
    /// When, repeatedly. Either this or `once`.
    pub recurring: Option<Located<Recurring>>,
    /// Who is notified of the window.
    #[serde(default)]
    pub notify: Notify,
    /// Why nobody needs to be paged. Required if the window mutes a P1 that pages.
    pub mutes_p1_because: Option<Located<String>>,
}

/// Which monitors a window mutes: those of its environment that meet all of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Monitors of these services. Not together with `teams`.
    #[serde(default)]
    pub services: Vec<Located<String>>,
    /// Monitors of these teams.
    #[serde(default)]
    pub teams: Vec<Located<String>>,
    /// Monitors that have all of these tags.
    #[serde(default)]
    pub monitor_tags: Vec<Located<String>>,
}

/// A window that happens once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Once {
    /// The start in UTC: `2026-12-06T07:00:00Z`.
    pub start: Located<String>,
    /// The end in UTC.
    pub end: Located<String>,
}

/// A window that happens repeatedly.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recurring {
    /// The first start, in the time zone: `2026-12-06T02:00:00`.
    pub start: Located<String>,
    /// How long each lasts: `30m`, `2h`, `1d`.
    pub duration: Located<String>,
    /// When it recurs, as in RFC 5545: `FREQ=WEEKLY;BYDAY=SU`.
    pub rrule: Located<String>,
    /// A name of the IANA database: `America/New_York`.
    pub timezone: Located<String>,
}

/// Who is notified of a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notify {
    /// The channels of these teams get a message when the window is made, changed or cancelled.
    #[serde(default)]
    pub teams: Vec<Located<String>>,
    /// An alert that still lasts when the window ends notifies if it is in one of these states. Default: all.
    pub end_states: Option<Vec<Located<EndState>>>,
}

/// A state in which the end of a window can find an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
pub enum EndState {
    /// It alerts.
    #[serde(rename = "alert")]
    Alert,
    /// It warns.
    #[serde(rename = "warn")]
    Warn,
    /// It has no data.
    #[serde(rename = "no data")]
    NoData,
}

impl fmt::Display for EndState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Alert => "alert",
            Self::Warn => "warn",
            Self::NoData => "no data",
        })
    }
}

impl Window {
    /// Every mistake in what its fields contain; `text` is what it was read from.
    #[must_use]
    pub fn mistakes(&self, text: &str) -> Vec<ParseError> {
        check::mistakes(self, text)
    }

    /// Parses the text of a file.
    ///
    /// # Errors
    /// The first mistake in the form of the YAML, or every mistake in what its fields contain.
    pub fn parse(text: &str) -> Result<Self, Vec<ParseError>> {
        let window: Self = yaml::parse(text).map_err(|error| vec![error])?;
        let mistakes = window.mistakes(text);
        if mistakes.is_empty() { Ok(window) } else { Err(mistakes) }
    }
}

#[cfg(test)]
mod tests;
