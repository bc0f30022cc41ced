//! The text of a notification: what is wrong, who is hurt, where to look, then who hears of it. Slack gets every transition; a pager only alerts,
//! recoveries (so that the incident closes) and, where missing data is an alert, its no-data.

use std::collections::BTreeMap;

use model::{Catalog, Organisation, Service, Team};

use super::minimum;
use crate::links;
use crate::object::Minimum;

/// The handles of a team for each severity in an environment, by the routes of the policy; without the at sign.
pub(super) fn handles(catalog: &Catalog, notify: &str, env: &str, team: &Team) -> BTreeMap<String, Vec<String>> {
    let route = catalog.routes.get(notify);
    let named = |fields: &Vec<String>| {
        fields
            .iter()
            .filter_map(|field| team.field(field))
            .map(|h| h.replace("{env}", env))
            .collect()
    };
    let of = |severity: &String| {
        route
            .and_then(|route| route.get(severity))
            .map(named)
            .unwrap_or_default()
    };
    catalog
        .severities
        .keys()
        .map(|severity| (severity.clone(), of(severity)))
        .collect()
}

fn on(block: &str, text: &str) -> String {
    format!("{{{{#{block}}}}}{text}{{{{/{block}}}}}")
}

fn pager(handle: &str, of_no_data: bool) -> String {
    // `is_recovery`, not `is_alert_recovery`: most alerts pass a warning, or no data, on their way back to OK
    let mut blocks = vec!["is_alert", "is_recovery"];
    if of_no_data {
        blocks.push("is_no_data");
    }
    blocks.into_iter().map(|block| on(block, handle)).collect()
}

/// The parts of every message of a service that no monitor changes.
#[derive(Debug)]
pub(super) struct Texts {
    place: String,
    runbook: String,
    look: String,
}

impl Texts {
    pub(super) fn of(
        catalog: &Catalog,
        env: &str,
        organisation: &Organisation,
        service: &Service,
        team: &Team,
    ) -> Self {
        let platform = &catalog.platform;
        let (app, name) = (&organisation.app, service.name.as_str());
        let traces = if service.runs.kind == "deployment" {
            format!(" | [Traces]({})", links::traces(app, env, Some(name)))
        } else {
            String::new()
        };
        Self {
            place: format!("\n**Where:** {} (`service:{name}`) in {env}", service.title),
            runbook: format!(
                ".\n**Look:** [Runbook]({}/",
                links::repository(platform, "blob", &format!("runbooks/{name}"))
            ),
            look: format!(
                ".md) | [Dashboard]({}) | [Logs]({}){traces}\n**Owner:** {}, ",
                links::dashboard(app, &links::dashboard_title(platform, &service.title)),
                links::logs(app, env, Some(name)),
                team.title
            ),
        }
    }
}

/// What one monitor says.
pub(super) struct MessageParams<'a> {
    pub(super) name: &'a str,
    pub(super) symptom: &'a str,
    pub(super) impact: &'a str,
    pub(super) severity: &'a str,
    pub(super) no_data: &'a str,
    /// Whether there is a warning threshold.
    pub(super) warns: bool,
    pub(super) by: &'a [&'a str],
    /// The comparison in words.
    pub(super) sign: &'a str,
    /// The unit as it follows a number.
    pub(super) unit: &'a str,
    /// The value as a message shows it.
    pub(super) reading: &'a str,
    /// Whether it watches a service check.
    pub(super) of_check: bool,
    pub(super) minimum: Option<Minimum>,
    pub(super) notifies: &'a [String],
}

/// What is said again while it lasts. Of missing data nobody knows whether the symptom lasts.
pub(super) fn again(symptom: &str, of_no_data: bool) -> String {
    let still = format!("Still: {symptom}.");
    if of_no_data {
        on("is_alert", &still) + &on("is_no_data", &format!("Still no data to tell whether {symptom}."))
    } else {
        still
    }
}

pub(super) fn text(texts: &Texts, said: &MessageParams<'_>) -> String {
    let MessageParams {
        symptom,
        reading,
        sign,
        unit,
        ..
    } = said;
    let mut out = on(
        "is_alert",
        &format!("{symptom}: {reading} (alert {sign} {{{{threshold}}}}{unit})."),
    );
    if said.warns {
        out += &on(
            "is_warning",
            &format!("{symptom}: {reading} (warning {sign} {{{{warn_threshold}}}}{unit})."),
        );
    }
    if said.of_check {
        // a status of its own, which is not the symptom yet: a cluster that is yellow, not red
        out += &on(
            "is_warning",
            &format!("not yet, but a warning: {symptom}. The check says: {reading}."),
        );
    }
    // where missing data are only shown, nothing is sent that could say so
    if said.no_data == "notify" {
        let unknown = format!(
            "No data to tell whether {symptom}. Missing data is a finding here: check the sender and the agent."
        );
        out += &on("is_no_data", &unknown);
    }
    // where silence resolves there may be no value to show, and a check that is OK says nothing
    let now = if said.of_check {
        ".".to_owned()
    } else if said.no_data == "resolve" {
        ", or no data arrive any more.".to_owned()
    } else {
        format!(". Now {reading}.")
    };
    out += &on("is_recovery", &format!("Recovered, no longer: {symptom}{now}"));
    out += &format!("\n\n**Who is hurt:** {}.{}", said.impact, texts.place);
    for key in said.by {
        out += &format!(", {key} {{{{{key}.name}}}}");
    }
    if let Some(said) = said.minimum {
        out += &minimum::text(said);
    }
    out += &format!("{}{}{}{}.", texts.runbook, said.name, texts.look, said.severity);
    for handle in said.notifies {
        let handle = format!("@{handle}");
        out.push('\n');
        out += &if handle.starts_with("@pagerduty") {
            pager(&handle, said.no_data == "notify")
        } else {
            handle
        };
    }
    out
}
