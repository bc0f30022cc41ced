use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/missing-group-in-message",
    severity: Severity::Error,
    summary: "a monitor that alerts by a tag and does not say its value in the message",
    rationale: "Five queues fail and five alerts arrive that read the same. Which one it is stands only behind the link.",
    fix: "Name `{{<tag>.name}}` in the message; the constructors do for each tag of `by`.",
    examples: &[
        Example::pass("the queue is named", &[]),
        Example::pass(
            "a dotted facet stands in brackets",
            &[
                Edit::Replace("monitor/payload/query", "by {queue}", "by {kube.queue}"),
                Edit::Replace("monitor/payload/query", "by {queue}", "by {kube.queue}"),
                Edit::Replace("monitor/payload/message", "{{queue.name}}", "{{[kube.queue].name}}"),
            ],
        ),
        Example::fail(
            "the queue is not named",
            &[Edit::Replace("monitor/payload/message", " in queue {{queue.name}}", "")],
            "queue",
            "monitor 'scribe/failure-rate' alerts by 'queue' and does not say which in its message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        for key in monitor.groups() {
            if !names(monitor.message, key) {
                reporter
                    .object(
                        monitor.object,
                        format_args!("alerts by '{key}' and does not say which in its message"),
                    )
                    .underline(key)
                    .underline("by")
                    .help(format!("name {{{{{key}.name}}}} in the message"));
            }
        }
    }
}

/// Whether a message holds `{{key.name}}`, `{{[key].name}}` or `{{key}}`.
fn names(message: &str, key: &str) -> bool {
    message.split("{{").skip(1).any(|rest| {
        let path = rest.trim_start().trim_start_matches('[');
        path.strip_prefix(key).is_some_and(|rest| {
            rest.starts_with(".name") || rest.starts_with(']') || rest.trim_start().starts_with("}}")
        })
    })
}
