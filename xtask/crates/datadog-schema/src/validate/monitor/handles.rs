//! Handles in messages (doc: monitors/notify, "Notifications"). Only the account knows which handles exist; here those that cannot exist are found.

use crate::payload::Problem;
use datadog_query::message::{Handle, HandlePiece, Template};
use diagnostics::near_matches;

/// The prefixes of handles of integrations.
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

/// Integrations that need a name after them.
const NEVER_ALONE: &[&str] = &["slack", "webhook", "workflow", "team", "oncall", "case", "sns"];

/// The API accepts any word after `@`; a word that is not a handle notifies nobody.
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
                format!("'{name}' is not an email address: its domain has no full stop"),
                "write @name@example.com".to_owned(),
            )
        });
    }
    let Some((integration, rest)) = first.split_once('-') else {
        // A dash at the end belongs to the sentence, as in the parser of handles.
        let bare = NEVER_ALONE.contains(&first) && !handle.is_dynamic();
        return bare.then(|| {
            (
                format!("'{name}' is incomplete: no channel or service follows"),
                format!("write '{name}-<channel or service>'"),
            )
        });
    };
    if INTEGRATIONS.contains(&integration) {
        return None;
    }
    let close = near_matches(integration, INTEGRATIONS.iter().copied());
    let meant = close.first().filter(|_| integration.len() > 3)?;
    Some((
        format!("'{name}' does not start with a known integration"),
        format!("did you mean '@{meant}-{rest}'?"),
    ))
}
