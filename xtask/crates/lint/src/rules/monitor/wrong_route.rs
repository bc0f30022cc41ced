use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/wrong-route",
    severity: Severity::Error,
    summary: "a monitor whose notified handles differ from the policy for its severity and environment",
    rationale: "`policy/routes.libsonnet` is the only place that decides who is notified. Another handle notifies the wrong people, or no one.",
    fix: "Remove the handle from the message, change the severity, or change the route for all monitors in `policy/routes.libsonnet`.",
    examples: &[
        Example::pass("the handles of the route", &[]),
        Example::fail(
            "a P1 that only posts",
            &[
                Edit::Set("monitor/notifies", r#"["slack-ml-prod"]"#),
                Edit::Replace(
                    "monitor/payload/message",
                    "{{#is_alert}}@pagerduty-ml{{/is_alert}}{{#is_alert_recovery}}@pagerduty-ml{{/is_alert_recovery}}",
                    "",
                ),
            ],
            "severity",
            "monitor 'scribe/failure-rate' notifies slack-ml-prod, but the policy has pagerduty-ml, slack-ml-prod for P1 in prod",
        ),
        Example::fail(
            "another handle in the message",
            &[Edit::Replace(
                "monitor/payload/message",
                "@slack-ml-prod",
                "@slack-ml-prod @jane.doe@example.com",
            )],
            "",
            "monitor 'scribe/failure-rate' notifies '@jane.doe@example.com' in its message, which is not in its route",
        ),
        Example::fail(
            "a handle is missing in the message",
            &[Edit::Replace("monitor/payload/message", "\n@slack-ml-prod", "")],
            "",
            "monitor 'scribe/failure-rate' does not have '@slack-ml-prod' in its message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let (spec, env) = (monitor.spec, &monitor.object.scope);
        if let Some(expected) = expected(facts, monitor) {
            let mut notified: Vec<&str> = spec.notifies.iter().map(String::as_str).collect();
            notified.sort_unstable();
            if notified != expected {
                let what = format_args!(
                    "notifies {}, but the policy has {} for {} in {env}",
                    listed(&notified),
                    listed(&expected),
                    spec.severity
                );
                reporter.object(monitor.object, what).underline("severity").help(
                    "routes are set automatically from jsonnet/policy/routes.libsonnet: remove what overrides them",
                );
            }
        }
        let named = handles(monitor.message);
        for handle in named
            .iter()
            .filter(|named| !spec.notifies.iter().any(|known| known == *named))
        {
            reporter
                .object(
                    monitor.object,
                    format_args!("notifies '@{handle}' in its message, which is not in its route"),
                )
                .underline(*handle)
                .help("remove it, or add it to the team in jsonnet/policy/teams.libsonnet and to the route");
        }
        for handle in spec.notifies.iter().filter(|known| !named.contains(&known.as_str())) {
            reporter
                .object(monitor.object, format_args!("does not have '@{handle}' in its message"))
                .help("add it: Datadog notifies only the handles in the message");
        }
    }
}

/// The handles of the policy, sorted; `None` if the severity or the team is unknown, which rendering reports.
fn expected(facts: &Facts<'_>, monitor: &MonitorFacts<'_>) -> Option<Vec<String>> {
    let env = &monitor.object.scope;
    let route = facts.catalog.routes.get(&facts.catalog.environments.get(env)?.notify)?;
    let team = facts
        .catalog
        .teams
        .get(&facts.catalog.services.get(&monitor.object.path.service)?.team)?;
    let fields = route.get(&monitor.spec.severity)?.iter();
    let mut handles: Vec<String> = fields.filter_map(|field| team.handle(field, env)).collect();
    handles.sort_unstable();
    Some(handles)
}

fn listed<T: AsRef<str>>(handles: &[T]) -> String {
    if handles.is_empty() {
        "no one".to_owned()
    } else {
        handles.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
    }
}

/// The handles in a message without '@': e-mail addresses of users, and names with hyphens.
fn handles(message: &str) -> Vec<&str> {
    let in_handle = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    let mut found: Vec<&str> = Vec::new();
    for (at, _) in message.match_indices('@') {
        let after_word = message[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        let rest = &message[at + 1..];
        let handle = rest[..rest.find(|c| !in_handle(c)).unwrap_or(rest.len())].trim_end_matches(['.', '@']);
        if !after_word && !handle.is_empty() && !found.contains(&handle) {
            found.push(handle);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::handles;

    #[test]
    fn handles_in_a_message_are_found() {
        assert_eq!(
            handles("a@b.c @slack-x. {{#is_alert}}@pagerduty-y{{/is_alert}} @ @jane@example.com, @slack-x"),
            ["slack-x", "pagerduty-y", "jane@example.com"]
        );
    }
}
