//! What a monitor tells: its name, its message and its escalation message are templates (doc: monitors/notify/variables).

use crate::payload::{Monitor, Problem};
use datadog_query::message;

use super::Subject;
use super::{handles, placeholders};
use crate::validate::refusal;

pub(crate) fn check(subject: &Subject<'_>, out: &mut Vec<Problem>) {
    for (path, text) in texts(&subject.monitor) {
        let (template, errors) = message::parse(text);
        out.extend(
            errors
                .into_iter()
                .map(|error| refusal::problem("monitor/message", path, error)),
        );
        placeholders::check(&template, path, subject, out);
        handles::check(&template, path, out);
    }
}

/// The templates of a monitor, and where they stand.
fn texts<'v>(monitor: &Monitor<'v>) -> impl Iterator<Item = (&'static str, &'v str)> {
    let all = [
        ("/name", monitor.name),
        ("/message", Some(monitor.message)),
        ("/options/escalation_message", monitor.options.escalation_message),
    ];
    all.into_iter().filter_map(|(path, text)| Some((path, text?)))
}
