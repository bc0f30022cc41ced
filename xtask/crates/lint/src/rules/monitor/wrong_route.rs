use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/wrong-route",
    severity: Severity::Error,
    summary: "a monitor that notifies others than the policy says for its severity and environment",
    rationale: "`policy/routes.libsonnet` is the one place that says who hears of an alert. A handle beside it wakes the wrong person, or nobody.",
    fix: "Take the handle out of the message, change the severity, or change the route for everybody in `policy/routes.libsonnet`.",
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
            "monitor 'scribe/failure-rate' notifies slack-ml-prod where the policy says pagerduty-ml, slack-ml-prod for a P1 in prod",
        ),
        Example::fail(
            "a handle of one's own in the message",
            &[Edit::Replace(
                "monitor/payload/message",
                "@slack-ml-prod",
                "@slack-ml-prod @jane.doe@example.com",
            )],
            "",
            "monitor 'scribe/failure-rate' notifies '@jane.doe@example.com' in its message, which no route names",
        ),
        Example::fail(
            "a handle that the message lacks",
            &[Edit::Replace("monitor/payload/message", "\n@slack-ml-prod", "")],
            "",
            "monitor 'scribe/failure-rate' does not name '@slack-ml-prod' in its message",
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
                    "notifies {} where the policy says {} for a {} in {env}",
                    listed(&notified),
                    listed(&expected),
                    spec.severity
                );
                reporter
                    .object(monitor.object, what)
                    .underline("severity")
                    .help("routes are made by the constructors from jsonnet/policy/routes.libsonnet: let them");
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
                    format_args!("notifies '@{handle}' in its message, which no route names"),
                )
                .underline(*handle)
                .help("take it out, or name it for the team in jsonnet/policy/teams.libsonnet and route it");
        }
        for handle in spec.notifies.iter().filter(|known| !named.contains(&known.as_str())) {
            reporter
                .object(monitor.object, format_args!("does not name '@{handle}' in its message"))
                .help("Datadog notifies only whom the message names");
        }
    }
}

/// Whom the policy notifies, sorted; `None` where the severity or the team is unknown, which is told elsewhere.
fn expected(facts: &Facts<'_>, monitor: &MonitorFacts<'_>) -> Option<Vec<String>> {
    let env = &monitor.object.scope;
    let route = facts.catalog.routes.get(&facts.catalog.environments.get(env)?.notify)?;
    let team = facts
        .catalog
        .teams
        .get(&facts.catalog.services.get(&monitor.object.path.service)?.team)?;
    let handle = |field: &String| match field.as_str() {
        "slack" => Some(team.slack.replace("{env}", env)),
        "pagerduty" => Some(team.pagerduty.clone()),
        "pagerduty_low" => Some(team.pagerduty_low.clone()),
        _ => None,
    };
    let mut handles: Vec<String> = route.get(&monitor.spec.severity)?.iter().filter_map(handle).collect();
    handles.sort_unstable();
    Some(handles)
}

fn listed<T: AsRef<str>>(handles: &[T]) -> String {
    if handles.is_empty() {
        "nobody".to_owned()
    } else {
        handles.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
    }
}

/// The handles in a message, without the at sign: a user's is an e-mail address, every other a name with hyphens.
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
    fn handles_are_found_in_a_message() {
        assert_eq!(
            handles("a@b.c @slack-x. {{#is_alert}}@pagerduty-y{{/is_alert}} @ @jane@example.com, @slack-x"),
            ["slack-x", "pagerduty-y", "jane@example.com"]
        );
    }
}
