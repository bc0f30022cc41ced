//! The conditional parts of a monitor's title and messages.

use datadog_query::message::{Branch, Transition};

use super::template::Template;

/// One of the texts of a monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageField {
    /// `name`
    Title,
    /// `message`
    Message,
    /// `options.escalation_message`
    Escalation,
}

/// A branch of one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageBranch {
    /// Which text.
    pub field: MessageField,
    /// Which of its branches.
    pub branch: Branch,
}

/// A conditional part, and whether it can be shown at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionalSection {
    /// Which one.
    pub branch: MessageBranch,
    /// Its opening tag: `{{#is_alert}}`.
    pub tag: String,
    /// Whether one of the transitions that the monitor notifies about may show it. If not, nobody will ever read it.
    pub reachable: bool,
}

impl MessageField {
    /// Its field in the payload.
    #[must_use]
    pub fn payload_path(self) -> &'static str {
        match self {
            Self::Title => "name",
            Self::Message => "message",
            Self::Escalation => "options.escalation_message",
        }
    }
}

impl Template {
    /// Its conditional parts, `transitions` being those it is rendered for.
    pub(crate) fn sections(&self, transitions: &[Transition]) -> Vec<ConditionalSection> {
        let reminders: Vec<Transition> = transitions.iter().copied().filter(|t| t.renotify).collect();
        let texts = [
            (MessageField::Title, Some(&self.title), transitions),
            (MessageField::Message, Some(&self.message), transitions),
            (MessageField::Escalation, self.escalation.as_ref(), reminders.as_slice()),
        ];
        let mut out = Vec::new();
        for (field, template, transitions) in texts {
            for written in template.into_iter().flat_map(|t| t.branches()) {
                out.push(ConditionalSection {
                    branch: MessageBranch {
                        field,
                        branch: written.branch,
                    },
                    reachable: written.may_show(transitions),
                    tag: written.tag,
                });
            }
        }
        out
    }
}
