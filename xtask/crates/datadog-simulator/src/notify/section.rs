//! The conditional parts of a monitor's title and messages.

use datadog_query::message::{Branch, Transition};

use super::words::Template;

/// One of the texts of a monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Text {
    /// `name`
    Title,
    /// `message`
    Message,
    /// `options.escalation_message`
    Escalation,
}

/// A branch of one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown {
    /// Which text.
    pub text: Text,
    /// Which of its branches.
    pub branch: Branch,
}

/// A conditional part, and whether it can be shown at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which one.
    pub shown: Shown,
    /// Its opening tag: `{{#is_alert}}`.
    pub tag: String,
    /// Whether one of the transitions that the monitor notifies about may show it. If not, nobody will ever read it.
    pub reachable: bool,
}

impl Text {
    /// Its field in the payload.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Title => "name",
            Self::Message => "message",
            Self::Escalation => "options.escalation_message",
        }
    }
}

impl Template {
    /// Its conditional parts, `transitions` being those it is rendered for.
    pub(crate) fn sections(&self, transitions: &[Transition]) -> Vec<Section> {
        let reminders: Vec<Transition> = transitions.iter().copied().filter(|t| t.renotify).collect();
        let texts = [
            (Text::Title, Some(&self.title), transitions),
            (Text::Message, Some(&self.message), transitions),
            (Text::Escalation, self.escalation.as_ref(), reminders.as_slice()),
        ];
        let mut out = Vec::new();
        for (text, template, transitions) in texts {
            for written in template.into_iter().flat_map(|t| t.branches()) {
                out.push(Section {
                    shown: Shown {
                        text,
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
