//! The templates of a monitor: its name, its message and its escalation message (doc: monitors/notify/variables).

use crate::payload::{Monitor, Problem};
use datadog_query::message;
use datadog_query::monitor::Monitor as Query;

use super::MonitorContext;
use super::{handles, template_variables};
use crate::validate::{integration, parse_error};

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    for (path, text) in texts(&context.monitor) {
        let (template, errors) = message::parse(text);
        out.extend(
            errors
                .into_iter()
                .map(|error| parse_error::problem("monitor/message", path, error)),
        );
        template_variables::check(&template, path, context, out);
        handles::check(&template, path, out);
        if let Some(Query::Check(query)) = &context.query {
            integration::blocks(query, &template, text, path, out);
        }
    }
}

/// The templates of a monitor, with their paths.
fn texts<'v>(monitor: &Monitor<'v>) -> impl Iterator<Item = (&'static str, &'v str)> {
    let all = [
        ("/name", monitor.name),
        ("/message", Some(monitor.message)),
        ("/options/escalation_message", monitor.options.escalation_message),
    ];
    all.into_iter().filter_map(|(path, text)| Some((path, text?)))
}
