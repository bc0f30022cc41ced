use std::collections::BTreeMap;

use datadog_query::message::{self, Handle, HandlePiece};
use diagnostics::{Severity, suggestion};
use model::Integrations;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/missing-integration",
    severity: Severity::Error,
    summary: "a monitor that notifies a handle which no integration makes",
    rationale: "Datadog sends nothing to a handle that it does not know, and reports no error. Terraform makes the Slack channels and PagerDuty services that routes \
                notify, and the webhooks of `policy/webhooks.libsonnet`, nothing else. Mail addresses and `@all` need no integration. Of a handle with a variable, at least one \
                value must have an integration.",
    fix: "Notify the team through its route. Declare a webhook in `policy/webhooks.libsonnet`.",
    examples: &[
        Example::pass("the handles of the route", &[]),
        Example::pass(
            "a webhook of the policy",
            &[
                Edit::Set(
                    "catalog/webhooks",
                    r#"{ "incidents": { "meaning": "opens an incident" } }"#,
                ),
                Edit::Set(
                    "monitor/notifies",
                    r#"["pagerduty-ml", "slack-ml-prod", "webhook-incidents"]"#,
                ),
                Edit::Set(
                    "monitor/payload/options/escalation_message",
                    r#""still failing @webhook-incidents""#,
                ),
            ],
        ),
        Example::pass(
            "a handle with a variable, whose channel exists",
            &[Edit::Set(
                "monitor/payload/options/escalation_message",
                r#""still failing @slack-ml-{{env.name}}""#,
            )],
        ),
        Example::fail(
            "a channel that no route names",
            &[
                Edit::Set(
                    "monitor/payload/options/escalation_message",
                    r#""still failing @slack-ml-prd""#,
                ),
                Edit::Replace(
                    "source/monitor",
                    "clinicians wait for notes",
                    "clinicians wait for notes @slack-ml-prd",
                ),
            ],
            "@slack-ml-prd",
            "monitor 'scribe/failure-rate' notifies '@slack-ml-prd', which no integration makes",
        ),
        Example::fail(
            "an integration that Terraform does not make",
            &[Edit::Set(
                "monitor/payload/options/escalation_message",
                r#""still failing @opsgenie-ml""#,
            )],
            "",
            "monitor 'scribe/failure-rate' notifies '@opsgenie-ml', which no integration makes",
        ),
        Example::fail(
            "a handle with a variable, whatever its value",
            &[Edit::Set(
                "monitor/payload/options/escalation_message",
                r#""still failing @slack-{{queue.name}}-alerts""#,
            )],
            "",
            "monitor 'scribe/failure-rate' notifies '@slack-{{queue.name}}-alerts', which no integration makes",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let catalog = facts.catalog;
    let organisations: BTreeMap<&str, Integrations> = catalog
        .organisations
        .keys()
        .map(|name| (name.as_str(), Integrations::of(catalog, name)))
        .collect();
    for monitor in &facts.monitors {
        let environment = catalog.environments.get(&monitor.object.scope);
        let Some(integrations) = environment.and_then(|e| organisations.get(e.organisation.as_str())) else {
            continue;
        };
        for text in texts(monitor) {
            // What does not parse is a finding of `validate`.
            let (template, _) = message::parse(text);
            for handle in template
                .handles()
                .iter()
                .filter(|handle| !is_made(handle, integrations))
            {
                report(monitor, handle, integrations, reporter);
            }
        }
    }
}

/// The texts whose handles Datadog notifies.
fn texts<'a>(monitor: &MonitorFacts<'a>) -> impl Iterator<Item = &'a str> {
    let escalation = monitor.spec.payload.pointer("/options/escalation_message");
    [Some(monitor.message), escalation.and_then(serde_json::Value::as_str)]
        .into_iter()
        .flatten()
}

/// Whether something receives what is sent to the handle. One with a variable: for some value.
fn is_made(handle: &Handle<'_>, integrations: &Integrations) -> bool {
    if !handle.is_dynamic() {
        let name = handle.name();
        let name = name.trim_start_matches('@');
        // Datadog mails to any address, and `@all` to every user of the organisation.
        return name == "all" || name.contains('@') || integrations.handles().any(|made| made == name);
    }
    integrations.handles().any(|made| matches(&handle.pieces, made))
}

/// Whether the parts make up `name` with some values of the variables.
fn matches(pieces: &[HandlePiece<'_>], name: &str) -> bool {
    match pieces.split_first() {
        None => name.is_empty(),
        Some((HandlePiece::Text(text), rest)) => name.strip_prefix(text).is_some_and(|name| matches(rest, name)),
        Some((HandlePiece::Variable(_), rest)) => name
            .char_indices()
            .map(|(at, _)| at)
            .chain([name.len()])
            .any(|at| matches(rest, &name[at..])),
    }
}

fn report<'a>(
    monitor: &MonitorFacts<'a>,
    handle: &Handle<'_>,
    integrations: &Integrations,
    reporter: &mut Reporter<'a>,
) {
    let name = handle.name();
    let first = match handle.pieces.first() {
        Some(HandlePiece::Text(text)) if handle.is_dynamic() => format!("@{text}"),
        _ => name.clone(),
    };
    let near = suggestion(name.trim_start_matches('@'), integrations.handles());
    reporter
        .object(
            monitor.object,
            format_args!("notifies '{name}', which no integration makes"),
        )
        .underline(&first)
        .help(format!(
            "{near}; or declare the team or webhook behind it in jsonnet/policy"
        ));
}
