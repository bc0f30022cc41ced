//! The conditional sections of a monitor's title and messages.

use datadog_query::message::Branch;

/// A text of a monitor that notifications render.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageField {
    /// `name`
    Title,
    /// `message`
    Message,
    /// `options.escalation_message`
    Escalation,
}

/// A branch of a conditional section in one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageBranch {
    /// The text.
    pub field: MessageField,
    /// The branch within that text.
    pub branch: Branch,
}

/// A branch of a conditional section, and whether a notification can show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionalSection {
    /// The branch.
    pub branch: MessageBranch,
    /// Its opening tag: `{{#is_alert}}`.
    pub tag: String,
    /// Whether a transition that the monitor notifies about can show it. If not, no recipient ever sees it.
    pub reachable: bool,
}

impl MessageField {
    /// The field's path in the payload.
    #[must_use]
    pub fn payload_path(self) -> &'static str {
        match self {
            Self::Title => "name",
            Self::Message => "message",
            Self::Escalation => "options.escalation_message",
        }
    }
}
