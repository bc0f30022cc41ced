//! The notification of a monitor: the texts of `jsonnet/policy/messages.libsonnet` in Datadog's conditional blocks, then who is notified. Slack gets
//! every transition. A pager gets alerts, recoveries (so that the incident closes) and, where the monitor alerts on no data, the no-data event.

use std::borrow::Cow;
use std::collections::BTreeMap;

use model::{Catalog, MessageText, Organisation, Service, Tag, Team};

use super::template::{GROUPS_NOT_IN_NAME, Texts, fill};
use crate::object::{Minimum, ShownUnit};
use crate::{decimal, links};

/// The handles of a team for each severity in an environment, by the routes of the policy; without the at sign.
pub(super) fn handles(catalog: &Catalog, notify: &str, env: &str, team: &Team) -> BTreeMap<String, Vec<String>> {
    let of = |severity: &String| (severity.clone(), catalog.handles(notify, env, team, severity));
    catalog.severities.keys().map(of).collect()
}

/// The texts of the policy and the values of their placeholders that all monitors of a service share.
#[derive(Debug)]
pub(super) struct Template<'a> {
    texts: &'a Texts,
    tags: &'a BTreeMap<String, Tag>,
    env: &'a str,
    organisation: &'a str,
    /// The address of Datadog's web application.
    app: &'a str,
    service: &'a str,
    service_title: &'a str,
    team: &'a str,
    time_zone: &'a str,
    /// The folder of the service's runbooks.
    runbooks_url: String,
    dashboard_url: String,
    logs_url: String,
    /// Of a service that sends traces.
    traces_url: Option<String>,
}

/// What a monitor watches, where the wording differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Watches<'a> {
    /// A value against thresholds.
    Value,
    /// A service check.
    Check,
    /// A synthetic test.
    Synthetic,
    /// The events of Audit Trail that this search finds.
    Audits(&'a str),
    /// The burn rate of an SLO.
    BurnRate { short_window: &'a str },
    /// Other monitors.
    Monitors,
}

/// The values of the placeholders of one monitor.
pub(super) struct MessageParams<'a> {
    pub(super) name: &'a str,
    pub(super) symptom: &'a str,
    pub(super) impact: &'a str,
    pub(super) first_action: &'a str,
    pub(super) severity: &'a str,
    pub(super) no_data: &'a str,
    /// Whether there is a warning threshold.
    pub(super) warns: bool,
    /// The tags whose values get notifications of their own.
    pub(super) by: &'a [&'a str],
    /// The tags of which one notification covers several values.
    pub(super) folded: &'a [&'a str],
    /// The comparison in words.
    pub(super) comparison: &'a str,
    pub(super) shown_in: &'a ShownUnit,
    /// Whether it is sent again while it lasts.
    pub(super) renotified: bool,
    pub(super) window: &'a str,
    pub(super) watches: Watches<'a>,
    pub(super) minimum: Option<Minimum>,
    pub(super) notifies: &'a [String],
}

impl MessageParams<'_> {
    /// A variable of Datadog's in the unit of messages.
    fn number(&self, variable: &str) -> Cow<'static, str> {
        match self.shown_in.of_unit {
            None => format!("{{{{{variable}}}}}").into(),
            Some(of_unit) => format!("{{{{eval \"round({variable}/{}, 1)\"}}}}", decimal::text(of_unit)).into(),
        }
    }
}

impl<'a> Template<'a> {
    pub(super) fn of(
        catalog: &'a Catalog,
        env: &'a str,
        organisation: &'a Organisation,
        service: &'a Service,
        team: &'a Team,
    ) -> Self {
        let platform = &catalog.platform;
        let (app, name) = (&organisation.app, service.name.as_str());
        Self {
            texts: &catalog.messages,
            tags: &catalog.tags,
            env,
            organisation: catalog
                .environments
                .get(env)
                .map_or("", |environment| &environment.organisation),
            app,
            service: name,
            service_title: &service.title,
            team: &team.title,
            time_zone: &platform.time_zone,
            runbooks_url: links::repository(platform, "blob", &format!("runbooks/{name}")),
            dashboard_url: links::dashboard(app, &links::dashboard_title(platform, &service.title)),
            logs_url: links::logs(app, env, Some(name)),
            traces_url: (service.runs.kind == "deployment").then(|| links::traces(app, env, Some(name))),
        }
    }

    /// The name of the monitor.
    pub(super) fn name(&self, params: &MessageParams<'_>) -> String {
        let hidden = self.texts.get(GROUPS_NOT_IN_NAME).map_or(&[][..], MessageText::lines);
        let by: Vec<_> = params
            .by
            .iter()
            .copied()
            .filter(|key| !hidden.iter().any(|h| h == key))
            .collect();
        let text = if by.is_empty() { "name" } else { "name_with_groups" };
        // Titles are short: what kind of thing a group is, the message says.
        fill(self.texts, text, &|placeholder| match placeholder {
            "groups" => Some(self.groups("group_in_name", &by).into()),
            _ => self.value(placeholder, params, &by),
        })
    }

    /// What follows when it is sent again while the alert lasts. On no data it is unknown whether the symptom lasts. It is a block of the message:
    /// `options.escalation_message` is the older way, which the API keeps but advises against (`doc: api/latest/monitors`).
    fn renotification(&self, params: &MessageParams<'_>) -> String {
        let alert = self.fill("renotification", params, params.by);
        let text = if params.no_data == "notify" {
            let no_data = self.fill("no_data_renotification", params, params.by);
            block("is_alert", &alert) + &block("is_no_data", &no_data)
        } else {
            alert
        };
        block("is_renotify", &format!("\n{text}"))
    }

    /// The whole message.
    pub(super) fn message(&self, params: &MessageParams<'_>) -> String {
        if matches!(params.watches, Watches::Audits(_)) {
            return self.message_once(params);
        }
        let mut out = String::new();
        let mut event = |name: &str, text: &str| out += &block(name, &self.fill(text, params, params.by));
        event(
            "is_alert",
            match params.watches {
                Watches::Check => "check_alert",
                Watches::Synthetic => "synthetic_alert",
                Watches::BurnRate { .. } => "burn_rate_alert",
                Watches::Monitors => "composite_alert",
                Watches::Value | Watches::Audits(_) => "alert",
            },
        );
        if params.watches == Watches::Check {
            event("is_warning", "check_warning");
        } else if params.warns {
            event("is_warning", "warning");
        }
        // Where no data is only shown, nothing is sent.
        if params.no_data == "notify" {
            event("is_no_data", "no_data");
        }
        event(
            "is_recovery",
            match (params.watches, params.no_data) {
                // Without a value: Datadog has none here, or none that a reader could compare.
                (Watches::Check | Watches::Synthetic | Watches::BurnRate { .. } | Watches::Monitors, _) => {
                    "check_recovery"
                }
                (_, "resolve") => "recovery_or_no_data",
                _ => "recovery",
            },
        );
        if params.renotified {
            out += &self.renotification(params);
        }
        out += "\n\n";
        out += &self.fill("body", params, params.by);
        for handle in params.notifies {
            let handle = format!("@{handle}");
            out.push('\n');
            out += &if handle.starts_with("@pagerduty") {
                pager(&handle, params.no_data == "notify")
            } else {
                handle
            };
        }
        out
    }

    /// The message of an event that is over when it is reported. All of it is of the alert, so that nobody is notified of a recovery, which would
    /// close the incident before somebody has looked at it.
    fn message_once(&self, params: &MessageParams<'_>) -> String {
        let mut text = self.fill("audit_alert", params, params.by);
        text += "\n\n";
        text += &self.fill("body", params, params.by);
        for handle in params.notifies {
            text += "\n@";
            text += handle;
        }
        block("is_alert", &text)
    }

    fn fill(&self, text: &str, params: &MessageParams<'_>, by: &[&str]) -> String {
        fill(self.texts, text, &|placeholder| self.value(placeholder, params, by))
    }

    /// The value of a placeholder; `None` where it has none.
    fn value<'v>(&'v self, placeholder: &str, params: &MessageParams<'v>, by: &[&str]) -> Option<Cow<'v, str>> {
        let has_traces = self.traces_url.is_some();
        let of_audits = matches!(params.watches, Watches::Audits(_));
        Some(match placeholder {
            "assumed" => params.minimum?.assumed.to_string().into(),
            "audits_url" => match params.watches {
                Watches::Audits(search) => links::audits(self.app, search).into(),
                _ => return None,
            },
            "comparison" => params.comparison.into(),
            "dashboard_url" => self.dashboard_url.as_str().into(),
            "env" => self.env.into(),
            "folded_groups" if !params.folded.is_empty() => self.fill("folded_groups", params, by).into(),
            "groups" => self.groups("group", by).into(),
            "first_action" => params.first_action.into(),
            "headline" => self.headline(params.symptom),
            "impact" => params.impact.into(),
            "links" if of_audits => self.fill("links_to_audits", params, by).into(),
            "links" if has_traces => self.fill("links_with_traces", params, by).into(),
            "links" => self.fill("links", params, by).into(),
            "logs_url" => self.logs_url.as_str().into(),
            "min_bad" => params.minimum?.bad.to_string().into(),
            "minimum_volume" if params.minimum.is_some() => self.fill("minimum_volume", params, by).into(),
            "organisation" => self.organisation.into(),
            "runbook_url" => format!("{}/{}.md", self.runbooks_url, params.name).into(),
            "short_window" => match params.watches {
                Watches::BurnRate { short_window } => short_window.into(),
                _ => return None,
            },
            "service" => self.service.into(),
            "service_title" => self.service_title.into(),
            "severity" => params.severity.into(),
            "symptom" => params.symptom.into(),
            "team" => self.team.into(),
            "traces_url" => self.traces_url.as_deref()?.into(),
            "threshold" => params.number("threshold"),
            "time_zone" => self.time_zone.into(),
            "titles" => self.titles(params.folded).into(),
            "unit" => params.shown_in.text.as_str().into(),
            "value" if params.minimum.is_some() => self.fill("value_with_minimum", params, by).into(),
            "value" => self.fill("value", params, by).into(),
            "number" => params.number("value"),
            "warn_threshold" => params.number("warn_threshold"),
            "where" if of_audits => self.fill("where_in_organisation", params, by).into(),
            "where" if by.is_empty() => self.fill("where", params, by).into(),
            "where" => self.fill("where_with_groups", params, by).into(),
            "window" => params.window.into(),
            _ => return None,
        })
    }

    /// Every group, in the words of this text.
    fn groups(&self, text: &str, by: &[&str]) -> String {
        let group = |key: &&str| {
            let (key, title) = (*key, self.title(key));
            fill(self.texts, text, &|placeholder| match placeholder {
                "key" => Some(key.to_owned().into()),
                "title" => Some(title.to_owned().into()),
                _ => None,
            })
        };
        by.iter().map(group).collect::<Vec<_>>().join(", ")
    }

    /// What people call the tags: `namespace, queue`
    fn titles(&self, keys: &[&str]) -> String {
        keys.iter().map(|key| self.title(key)).collect::<Vec<_>>().join(", ")
    }

    fn title<'k>(&'k self, key: &'k str) -> &'k str {
        self.tags.get(key).and_then(|tag| tag.title.as_deref()).unwrap_or(key)
    }

    /// `EHR Sync: jobs are failing`, but `PostgreSQL refuses connections` of a service with the title PostgreSQL.
    fn headline<'v>(&self, symptom: &'v str) -> Cow<'v, str> {
        match symptom.strip_prefix(self.service_title) {
            Some(rest) if rest.starts_with(' ') => symptom.into(),
            _ => format!("{}: {symptom}", self.service_title).into(),
        }
    }
}

fn block(name: &str, text: &str) -> String {
    format!("{{{{#{name}}}}}{text}{{{{/{name}}}}}")
}

fn pager(handle: &str, on_no_data: bool) -> String {
    // `is_recovery`, not `is_alert_recovery`: most alerts pass a warning, or no data, on their way back to OK.
    let mut blocks = vec!["is_alert", "is_recovery"];
    if on_no_data {
        blocks.push("is_no_data");
    }
    blocks.into_iter().map(|name| block(name, handle)).collect()
}
