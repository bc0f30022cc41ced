//! The title and the messages of a monitor.

use datadog_query::message::{self, Context, Rendered, Status, Transition};

use super::context::MessageContext;
use super::variables;
use crate::definition::Definition;
use crate::error::{Result, SimulationError};
use crate::message_branch::{ConditionalSection, MessageBranch, MessageField};
use crate::outcome::NotificationKind;
use crate::state::State;
use crate::world::{CheckStatus, group_name};

/// A monitor's title and messages, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    title: message::Template,
    message: message::Template,
    /// `escalation_message`: "a message to include with a re-notification" (doc: `api/latest/monitors`).
    escalation: Option<message::Template>,
    /// Whether the title names the group (`include_tags`; doc: `api/latest/monitors`).
    names_group: bool,
}

/// The rendered title and message of a notification.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RenderedMessage {
    pub(crate) title: String,
    pub(crate) body: String,
    /// Without `@`.
    pub(crate) handles: Vec<String>,
    pub(crate) priority: Option<u8>,
    /// The variables that have no value.
    pub(crate) missing: Vec<String>,
    /// The branches of conditional sections that are shown.
    pub(crate) branches: Vec<MessageBranch>,
}

impl Template {
    pub(crate) fn new(definition: &Definition) -> Result<Self> {
        let options = &definition.options;
        let escalation = options.escalation_message.as_deref().filter(|t| !t.trim().is_empty());
        Ok(Self {
            title: parse(definition, "name", &definition.name)?,
            message: parse(definition, "message", &definition.message)?,
            escalation: escalation
                .map(|text| parse(definition, "options.escalation_message", text))
                .transpose()?,
            names_group: options.include_tags != Some(false),
        })
    }

    /// The conditional sections of the title and the messages. `transitions` are those that the monitor notifies about.
    pub(crate) fn sections(&self, transitions: &[Transition]) -> Vec<ConditionalSection> {
        let renotifications: Vec<Transition> = transitions.iter().copied().filter(|t| t.renotify).collect();
        let texts = [
            (MessageField::Title, Some(&self.title), transitions),
            (MessageField::Message, Some(&self.message), transitions),
            (
                MessageField::Escalation,
                self.escalation.as_ref(),
                renotifications.as_slice(),
            ),
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

    pub(crate) fn render(&self, notification: &MessageContext<'_>) -> RenderedMessage {
        let variable = |name: &str| variables::value(notification, name);
        let local_time = |name: &str, zone: &str| variables::local_time(notification, name, zone);
        let context = Context {
            transition: transition(notification),
            priority: notification.priority,
            variable: &variable,
            local_time: &local_time,
        };
        let title = self.title.render(&context);
        let mut body = self.message.render(&context);
        let mut branches = of_text(MessageField::Title, &title);
        branches.extend(of_text(MessageField::Message, &body));
        if let (NotificationKind::Renotified(_), Some(escalation)) = (notification.pending.kind, &self.escalation) {
            let escalation = escalation.render(&context);
            branches.extend(of_text(MessageField::Escalation, &escalation));
            append(&mut body, escalation);
        }
        let mut missing = title.missing;
        missing.extend(body.missing);
        RenderedMessage {
            title: self.titled(notification, title.text.trim()),
            handles: body
                .handles
                .iter()
                .map(|h| h.trim_start_matches('@').to_owned())
                .collect(),
            priority: body.priority.or(notification.priority),
            body: body.text,
            missing,
            branches,
        }
    }

    /// `[Triggered on {host:a}] title` (doc: `api/latest/monitors`, `include_tags`).
    fn titled(&self, notification: &MessageContext<'_>, title: &str) -> String {
        let prefix = match (notification.pending.kind, notification.pending.state) {
            (NotificationKind::Renotified(_), State::Alert) => "Re-Triggered",
            (NotificationKind::Renotified(_), State::Warn) => "Re-Warn",
            (NotificationKind::Renotified(_), _) => "Re-No Data",
            (_, State::Alert) => "Triggered",
            (_, State::Warn) => "Warn",
            (_, State::NoData) => "No Data",
            (_, State::Ok) => "Recovered",
        };
        if self.names_group && !notification.group.is_empty() {
            format!("[{prefix} on {{{}}}] {title}", group_name(notification.group))
        } else {
            format!("[{prefix}] {title}")
        }
    }
}

fn parse(definition: &Definition, field: &str, text: &str) -> Result<message::Template> {
    let (template, errors) = message::parse(text);
    match errors.into_iter().next() {
        None => Ok(template),
        Some(error) => Err(SimulationError {
            help: error.help.clone(),
            ..SimulationError::invalid(format!("{field} of monitor '{}': {error}", definition.name))
        }),
    }
}

fn of_text(field: MessageField, rendered: &Rendered) -> Vec<MessageBranch> {
    rendered
        .branches
        .iter()
        .map(|branch| MessageBranch { field, branch: *branch })
        .collect()
}

fn append(body: &mut Rendered, more: Rendered) {
    body.text.push_str("\n\n");
    body.text.push_str(&more.text);
    for handle in more.handles {
        if !body.handles.contains(&handle) {
            body.handles.push(handle);
        }
    }
    body.priority = more.priority.or(body.priority);
    body.missing.extend(more.missing);
}

fn transition(notification: &MessageContext<'_>) -> Transition {
    let pending = &notification.pending;
    // messages distinguish a check with an UNKNOWN status from a check without runs
    let unknown =
        pending.state == State::NoData && notification.check.is_some_and(|run| run.status == CheckStatus::Unknown);
    let to = if unknown {
        Status::Unknown
    } else {
        Status::from(pending.state)
    };
    match pending.kind {
        NotificationKind::Renotified(_) => Transition {
            from: to,
            to,
            renotify: true,
        },
        // for the recipients, a muted alert starts when the downtime ends
        NotificationKind::DowntimeEnded => Transition {
            from: Status::Ok,
            to,
            renotify: false,
        },
        NotificationKind::Triggered | NotificationKind::Recovered => Transition {
            from: pending.from.map_or(Status::Ok, Status::from),
            to,
            renotify: false,
        },
    }
}

/// The status that messages have for a state.
impl From<State> for Status {
    fn from(state: State) -> Self {
        match state {
            State::Ok => Self::Ok,
            State::Warn => Self::Warn,
            State::Alert => Self::Alert,
            State::NoData => Self::NoData,
        }
    }
}
