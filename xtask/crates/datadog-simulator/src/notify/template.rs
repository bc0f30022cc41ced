//! The words of a notification.

use datadog_query::message::{self, Context, Rendered, Status, Transition, Value as VariableValue};
use jiff::Timestamp;
use serde_json::Value;

use super::branch::{MessageBranch, MessageField};
use super::variables;
use crate::definition::Definition;
use crate::error::{Result, SimulationError};
use crate::outcome::NotificationKind;
use crate::run::PendingNotification;
use crate::state::{Comparator, State, Thresholds};
use crate::world::{CheckRun, CheckStatus, Tags, group_name};

/// A monitor's title and messages, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(super) title: message::Template,
    pub(super) message: message::Template,
    /// `escalation_message`: "a message to include with a re-notification" (doc: `api/latest/monitors`).
    pub(super) escalation: Option<message::Template>,
    /// Whether the title names the group (`include_tags`; doc: `api/latest/monitors`).
    names_group: bool,
}

/// What a notification is about.
pub(crate) struct MessageContext<'a> {
    pub(crate) at: i64,
    pub(crate) announcement: PendingNotification,
    pub(crate) value: Option<f64>,
    pub(crate) group: &'a Tags,
    pub(crate) thresholds: &'a Thresholds,
    pub(crate) comparator: Comparator,
    pub(crate) priority: Option<u8>,
    /// An event that matched, with the name its variables start with.
    pub(crate) sample: Option<(&'static str, &'a Value)>,
    /// The last run of a service check.
    pub(crate) check: Option<&'a CheckRun>,
    /// The values of a composite's constituents, `a` first.
    pub(crate) constituents: &'a [Option<f64>],
}

/// What is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RenderedMessage {
    pub(crate) title: String,
    pub(crate) body: String,
    /// Without `@`.
    pub(crate) handles: Vec<String>,
    pub(crate) priority: Option<u8>,
    /// Variables that have no value.
    pub(crate) missing: Vec<String>,
    /// The conditional parts that are shown.
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

    pub(crate) fn render(&self, facts: &MessageContext<'_>) -> RenderedMessage {
        let variable = |name: &str| variables::value(facts, name);
        let context = Context {
            transition: transition(facts),
            priority: facts.priority,
            variable: &variable,
        };
        let title = self.title.render(&context);
        let mut body = self.message.render(&context);
        let mut branches = of_text(MessageField::Title, &title);
        branches.extend(of_text(MessageField::Message, &body));
        if let (NotificationKind::Renotified(_), Some(escalation)) = (facts.announcement.kind, &self.escalation) {
            let escalation = escalation.render(&context);
            branches.extend(of_text(MessageField::Escalation, &escalation));
            append(&mut body, escalation);
        }
        let mut missing = title.missing;
        missing.extend(body.missing);
        RenderedMessage {
            title: self.headed(facts, title.text.trim()),
            handles: body
                .handles
                .iter()
                .map(|h| h.trim_start_matches('@').to_owned())
                .collect(),
            priority: body.priority.or(facts.priority),
            body: body.text,
            missing,
            branches,
        }
    }

    /// `[Triggered on {host:a}] title` (doc: `api/latest/monitors`, `include_tags`).
    fn headed(&self, facts: &MessageContext<'_>, title: &str) -> String {
        let says = match (facts.announcement.kind, facts.announcement.state) {
            (NotificationKind::Renotified(_), State::Alert) => "Re-Triggered",
            (NotificationKind::Renotified(_), State::Warn) => "Re-Warn",
            (NotificationKind::Renotified(_), _) => "Re-No Data",
            (_, State::Alert) => "Triggered",
            (_, State::Warn) => "Warn",
            (_, State::NoData) => "No Data",
            (_, State::Ok) => "Recovered",
        };
        if self.names_group && !facts.group.is_empty() {
            format!("[{says} on {{{}}}] {title}", group_name(facts.group))
        } else {
            format!("[{says}] {title}")
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

fn transition(facts: &MessageContext<'_>) -> Transition {
    let announcement = &facts.announcement;
    // a check that answers UNKNOWN is not one that is silent
    let unknown =
        announcement.state == State::NoData && facts.check.is_some_and(|run| run.status == CheckStatus::Unknown);
    let to = if unknown {
        Status::Unknown
    } else {
        Status::from(announcement.state)
    };
    match announcement.kind {
        NotificationKind::Renotified(_) => Transition {
            from: to,
            to,
            renotify: true,
        },
        // what was kept quiet begins for the reader when the downtime ends
        NotificationKind::DowntimeEnded => Transition {
            from: Status::Ok,
            to,
            renotify: false,
        },
        NotificationKind::Triggered | NotificationKind::Recovered => Transition {
            from: announcement.from.map_or(Status::Ok, Status::from),
            to,
            renotify: false,
        },
    }
}

/// What messages call a state.
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

/// A time as messages show it.
pub(super) fn time(t: i64) -> VariableValue {
    VariableValue::Text(
        Timestamp::from_second(t).map_or_else(|_| t.to_string(), |t| t.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()),
    )
}
