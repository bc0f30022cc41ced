use std::fmt;

use datadog_simulator::MessageField;
use serde::Serialize;

/// Behaviour of a monitor that a test can reach.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "point", rename_all = "kebab-case")]
pub enum Point {
    /// A group alerts.
    Alert,
    /// A group warns.
    Warning,
    /// A group that has alerted becomes OK because of a value, not because data ended.
    Recovery,
    /// A window has no values, and the monitor handles that by its option for missing data.
    MissingData,
    /// Two groups have a state in the same test.
    Groups,
    /// A conditional section of the title or a message is shown.
    ConditionalSection {
        /// The field of the payload that contains it.
        text: &'static str,
        /// Its opening tag: `{{#is_alert}}`.
        tag: String,
        /// Its number among sections with the same tag in that text, from 1.
        number: usize,
    },
}

impl Point {
    /// Whether `--coverage` fails if no test reaches it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        matches!(self, Self::Alert | Self::Recovery | Self::MissingData)
    }

    /// The name of its kind in reports.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Warning => "warning",
            Self::Recovery => "recovery",
            Self::MissingData => "missing data",
            Self::Groups => "groups",
            Self::ConditionalSection { .. } => "message branches",
        }
    }

    /// How a test reaches it, with an example.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Alert => {
                "send values beyond the critical threshold, such as values: '0x10 ($critical * 2)x20' for a monitor that alerts above"
            }
            Self::Recovery => "send healthy values after an alert, such as values: '0x10 ($critical * 2)x20 0x30'",
            Self::MissingData => {
                "let a series end, such as values: '0x10 _x60', and state in the timeline what the monitor does then"
            }
            Self::Warning => "send values between the warning and the critical threshold",
            Self::Groups => "send series of two groups in one test",
            Self::ConditionalSection { .. } => "let the monitor send a notification that shows this section",
        }
    }

    pub(crate) fn section(text: MessageField, tag: &str, number: usize) -> Self {
        Self::ConditionalSection {
            text: text.payload_path(),
            tag: tag.to_owned(),
            number,
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Groups => f.write_str("two groups"),
            Self::ConditionalSection { text, tag, number: 1 } => write!(f, "{tag} of {text}"),
            Self::ConditionalSection { text, tag, number } => write!(f, "{tag} of {text} (number {number})"),
            other => f.write_str(other.kind()),
        }
    }
}
