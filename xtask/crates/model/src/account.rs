//! What the policy says of the Datadog account: retentions, and the integrations behind the handles that are notified.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Catalog, Environment, Team};

/// `policy/hipaa.libsonnet`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hipaa {
    /// How many days log archives are kept.
    pub archive_retention_days: u32,
    /// How many days audit logs can be searched at least.
    pub index_retention_days_min: u32,
}

/// `policy/maintenance.libsonnet`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// How many hours a maintenance window may last.
    pub longest_hours: u32,
    /// How many hours a person may mute in Datadog without a review; `None` in a revision from before it was stated.
    pub longest_by_hand_hours: Option<u32>,
    /// How many days ahead a window may begin; `None` in a revision from before that was limited.
    pub longest_ahead_days: Option<u32>,
    /// The monitors that no window may mute, each with the reason: `<service>/<monitor>`, or `<service>/*` for all of a service.
    #[serde(default)]
    pub never_muted: BTreeMap<String, String>,
}

impl Maintenance {
    /// Why no window may mute the monitor `<service>/<monitor>`; `None` if one may.
    #[must_use]
    pub fn never_muted_because(&self, monitor: &str) -> Option<&str> {
        let is = |entry: &str| names(entry, monitor);
        let because = self.never_muted.iter().find(|(entry, _)| is(entry));
        because.map(|(_, because)| because.as_str())
    }

    /// The entries that are the name of none of these monitors.
    pub fn unknown_never_muted<'a>(&'a self, monitors: &[String]) -> impl Iterator<Item = &'a str> {
        let entries = self.never_muted.keys().map(String::as_str);
        entries.filter(|entry| !monitors.iter().any(|monitor| names(entry, monitor)))
    }
}

/// Whether an entry of `never_muted` is for the monitor.
fn names(entry: &str, monitor: &str) -> bool {
    match entry.strip_suffix("/*") {
        Some(service) => monitor.split_once('/').is_some_and(|(of, _)| of == service),
        None => entry == monitor,
    }
}

/// An entry of `policy/webhooks.libsonnet`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// What receives the notification, and why.
    pub meaning: String,
}

/// The integrations of a Datadog organisation, by the handle (without its at sign) that they make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Integrations {
    /// The channels of Slack.
    pub slack_channels: BTreeMap<String, SlackChannel>,
    /// The services of PagerDuty.
    pub pagerduty_services: BTreeMap<String, PagerDutyService>,
    /// The webhooks.
    pub webhooks: BTreeMap<String, NamedWebhook>,
}

/// A channel of Slack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlackChannel {
    /// Its name, with `#`.
    pub channel: String,
    /// The team whose channel it is.
    pub team: String,
    /// The environment whose alerts it receives; `None` for a channel of all environments.
    pub env: Option<String>,
}

/// A service of PagerDuty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PagerDutyService {
    /// Its name.
    pub service: String,
    /// The team whose service it is.
    pub team: String,
    /// How it notifies.
    pub urgency: Urgency,
}

/// How a service of PagerDuty notifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// It pages the person on call, at any hour.
    High,
    /// It is seen in working hours.
    Low,
}

/// A webhook, as Datadog's integration names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedWebhook {
    /// Its name.
    pub name: String,
}

impl Integrations {
    /// The integrations of `organisation`: those that the routes of its environments notify, and every webhook.
    #[must_use]
    pub fn of(catalog: &Catalog, organisation: &str) -> Self {
        let mut integrations = Self::default();
        let environments = catalog.environments.iter();
        for (env, environment) in environments.filter(|(_, environment)| environment.organisation == organisation) {
            for field in notified(catalog, environment) {
                for (name, team) in &catalog.teams {
                    integrations.add(env, name, team, field);
                }
            }
        }
        let webhooks = catalog.webhooks.keys();
        integrations.webhooks = webhooks
            .map(|name| (format!("webhook-{name}"), NamedWebhook { name: name.clone() }))
            .collect();
        integrations
    }

    /// Every handle that an integration makes, without its at sign.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        let (slack, pagerduty) = (self.slack_channels.keys(), self.pagerduty_services.keys());
        slack.chain(pagerduty).chain(self.webhooks.keys()).map(String::as_str)
    }

    /// Adds the channel or the service behind the handle in `field` of a team.
    fn add(&mut self, env: &str, team_name: &str, team: &Team, field: &str) {
        let Some(handle) = team.handle(field, env) else { return };
        let team = team_name.to_owned();
        if let Some(name) = handle.strip_prefix("slack-") {
            let channel = SlackChannel {
                channel: format!("#{name}"),
                team,
                env: Some(env.to_owned()),
            };
            let known = self.slack_channels.entry(handle).or_insert_with(|| channel.clone());
            if known.env != channel.env {
                known.env = None;
            }
        } else if let Some(service) = handle.strip_prefix("pagerduty-") {
            let urgency = if field == "pagerduty_low" {
                Urgency::Low
            } else {
                Urgency::High
            };
            let service = PagerDutyService {
                service: service.to_owned(),
                team,
                urgency,
            };
            self.pagerduty_services.insert(handle, service);
        }
    }
}

/// The fields of a team that the environment's route notifies, whatever the severity.
fn notified<'c>(catalog: &'c Catalog, environment: &Environment) -> impl Iterator<Item = &'c str> {
    let route = catalog.routes.get(&environment.notify);
    let mut fields: Vec<&str> = route
        .into_iter()
        .flat_map(BTreeMap::values)
        .flatten()
        .map(String::as_str)
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields.into_iter()
}
