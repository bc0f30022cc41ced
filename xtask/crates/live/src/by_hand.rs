//! What a person muted in Datadog: downtimes that neither a maintenance window nor a service declares, and monitors that are muted in the old way, by an option of their own.
//!
//! Datadog's permission to mute limits neither what is muted nor for how long, and its Audit Trail has no event of downtimes, so this comparison is what finds them.

mod report;
mod schedule;
mod windows;

use std::collections::BTreeSet;
use std::path::Path;

use cli::Failure;
use datadog_api::{Kind, LiveObject};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use model::ObjectKind;
use serde::Serialize;
use serde_json::Value;

pub(crate) use self::report::{markdown, text};
use self::schedule::{Schedule, too_long};
use crate::describe;
use crate::identity;
use crate::live_state::REQUESTS_MAX;
use crate::progress::Progress;
use crate::session::{Session, failed};
use crate::states::States;

/// Why something that has no end is refused.
const NO_END: &str = "it has no end";

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// It has to be ended or declared.
    Error,
    /// What a person on call may do.
    Note,
}

/// What mutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Means {
    /// A downtime.
    Downtime,
    /// `options.silenced` of a monitor.
    Option,
}

/// Something that was muted by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Muted {
    pub(crate) severity: Severity,
    means: Means,
    /// The id of the downtime or of the monitor.
    id: String,
    /// The groups that are muted: `*` for all.
    scope: String,
    /// The only monitor that is muted.
    monitor: Option<String>,
    /// The tags of the monitors that are muted.
    monitor_tags: Vec<String>,
    /// How many monitors of this repository that is; `None` if monitors were not read.
    mutes: Option<usize>,
    creator: Option<String>,
    start: Option<String>,
    end: Option<String>,
    /// The rules by which it recurs.
    recurs: Vec<String>,
    message: Option<String>,
    /// Why it is an error.
    why: Option<String>,
}

/// What was muted by hand and can concern the selection, the worst first.
pub(crate) async fn find(
    root: &Path,
    session: &Session,
    states: &States,
    now: Timestamp,
    progress: &Progress,
) -> Result<Vec<Muted>, Failure> {
    let search = Search {
        session,
        states,
        longest_hours: session
            .catalog
            .maintenance
            .as_ref()
            .and_then(|limits| limits.longest_by_hand_hours)
            .unwrap_or_default(),
    };
    let mut found = Vec::new();
    if session.selection.kinds.contains(&ObjectKind::Downtime) {
        let planned = windows::planned(root).map_err(|findings| Failure::from(findings).as_usage())?;
        progress.show(|| "reading who muted what".to_owned());
        let muted = search.downtimes(&planned).map(|object| async move {
            let creator = session.client.downtime_creator(&object.id).await?;
            Ok::<_, datadog_api::Error>(search.downtime(object, creator))
        });
        let muted: Vec<Muted> = stream::iter(muted)
            .buffered(REQUESTS_MAX)
            .try_collect()
            .await
            .map_err(failed)?;
        found.extend(muted);
    }
    if session.selection.kinds.contains(&ObjectKind::Monitor) {
        found.extend(search.monitors().flat_map(|monitor| search.options(monitor, now)));
    }
    found.sort();
    Ok(found)
}

#[derive(Clone, Copy)]
struct Search<'s> {
    session: &'s Session,
    states: &'s States,
    longest_hours: u32,
}

impl<'s> Search<'s> {
    /// The downtimes that nothing declares. Those that carry our mark without a declaration are differences already: `removed`.
    fn downtimes(self, planned: &[windows::Planned]) -> impl Iterator<Item = &'s LiveObject> {
        let declared = self.states.matches.found.iter().filter_map(|found| found.object);
        let declared = declared.map(|(at, _)| self.states.live[at].id.clone());
        let removed = self
            .states
            .undeclared(self.session)
            .into_iter()
            .map(|(_, object)| object.id.clone());
        let known: BTreeSet<String> = declared.chain(removed).collect();
        let live = self.states.live.iter().filter(|object| object.kind == Kind::Downtime);
        live.filter(move |object| {
            let attributes = &object.payload["data"]["attributes"];
            !known.contains(&object.id)
                && !planned.iter().any(|planned| planned.is(attributes))
                && self.concerns(&self.tags(attributes))
        })
    }

    fn monitors(self) -> impl Iterator<Item = &'s LiveObject> {
        self.states.live.iter().filter(|object| object.kind == Kind::Monitor)
    }

    /// The monitor that a downtime names, if it does.
    fn named(self, attributes: &Value) -> Option<(String, Option<&'s LiveObject>)> {
        let id = attributes["monitor_identifier"]["monitor_id"].as_u64()?.to_string();
        let monitor = self.monitors().find(|monitor| monitor.id == id);
        Some((id, monitor))
    }

    /// The tags of what a downtime mutes: its own, or those of the monitor that it names.
    fn tags(self, attributes: &'s Value) -> Vec<&'s str> {
        match self.named(attributes) {
            Some((_, monitor)) => monitor.map_or_else(Vec::new, |monitor| texts(&monitor.payload["tags"])),
            None => texts(&attributes["monitor_identifier"]["monitor_tags"]),
        }
    }

    /// Whether monitors with these tags can be of the selection: not if the tags name another environment of the organisation, or another service.
    fn concerns(self, tags: &[&str]) -> bool {
        let selection = &self.session.selection;
        let elsewhere = |env: &str| {
            let known = self.session.catalog.environments.get(env);
            known.is_some_and(|known| known.organisation == selection.organisation)
                && !selection.environments.iter().any(|selected| selected == env)
        };
        let of_another = |service: &str| selection.service.as_deref().is_some_and(|only| only != service);
        !tags.iter().any(|tag| match tag.split_once(':') {
            Some(("env", env)) => elsewhere(env),
            Some(("service", service)) => of_another(service),
            _ => false,
        })
    }

    fn downtime(self, object: &LiveObject, creator: Option<String>) -> Muted {
        let attributes = &object.payload["data"]["attributes"];
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let schedule = &attributes["schedule"];
        let why = Schedule::of(schedule).refusal(self.longest_hours);
        let named = self.named(attributes);
        let tags = texts(&attributes["monitor_identifier"]["monitor_tags"]);
        let recurrences = schedule["recurrences"].as_array();
        // Of one that recurs, Datadog states the times of the current or next one.
        let times = schedule
            .get("current_downtime")
            .filter(|current| !current.is_null())
            .unwrap_or(schedule);
        Muted {
            severity: severity(why.as_ref()),
            means: Means::Downtime,
            id: object.id.clone(),
            scope: text(&attributes["scope"]).unwrap_or_default(),
            mutes: self.mutes(named.as_ref().map(|(id, _)| id.as_str()), &tags),
            monitor: named.map(|(id, monitor)| monitor.map_or_else(|| format!("monitor {id}"), describe::live)),
            monitor_tags: tags.into_iter().map(str::to_owned).collect(),
            creator,
            start: text(&times["start"]),
            end: text(&times["end"]),
            recurs: recurrences
                .into_iter()
                .flatten()
                .filter_map(|one| text(&one["rrule"]))
                .collect(),
            message: text(&attributes["message"]).filter(|message| !message.trim().is_empty()),
            why,
        }
    }

    /// How many of our monitors a downtime mutes.
    fn mutes(self, id: Option<&str>, tags: &[&str]) -> Option<usize> {
        let platform = &self.session.catalog.platform;
        let selects = |monitor: &&LiveObject| match id {
            Some(id) => monitor.id == id,
            None => {
                let own = texts(&monitor.payload["tags"]);
                tags.iter().all(|tag| *tag == "*" || own.contains(tag))
            }
        };
        let ours = self
            .monitors()
            .filter(|monitor| identity::is_ours(ObjectKind::Monitor, &monitor.payload, platform));
        self.session
            .selection
            .kinds
            .contains(&ObjectKind::Monitor)
            .then(|| ours.filter(selects).count())
    }

    /// The groups of a monitor that an option of its own mutes. An end in the past mutes nothing.
    fn options(self, monitor: &LiveObject, now: Timestamp) -> Vec<Muted> {
        if !self.concerns(&texts(&monitor.payload["tags"])) {
            return Vec::new();
        }
        let silenced = monitor.payload.pointer("/options/silenced").and_then(Value::as_object);
        let groups = silenced.into_iter().flatten().filter_map(|(scope, end)| {
            let end = end.as_i64().and_then(|end| Timestamp::from_second(end).ok());
            if end.is_some_and(|end| end <= now) {
                return None;
            }
            let why = match end {
                None => Some(NO_END.to_owned()),
                Some(end) => too_long("it lasts for another", now, end, self.longest_hours),
            };
            Some(Muted {
                severity: severity(why.as_ref()),
                means: Means::Option,
                id: monitor.id.clone(),
                scope: scope.clone(),
                monitor: Some(describe::live(monitor)),
                monitor_tags: Vec::new(),
                mutes: self.mutes(Some(&monitor.id), &[]),
                creator: None,
                start: None,
                end: end.map(|end| end.to_string()),
                recurs: Vec::new(),
                message: None,
                why,
            })
        });
        groups.collect()
    }
}

fn severity(why: Option<&String>) -> Severity {
    if why.is_some() { Severity::Error } else { Severity::Note }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
