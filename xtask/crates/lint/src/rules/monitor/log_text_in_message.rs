use diagnostics::Severity;
use serde_json::Value;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Template variables that carry what was logged or traced, not what was measured. doc: monitors/notify/variables
const CARRIERS: [&str; 5] = ["event", "issue", "log", "rum", "span"];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/log-text-in-message",
    severity: Severity::Error,
    summary: "a message that carries text of logs, spans or events",
    rationale: "What a service logs may name a patient. In a message it leaves Datadog for chat, e-mail and the pager, where nothing masks it and nobody can recall it.",
    fix: "Say the number and link the logs: who opens the link sees them under Datadog's access rules.",
    examples: &[
        Example::pass("values and tags", &[]),
        Example::pass(
            "the text of a service check is written by the check, not by a service",
            &[
                Edit::Set("monitor/payload/type", r#""service check""#),
                Edit::Replace("monitor/payload/message", "{{value}}", "{{check_message}}"),
            ],
        ),
        Example::fail(
            "the log line",
            &[Edit::Replace("monitor/payload/message", "{{value}}", "{{log.message}}")],
            "",
            "monitor 'scribe/failure-rate' puts '{{log.message}}' into its message",
        ),
        Example::fail(
            "an attribute of the log line",
            &[Edit::Replace(
                "monitor/payload/message",
                "{{value}}",
                "{{ log.attributes.error }}",
            )],
            "",
            "monitor 'scribe/failure-rate' puts '{{log.attributes.error}}' into its message",
        ),
        Example::fail(
            "a sample of logs",
            &[Edit::Set("monitor/payload/options/enable_logs_sample", "true")],
            "",
            "monitor 'scribe/failure-rate' sends a sample of logs with its message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let is_check = monitor.kind == "service check";
        for variable in variables(monitor.message).filter(|variable| carries_text(variable, is_check)) {
            reporter
                .object(
                    monitor.object,
                    format_args!("puts '{{{{{variable}}}}}' into its message"),
                )
                .help("say the number and link the logs instead: a message leaves Datadog unmasked");
        }
        if monitor.option("enable_logs_sample") == Some(&Value::Bool(true)) {
            reporter
                .object(monitor.object, "sends a sample of logs with its message")
                .help("set enable_logs_sample to false: a message leaves Datadog unmasked");
        }
    }
}

/// What stands between double braces.
fn variables(message: &str) -> impl Iterator<Item = &str> {
    message
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(variable, _)| variable.trim())
}

fn carries_text(variable: &str, is_check: bool) -> bool {
    let path = variable.trim_start_matches('[');
    let source = path.split(['.', ']']).next().unwrap_or_default();
    (CARRIERS.contains(&source) && path.len() > source.len()) || (path == "check_message" && !is_check)
}
