//! From the states of all groups to notifications.

use std::collections::{BTreeMap, HashMap};

use super::{Monitor, Span};
use crate::notify::{MessageContext, Mutes, rules};
use crate::outcome::{GroupOutcome, Notification, Outcome};
use crate::run::{Notifier, PendingNotification};
use crate::semantics::Semantics;
use crate::service_check::ServiceCheckSource;
use crate::state::State;
use crate::world::{CheckRun, Event, Tags, World};

/// What a message may quote.
pub(super) enum MessageData<'a> {
    None,
    /// The events of each group, with the source they come from.
    Events(&'a str, &'a HashMap<Tags, Vec<&'a Event>>),
    Checks(&'a ServiceCheckSource<'a>),
    Constituents(Vec<Outcome>),
}

/// One notification group: its members, and what was said.
struct NotificationGroup<'w> {
    tags: Tags,
    members: Vec<usize>,
    notifier: Notifier,
    mutes: Mutes<'w>,
}

impl Monitor {
    /// Puts the notifications to the groups.
    pub(super) fn announced(
        &self,
        mut groups: Vec<GroupOutcome>,
        world: &World,
        span: Span,
        semantics: &Semantics,
        data: &MessageData<'_>,
    ) -> Outcome {
        groups.sort_by(|a, b| a.group.cmp(&b.group));
        let mut notifications = Vec::new();
        let policy = self.policy(semantics);
        let mut parties = self.parties(&groups, world, span);
        let times = groups.first().map_or(0, |g| g.evaluations.len());
        for i in 0..times {
            for party in &mut parties {
                let (state, member) = most_severe(&groups, &party.members, i);
                let now = groups[member].evaluations[i].at;
                let mute = party.mutes.at(now, state);
                if let Some(announcement) = party.notifier.step(&policy, now, state, mute.map(|(m, _)| m)) {
                    let muted_by = mute.filter(|_| announcement.muted).map(|(_, name)| name.to_owned());
                    notifications.push(self.notification(
                        &groups[member],
                        i,
                        &party.tags,
                        announcement,
                        muted_by,
                        world,
                        data,
                    ));
                }
            }
        }
        Outcome { groups, notifications }
    }

    fn parties<'w>(&self, groups: &[GroupOutcome], world: &'w World, span: Span) -> Vec<NotificationGroup<'w>> {
        let keys = self.notified_by();
        // checks by("*") and composites have groups without known keys: each is its own party
        let whole = keys == self.keys;
        let mut parties: BTreeMap<Tags, Vec<usize>> = BTreeMap::new();
        for (i, group) in groups.iter().enumerate() {
            let tags = if whole {
                group.group.clone()
            } else {
                group.group.project(&keys)
            };
            parties.entry(tags).or_default().push(i);
        }
        parties
            .into_iter()
            .map(|(tags, members)| NotificationGroup {
                notifier: Notifier::default(),
                mutes: Mutes::of(self, &tags, &world.downtimes, span.to),
                tags,
                members,
            })
            .collect()
    }

    #[allow(clippy::too_many_arguments)] // one call, and a struct would only repeat these names
    fn notification(
        &self,
        member: &GroupOutcome,
        i: usize,
        group: &Tags,
        announcement: PendingNotification,
        muted_by: Option<String>,
        world: &World,
        data: &MessageData<'_>,
    ) -> Notification {
        let evaluation = member.evaluations[i];
        let tags = Tags::new(
            self.definition
                .tags
                .iter()
                .map(String::as_str)
                .chain(member.group.iter()),
        );
        let constituents = match data {
            MessageData::Constituents(outcomes) => outcomes
                .iter()
                .map(|o| value_at(o, &member.group, evaluation.at))
                .collect(),
            _ => Vec::new(),
        };
        let words = self.template.render(&MessageContext {
            at: evaluation.at,
            announcement,
            value: evaluation.value,
            group: &member.group,
            thresholds: &self.thresholds,
            comparator: self.comparator,
            priority: self.definition.priority,
            sample: sample(data, &member.group, evaluation.window.from, evaluation.window.to),
            check: last_run(data, &member.group, evaluation.window.to),
            constituents: &constituents,
        });
        let context = rules::RuleContext {
            tags: &tags,
            transition: transition(announcement.state),
            priority: words.priority.map(|p| format!("P{p}")),
        };
        let mut handles = words.handles;
        for handle in rules::recipients(&world.rules, &context) {
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
        Notification {
            at: evaluation.at,
            group: group.clone(),
            kind: announcement.kind,
            state: announcement.state,
            from: announcement.from,
            value: evaluation.value,
            title: words.title,
            body: words.body,
            handles,
            muted_by,
            priority: words.priority,
            missing_variables: words.missing,
            branches: words.branches,
        }
    }
}

/// The most severe state of the members at evaluation `i`, and whose it is.
fn most_severe(groups: &[GroupOutcome], members: &[usize], i: usize) -> (Option<State>, usize) {
    let mut best = (None, members[0]);
    for member in members {
        let state = groups[*member].evaluations[i].state;
        if state.map(State::severity) > best.0.map(State::severity) {
            best = (state, *member);
        }
    }
    best
}

fn value_at(outcome: &Outcome, group: &Tags, t: i64) -> Option<f64> {
    let values: Vec<&str> = group.pairs().map(|(_, v)| v).collect();
    let matching = outcome
        .groups
        .iter()
        .find(|g| g.group.pairs().all(|(_, v)| values.contains(&v)))?;
    let next = matching.evaluations.partition_point(|e| e.at <= t);
    matching.evaluations[..next].last()?.value
}

fn sample<'a>(
    data: &MessageData<'a>,
    group: &Tags,
    from: i64,
    to: i64,
) -> Option<(&'static str, &'a serde_json::Value)> {
    let MessageData::Events(source, samples) = data else {
        return None;
    };
    let events = samples.get(group)?;
    let end = events.partition_point(|e| e.at < to);
    let event = events[..end].last().filter(|e| e.at >= from)?;
    let name = match *source {
        "trace-analytics" => "span",
        "rum" => "rum",
        "events" => "event",
        "ci-pipelines" => "cipipeline",
        "ci-tests" => "citest",
        "audits" => "audit",
        _ => "log",
    };
    Some((name, &event.body))
}

fn last_run<'a>(data: &MessageData<'a>, group: &Tags, t: i64) -> Option<&'a CheckRun> {
    let MessageData::Checks(source) = data else {
        return None;
    };
    source.last_run(group, t)
}

fn transition(state: State) -> &'static str {
    match state {
        State::Alert => "alert",
        State::Warn => "warning",
        State::NoData => "no data",
        State::Ok => "recovery",
    }
}
