//! Whom a message goes to (doc: monitors/notify, "Notifications"). Which handles exist is known to the account alone; what cannot be one is known here.

use crate::payload::Problem;
use datadog_query::message::{Handle, HandlePiece, Template};
use diagnostics::near_matches;

/// What begins the handles of integrations.
const INTEGRATIONS: &[&str] = &[
    "slack",
    "pagerduty",
    "opsgenie",
    "victorops",
    "teams",
    "webhook",
    "workflow",
    "team",
    "oncall",
    "case",
    "jira",
    "servicenow",
    "sns",
    "eventbridge",
    "hangouts",
    "hipchat",
    "campfire",
    "zendesk",
    "statuspage",
    "incident",
    "microsoft",
    "googlechat",
];

/// Integrations that are nobody by themselves.
const NEVER_ALONE: &[&str] = &["slack", "webhook", "workflow", "team", "oncall", "case", "sns"];

/// The API takes any word behind an `@`; one that is no handle reaches nobody.
pub(crate) fn check(template: &Template, path: &str, out: &mut Vec<Problem>) {
    for handle in template.handles() {
        let Some(&HandlePiece::Text(first)) = handle.pieces.first() else {
            continue;
        };
        out.extend(implausible(first, &handle).map(|(message, help)| {
            Problem::warning("monitor/handle", path, message)
                .at(handle.span.clone())
                .help(help)
        }));
    }
}

fn implausible(first: &str, handle: &Handle<'_>) -> Option<(String, String)> {
    let name = handle.name();
    if let Some((_, domain)) = first.split_once('@') {
        let whole = domain.contains('.') || handle.is_dynamic();
        return (!whole).then(|| {
            (
                format!("'{name}' is no address: its domain has no full stop"),
                "write @name@example.com".to_owned(),
            )
        });
    }
    let Some((integration, rest)) = first.split_once('-') else {
        // A dash at the end belongs to the sentence, as the parser of handles has it.
        let bare = NEVER_ALONE.contains(&first) && !handle.is_dynamic();
        return bare.then(|| {
            (
                format!("'{name}' names nothing behind it"),
                format!("write '{name}-' and the channel or service"),
            )
        });
    };
    if INTEGRATIONS.contains(&integration) {
        return None;
    }
    let close = near_matches(integration, INTEGRATIONS.iter().copied());
    let meant = close.first().filter(|_| integration.len() > 3)?;
    Some((
        format!("'{name}' begins like no integration"),
        format!("did you mean '@{meant}-{rest}'?"),
    ))
}
