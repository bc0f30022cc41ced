//! States of monitors as Datadog's API shows them.

use std::collections::BTreeMap;

use datadog_api::{Client, Kind, Request};
use datadog_query::message::{self, Status, Template, Transition};
use futures::TryStreamExt;
use gameday_scenarios::{Change, Notification, Observed, Plan};
use serde_json::Value;

use crate::definitions::Everything;
use crate::problem::{Problem, Result};

/// The API's name of the only group of a monitor without groups.
const WITHOUT_GROUPS: &str = "*";

/// The monitors of a scenario in Datadog.
pub(crate) struct Watch<'c> {
    client: &'c Client,
    monitors: Vec<Watched>,
    priorities: BTreeMap<String, u8>,
    /// The status of each group, and when it notified last, as the last look showed them.
    last: BTreeMap<(String, String), (Status, Option<i64>)>,
    /// When the last look was, in seconds after the start.
    looked: i64,
}

struct Watched {
    name: String,
    id: String,
    title: String,
    message: String,
    template: Template,
}

impl<'c> Watch<'c> {
    /// Finds the scenario's monitors by their names and tags.
    ///
    /// # Errors
    /// One is not there, or is not as it is declared.
    pub(crate) async fn find(client: &'c Client, everything: &Everything, plan: &Plan) -> Result<Self> {
        let live: Vec<_> = client.list(Kind::Monitor).try_collect().await?;
        let mut found = Self {
            client,
            monitors: Vec::new(),
            priorities: BTreeMap::new(),
            last: BTreeMap::new(),
            looked: 0,
        };
        for (name, object) in everything.monitors(&plan.scenario.environment) {
            if !plan.applies(&name) {
                continue;
            }
            let payload = object.payload();
            let text = |field: &str| payload[field].as_str().unwrap_or_default().to_owned();
            let is_it = |live: &&datadog_api::LiveObject| live.payload["name"] == payload["name"];
            let Some(live) = live.iter().find(is_it) else {
                return Err(Problem::failed(format!(
                    "Datadog has no monitor named '{}': wait until the controller has applied {name}",
                    text("name")
                )));
            };
            let message = text("message");
            // What refers to other objects has their ids there.
            let is_same = object.linked.is_some()
                || (live.payload["message"] == payload["message"] && live.payload["query"] == payload["query"]);
            if !is_same {
                return Err(Problem::failed(format!(
                    "{name} is not in Datadog as it is declared here: see `cargo xtask live drift {}`",
                    plan.scenario.environment.value
                )));
            }
            let (template, errors) = message::parse(&message);
            if let Some(error) = errors.first() {
                return Err(Problem::failed(format!(
                    "the message of {name} cannot be read: {error}"
                )));
            }
            let priority = payload["priority"]
                .as_u64()
                .and_then(|priority| u8::try_from(priority).ok());
            found
                .priorities
                .extend(priority.map(|priority| (name.clone(), priority)));
            found.monitors.push(Watched {
                name,
                id: live.id.clone(),
                title: text("name"),
                message,
                template,
            });
        }
        Ok(found)
    }

    pub(crate) fn monitors(&self) -> usize {
        self.monitors.len()
    }

    pub(crate) const fn priorities(&self) -> &BTreeMap<String, u8> {
        &self.priorities
    }

    /// Adds what the API shows now. `start`: of the scenario, in unix seconds.
    pub(crate) async fn look(&mut self, start: i64, observed: &mut Observed) -> Result<()> {
        let (mut changes, mut notifications) = (Vec::new(), Vec::new());
        let now = jiff::Timestamp::now().as_second() - start;
        // What this look shows and the last one did not has happened between them, whatever the clocks say.
        let between =
            |at: Option<i64>, seen: i64| at.map_or(seen, |at| (at - start).clamp(self.looked.min(seen), seen));
        for monitor in &self.monitors {
            let request = Request::get_one("/api/v1/monitor/{id}", &monitor.id).with("group_states", "all");
            let answer = self.client.call(&request).await?;
            let seen = jiff::Timestamp::now().as_second() - start;
            let groups = answer["state"]["groups"].as_object().into_iter().flatten();
            for (name, group) in groups {
                let Some(status) = status(group) else { continue };
                let time = |field: &str| group[field].as_i64().filter(|at| *at > 0);
                let notified = time("last_notified_ts");
                let group_name = if name == WITHOUT_GROUPS { "" } else { name.as_str() };
                let key = (monitor.name.clone(), group_name.to_owned());
                let before = self.last.insert(key, (status, notified));
                let from = before.map_or(Status::Ok, |(status, _)| status);
                if before.is_none_or(|(status_before, _)| status_before != status) {
                    let changed = match status {
                        Status::Ok => time("last_resolved_ts"),
                        Status::NoData => time("last_nodata_ts"),
                        _ => time("last_triggered_ts"),
                    };
                    changes.push(Change {
                        monitor: monitor.name.clone(),
                        group: group_name.to_owned(),
                        at: between(changed, seen),
                        seen,
                        to: Some(word(status).to_owned()),
                    });
                }
                let is_new = |at: &i64| before.is_some_and(|(_, before)| before.is_none_or(|before| *at > before));
                if let Some(at) = notified.filter(is_new) {
                    let transition = Transition {
                        from,
                        to: status,
                        renotify: from == status,
                    };
                    notifications.push(Notification {
                        monitor: monitor.name.clone(),
                        group: group_name.to_owned(),
                        at: between(Some(at), seen),
                        seen,
                        state: word(status).to_owned(),
                        kind: kind(transition).to_owned(),
                        title: monitor.title.clone(),
                        body: monitor.message.clone(),
                        handles: handles(&monitor.template, transition),
                        muted_by: None,
                    });
                }
            }
        }
        self.looked = now;
        observed.see(changes, notifications);
        Ok(())
    }
}

fn status(group: &Value) -> Option<Status> {
    Some(match group["status"].as_str()? {
        "OK" => Status::Ok,
        "Warn" => Status::Warn,
        "Alert" => Status::Alert,
        "No Data" => Status::NoData,
        _ => return None,
    })
}

const fn word(status: Status) -> &'static str {
    match status {
        Status::Ok => "OK",
        Status::Warn => "Warn",
        Status::NoData => "No Data",
        _ => "Alert",
    }
}

fn kind(transition: Transition) -> &'static str {
    match (transition.renotify, transition.to) {
        (true, _) => "renotified",
        (false, Status::Ok) => "recovered",
        _ => "triggered",
    }
}

/// Who gets a notification of the transition, without the at sign.
fn handles(template: &Template, transition: Transition) -> Vec<String> {
    let mut found = Vec::new();
    for handle in template.handles() {
        let name = handle.name().trim_start_matches('@').to_owned();
        if handle.guards.iter().all(|guard| guard.may_pass(transition)) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
