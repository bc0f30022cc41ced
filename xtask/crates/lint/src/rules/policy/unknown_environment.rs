use diagnostics::{Severity, suggestion};

use crate::facts::{Facts, Widget};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

const KEY: &str = "env:";

pub(crate) static RULE: Rule = Rule {
    name: "policy/unknown-environment",
    severity: Severity::Error,
    summary: "a query or a runbook with an environment that does not exist",
    rationale: "The environment was renamed or removed. The widget is empty and the command returns nothing, which looks healthy.",
    fix: "Use an environment of `policy/environments.libsonnet`.",
    examples: &[
        Example::pass(
            "an environment of the policy",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "Search for `env:prod service:scribe`.",
            )],
        ),
        Example::pass(
            "a placeholder, a variable or a pattern",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "Search for `env:<env>`, `env:$env` or `env:*`.",
            )],
        ),
        Example::fail(
            "in a monitor",
            &[Edit::Replace(
                "monitor/payload/query",
                "sum:acme.jobs.total{env:prod",
                "sum:acme.jobs.total{env:production",
            )],
            "",
            "monitor 'scribe/failure-rate' uses the environment 'production', which does not exist",
        ),
        Example::fail(
            "in a dashboard",
            &[Edit::Replace(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                "$env,",
                "$env,env:qa,",
            )],
            "",
            "dashboard 'scribe/jobs' uses the environment 'qa', which does not exist",
        ),
        Example::fail(
            "in a runbook",
            &[Edit::Replace("runbook", "Roll back.", "Search for `env:live`.")],
            "env:live",
            "'runbooks/scribe/failure-rate.md' uses the environment 'live', which does not exist",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let unknown = |(name, _): &(&str, usize)| !facts.catalog.environments.contains_key(*name);
    let help = |name: &str| suggestion(name, facts.catalog.environments.keys().map(String::as_str));
    let monitors = facts
        .monitors
        .iter()
        .map(|monitor| (monitor.object, vec![monitor.query]));
    let dashboards = facts.dashboards.iter().map(|dashboard| {
        (
            dashboard.object,
            dashboard.widgets.iter().flat_map(Widget::texts).collect(),
        )
    });
    for (object, texts) in monitors.chain(dashboards) {
        for (name, _) in texts.into_iter().flat_map(named).filter(unknown) {
            reporter
                .object(
                    object,
                    format_args!("uses the environment '{name}', which does not exist"),
                )
                .underline(name)
                .help(help(name));
        }
    }
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        for (name, at) in named(runbook.text).filter(unknown) {
            reporter
                .runbook(
                    runbook,
                    format_args!("uses the environment '{name}', which does not exist"),
                    at..at + KEY.len() + name.len(),
                )
                .help(help(name));
        }
    }
}

/// The values of the tag `env` in a text, and the byte at which the tag begins. Placeholders, variables and patterns are left out.
fn named(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices(KEY).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let rest = &text[at + KEY.len()..];
        let value = &rest[..rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(rest.len())];
        let pattern = rest[value.len()..].starts_with(['*', '$', '<']);
        let whole = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
        (whole && !value.is_empty() && !pattern).then_some((value, at))
    })
}
