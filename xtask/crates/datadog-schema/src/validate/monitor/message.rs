//! The templates of a monitor: its name, its message and its escalation message (doc: monitors/notify/variables).

use crate::payload::{Monitor, Origin, Problem, Severity};
use datadog_query::ParseError;
use datadog_query::message::{self, Template};
use datadog_query::monitor::Monitor as Query;

use super::MonitorContext;
use super::{handles, never_sent, pages, template_variables};
use crate::validate::{integration, parse_error};

/// It is only sent again, so its conditions differ.
const ESCALATION: &str = "/options/escalation_message";

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    for (path, text) in texts(&context.monitor) {
        let (template, errors) = message::parse(text);
        out.extend(errors.into_iter().map(|error| rejected(error, path, context.origin)));
        template_variables::check(&template, path, context, out);
        foreign(&template, text, path, out);
        extra_braces(&template, path, out);
        handles::check(&template, path, out);
        if path != ESCALATION {
            never_sent::check(&template, text, path, context, out);
            pages::check(&template, path, context, out);
        }
        if let Some(Query::Check(query)) = &context.query {
            integration::blocks(query, &template, text, path, out);
        }
    }
}

/// An error of a template: a warning where Datadog accepts the template and returned it.
fn rejected(error: ParseError, path: &str, origin: Origin) -> Problem {
    let severity = if error.is_accepted && origin == Origin::Exported {
        Severity::Warning
    } else {
        Severity::Error
    };
    Problem {
        severity,
        ..parse_error::problem("monitor/message", path, error)
    }
}

/// The templates of a monitor, with their paths.
fn texts<'v>(monitor: &Monitor<'v>) -> impl Iterator<Item = (&'static str, &'v str)> {
    let all = [
        ("/name", monitor.name),
        ("/message", Some(monitor.message)),
        (ESCALATION, monitor.options.escalation_message),
    ];
    all.into_iter().filter_map(|(path, text)| Some((path, text?)))
}

/// The API accepts templates of other systems, and nothing fills them in.
fn foreign(template: &Template, text: &str, path: &str, out: &mut Vec<Problem>) {
    for span in template.foreign_tags() {
        let tag = &text[span.clone()];
        let message = format!("'{tag}' is a template of another system, which Datadog does not fill in");
        let problem = Problem::warning("monitor/foreign-template", path, message).at(span);
        out.push(problem.help("put text with braces in '{{{{raw}}}} ... {{{{/raw}}}}', so that it is sent as it is"));
    }
}

/// "In message: unbalanced braces, found an extra }": the API stores such a message, and the monitor notifies nobody (Terraform provider, issue 1882).
fn extra_braces(template: &Template, path: &str, out: &mut Vec<Problem>) {
    for span in template.extra_braces() {
        let message = "an extra '}' after a tag: Datadog may send the message to nobody";
        out.push(
            Problem::warning("monitor/extra-brace", path, message)
                .at(span)
                .help("remove the brace"),
        );
    }
}
