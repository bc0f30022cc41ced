use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/missing-group-in-message",
    severity: Severity::Error,
    summary: "a monitor that notifies by a tag but does not name its value in the message",
    rationale: "If five queues fail, five identical notifications arrive. The reader must follow the link to learn which queue each is for.",
    fix: "Add `{{<tag>.name}}` to the message. The constructors do this for each tag in `by`, or in `notify_by` if that is set.",
    examples: &[
        Example::pass("the message names the queue", &[]),
        Example::pass(
            "a facet with a dot is in brackets",
            &[
                Edit::Replace("monitor/payload/query", "by {queue}", "by {kube.queue}"),
                Edit::Replace("monitor/payload/query", "by {queue}", "by {kube.queue}"),
                Edit::Replace("monitor/payload/message", "{{queue.name}}", "{{[kube.queue].name}}"),
            ],
        ),
        Example::pass(
            "one notification for all queues",
            &[
                Edit::Replace("monitor/payload/message", " in queue {{queue.name}}", ""),
                Edit::Set("monitor/payload/options/notify_by", r#"["*"]"#),
            ],
        ),
        Example::fail(
            "the message does not name the queue",
            &[Edit::Replace("monitor/payload/message", " in queue {{queue.name}}", "")],
            "queue",
            "monitor 'scribe/failure-rate' notifies by 'queue' but does not name its value in the message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        for key in monitor.notified_by() {
            if !names(monitor.message, key) {
                reporter
                    .object(
                        monitor.object,
                        format_args!("notifies by '{key}' but does not name its value in the message"),
                    )
                    .underline(key)
                    .underline("by")
                    .help(format!("add {{{{{key}.name}}}} to the message"));
            }
        }
    }
}

/// Whether a message contains `{{key.name}}`, `{{[key].name}}` or `{{key}}`.
fn names(message: &str, key: &str) -> bool {
    message.split("{{").skip(1).any(|rest| {
        let path = rest.trim_start().trim_start_matches('[');
        path.strip_prefix(key).is_some_and(|rest| {
            rest.starts_with(".name") || rest.starts_with(']') || rest.trim_start().starts_with("}}")
        })
    })
}
