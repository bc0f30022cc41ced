//! Notifications against those that are stated.

use datadog_simulator::{Notification, Outcome};

use super::Failure;
use crate::case::{Case, ExpectedNotification, ExpectedText};
use crate::notation::written;

pub(super) fn failures(case: &Case, outcome: &Outcome) -> Vec<Failure> {
    let mut failures = Vec::new();
    for expected in &case.expected.notifications {
        let about = |n: &&Notification| {
            expected.at.contain(n.at - case.span.from) && expected.group.as_ref().is_none_or(|g| *g == n.group)
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
            fail(None, nothing(case, outcome));
        }
        for notification in sent {
            if expected.silent {
                fail(
                    Some(notification),
                    format!(
                        "expected silence, but '{}' was sent to {}",
                        notification.title,
                        listed(&notification.handles)
                    ),
                );
            } else {
                for message in differences(expected, notification) {
                    fail(Some(notification), message);
                }
            }
        }
    }
    failures.extend(blanks(case, outcome));
    failures
}

fn nothing(case: &Case, outcome: &Outcome) -> String {
    let times: Vec<String> = outcome.sent().map(|n| written(n.at - case.span.from)).collect();
    if times.is_empty() {
        "nothing was sent, neither then nor at any other time".to_owned()
    } else {
        format!("nothing was sent; notifications went out at {}", times.join(", "))
    }
}

/// What of a notification is not as expected.
fn differences(expected: &ExpectedNotification, sent: &Notification) -> Vec<String> {
    let mut out = Vec::new();
    let mut handles = sent.handles.clone();
    handles.sort();
    if let Some(to) = expected.to.as_ref().filter(|to| **to != handles) {
        out.push(format!(
            "expected it to go to {}, it went to {}",
            listed(to),
            listed(&handles)
        ));
    }
    for pattern in &expected.never {
        for handle in handles.iter().filter(|handle| glob(pattern, handle)) {
            out.push(format!("it went to '{handle}', which '{pattern}' forbids"));
        }
    }
    words("title", &expected.title, &sent.title, &mut out);
    words("message", &expected.body, &sent.body, &mut out);
    if let Some(priority) = expected.priority.filter(|p| sent.priority != Some(*p)) {
        out.push(format!(
            "expected priority {priority}, it has {}",
            sent.priority.map_or_else(|| "none".to_owned(), |p| p.to_string())
        ));
    }
    out
}

fn words(what: &str, expected: &ExpectedText, text: &str, out: &mut Vec<String>) {
    for words in expected.contains.iter().filter(|w| !text.contains(w.as_str())) {
        out.push(format!("the {what} does not contain '{words}': {text}"));
    }
    for words in expected.lacks.iter().filter(|w| text.contains(w.as_str())) {
        out.push(format!("the {what} contains '{words}': {text}"));
    }
}

/// Variables that have no value show as nothing: whoever is woken reads a hole. That is wrong whatever the test states.
fn blanks(case: &Case, outcome: &Outcome) -> Vec<Failure> {
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
            message: format!("its message shows nothing for {}", names.join(", ")),
            span: case.test.span.clone(),
        };
        failures.push(failure);
    }
    failures
}

fn listed(handles: &[String]) -> String {
    if handles.is_empty() {
        "nobody".to_owned()
    } else {
        handles.join(", ")
    }
}

/// Whether `text` is like `pattern`, in which `*` stands for any characters.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn an_asterisk_stands_for_any_characters() {
        for (pattern, text) in [
            ("a", "a"),
            ("pagerduty-*", "pagerduty-x"),
            ("*", ""),
            ("*-low", "a-low"),
            ("a*b*c", "axbybc"),
            ("a**", "ab"),
        ] {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("a", "ab"),
            ("pagerduty-*", "slack-pagerduty-x"),
            ("*-low", "a-lower"),
            ("ab*b", "ab"),
            ("a*b*c", "acb"),
        ] {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
    }
}
