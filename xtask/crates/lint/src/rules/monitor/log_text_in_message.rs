use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Template variables with logged or traced text (Datadog's documentation: monitors/notify/variables).
const TEXT_SOURCES: [&str; 5] = ["event", "issue", "log", "rum", "span"];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/log-text-in-message",
    severity: Severity::Error,
    summary: "a message with text from logs, spans or events",
    rationale: "Log text can name a patient. A message leaves Datadog for chat, e-mail and the pager, where it is not masked and cannot be recalled.",
    fix: "Put the value into the message and link to the logs. Datadog's access rules apply to readers of that link.",
    examples: &[
        Example::pass("values and tags", &[]),
        Example::pass(
            "the text of a service check, which the check writes and not a service",
            &[
                Edit::Set("monitor/payload/type", r#""service check""#),
                Edit::Replace("monitor/payload/message", "{{value}}", "{{check_message}}"),
            ],
        ),
        Example::fail(
            "the log line",
            &[Edit::Replace("monitor/payload/message", "{{value}}", "{{log.message}}")],
            "",
            "monitor 'scribe/failure-rate' has '{{log.message}}' in its message",
        ),
        Example::fail(
            "an attribute of the log line",
            &[Edit::Replace(
                "monitor/payload/message",
                "{{value}}",
                "{{ log.attributes.error }}",
            )],
            "",
            "monitor 'scribe/failure-rate' has '{{log.attributes.error}}' in its message",
        ),
        Example::fail(
            "a sample of logs",
            &[Edit::Set("monitor/payload/options/enable_logs_sample", "true")],
            "",
            "monitor 'scribe/failure-rate' adds a sample of logs to its message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let is_check = monitor.kind == "service check";
        for variable in variables(monitor.message).filter(|variable| has_text(variable, is_check)) {
            reporter
                .object(monitor.object, format_args!("has '{{{{{variable}}}}}' in its message"))
                .help("use the value and a link to the logs: messages leave Datadog unmasked");
        }
        if monitor.options.enable_logs_sample == Some(true) {
            reporter
                .object(monitor.object, "adds a sample of logs to its message")
                .help("set enable_logs_sample to false: messages leave Datadog unmasked");
        }
    }
}

/// The texts between double braces.
fn variables(message: &str) -> impl Iterator<Item = &str> {
    message
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(variable, _)| variable.trim())
}

fn has_text(variable: &str, is_check: bool) -> bool {
    let path = variable.trim_start_matches('[');
    let source = path.split(['.', ']']).next().unwrap_or_default();
    (TEXT_SOURCES.contains(&source) && path.len() > source.len()) || (path == "check_message" && !is_check)
}
