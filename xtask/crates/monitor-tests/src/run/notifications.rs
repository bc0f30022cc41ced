//! Compares notifications with the expected ones.

use datadog_query::wildcard;
use datadog_simulator::state::State;
use datadog_simulator::{Notification, NotificationKind, Outcome};

use super::Failure;
use crate::case::{Case, ExpectedNotification, ExpectedText};
use crate::message_kind::{MessageKind, PolicyTexts};
use crate::notation::written;

pub(super) fn failures(case: &Case, outcome: &Outcome) -> Vec<Failure> {
    let mut failures = Vec::new();
    for expected in &case.expected.notifications {
        let about = |n: &&Notification| {
            expected.at.contains(n.at - case.span.from) && expected.group.as_ref().is_none_or(|g| *g == n.group)
        };
        let sent: Vec<&Notification> = outcome.sent().filter(about).collect();
        let mut fail = |notification: Option<&Notification>, message: String| {
            failures.push(Failure::Notification {
                at: notification.map_or(expected.at.from, |n| n.at - case.span.from),
                group: notification.map(|n| n.group.clone()),
                message,
                span: expected.span.clone(),
            });
        };
        if sent.is_empty() && !expected.silent {
            fail(None, not_sent(case, outcome));
        }
        for notification in sent {
            if expected.silent {
                fail(
                    Some(notification),
                    format!(
                        "expected no notification, but '{}' was sent to {}",
                        notification.title,
                        listed(&notification.handles)
                    ),
                );
            } else {
                for message in differences(expected, notification, &case.texts) {
                    fail(Some(notification), message);
                }
            }
        }
    }
    failures.extend(blank_variables(case, outcome));
    failures.extend(unmarked_repetitions(case, outcome));
    failures
}

/// Repetitions that do not say that they are one. They fail every test, because the on-call engineer would take one for a new incident.
fn unmarked_repetitions(case: &Case, outcome: &Outcome) -> Vec<Failure> {
    let mut failures = Vec::new();
    for sent in outcome
        .sent()
        .filter(|n| matches!(n.kind, NotificationKind::Renotified(_)))
    {
        let kind = match sent.state {
            State::NoData => MessageKind::NoDataRenotification,
            _ => MessageKind::Renotification,
        };
        // a policy without this text does not mark repetitions
        if case.texts.missing(kind).is_some() {
            continue;
        }
        for message in case.texts.differences(kind, &sent.body) {
            failures.push(Failure::Notification {
                at: sent.at - case.span.from,
                group: Some(sent.group.clone()),
                message,
                span: case.test.span.clone(),
            });
        }
    }
    failures
}

fn not_sent(case: &Case, outcome: &Outcome) -> String {
    let times: Vec<String> = outcome.sent().map(|n| written(n.at - case.span.from)).collect();
    if times.is_empty() {
        "no notification was sent, at this or any other time".to_owned()
    } else {
        format!(
            "no notification was sent; notifications were sent at {}",
            times.join(", ")
        )
    }
}

/// How a notification differs from what is expected.
fn differences(expected: &ExpectedNotification, sent: &Notification, texts: &PolicyTexts) -> Vec<String> {
    let mut out = Vec::new();
    let mut handles = sent.handles.clone();
    handles.sort();
    if let Some(to) = expected.to.as_ref().filter(|to| **to != handles) {
        out.push(format!(
            "expected recipients: {}; actual recipients: {}",
            listed(to),
            listed(&handles)
        ));
    }
    for pattern in &expected.never {
        for handle in handles.iter().filter(|handle| wildcard::matches(pattern, handle)) {
            out.push(format!("it was sent to '{handle}', which 'never: {pattern}' forbids"));
        }
    }
    if let Some(kind) = expected.message {
        out.extend(texts.differences(kind, &sent.body));
    }
    check_text("title", &expected.title, &sent.title, &mut out);
    check_text("message", &expected.body, &sent.body, &mut out);
    if let Some(priority) = expected.priority.filter(|p| sent.priority != Some(*p)) {
        out.push(format!(
            "expected priority {priority}, actual priority {}",
            sent.priority.map_or_else(|| "none".to_owned(), |p| p.to_string())
        ));
    }
    out
}

fn check_text(what: &str, expected: &ExpectedText, text: &str, out: &mut Vec<String>) {
    for words in expected.contains.iter().filter(|w| !text.contains(w.as_str())) {
        out.push(format!("the {what} does not contain '{words}': {text}"));
    }
    for words in expected.lacks.iter().filter(|w| text.contains(w.as_str())) {
        out.push(format!("the {what} contains '{words}': {text}"));
    }
}

/// Variables without a value, which leave a gap in the message. They fail every test, because the on-call engineer needs the whole message.
fn blank_variables(case: &Case, outcome: &Outcome) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    for sent in outcome.sent().filter(|n| !n.missing_variables.is_empty()) {
        let mut names: Vec<String> = sent
            .missing_variables
            .iter()
            .map(|name| format!("{{{{{name}}}}}"))
            .collect();
        names.dedup();
        let failure = Failure::Notification {
            at: sent.at - case.span.from,
            group: Some(sent.group.clone()),
            message: format!("its message is blank where {} should be: no value", names.join(", ")),
            span: case.test.span.clone(),
        };
        failures.push(failure);
    }
    failures
}

fn listed(handles: &[String]) -> String {
    if handles.is_empty() {
        "none".to_owned()
    } else {
        handles.join(", ")
    }
}
