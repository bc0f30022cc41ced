use std::fmt;

use datadog_simulator::Text;
use serde::Serialize;

/// Something that a test of a monitor can reach.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "point", rename_all = "kebab-case")]
pub enum Point {
    /// A group alerts.
    Alert,
    /// A group warns.
    Warning,
    /// A group that has alerted becomes OK because of a value, not because data ended.
    Recovery,
    /// A window has no values, and the monitor does what its treatment of missing data says.
    MissingData,
    /// Two groups have a state in the same test.
    Groups,
    /// A conditional part of the title or a message is shown.
    Section {
        /// The field of the payload it stands in.
        text: &'static str,
        /// Its opening tag: `{{#is_alert}}`.
        tag: String,
        /// Which of several with the same tag in that text, from 1.
        number: usize,
    },
}

impl Point {
    /// Whether an estate in which no test reaches it is refused.
    #[must_use]
    pub fn is_required(&self) -> bool {
        matches!(self, Self::Alert | Self::Recovery | Self::MissingData)
    }

    /// What it is counted under.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Warning => "warning",
            Self::Recovery => "recovery",
            Self::MissingData => "missing data",
            Self::Groups => "groups",
            Self::Section { .. } => "message branches",
        }
    }

    pub(crate) fn section(text: Text, tag: &str, number: usize) -> Self {
        Self::Section {
            text: text.field(),
            tag: tag.to_owned(),
            number,
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Groups => f.write_str("two groups"),
            Self::Section { text, tag, number: 1 } => write!(f, "{tag} of {text}"),
            Self::Section { text, tag, number } => write!(f, "{tag} of {text} (number {number})"),
            other => f.write_str(other.kind()),
        }
    }
}
