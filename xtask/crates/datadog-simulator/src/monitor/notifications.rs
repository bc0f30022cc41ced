//! Turns the states of all groups into notifications.

use std::collections::{BTreeMap, HashMap};

use super::{Monitor, Span, World};
use crate::notify::{MessageContext, MuteTarget, Mutes, rules};
use crate::outcome::{GroupOutcome, Notification, Outcome};
use crate::run::{Notifier, PendingNotification};
use crate::semantics::Semantics;
use crate::service_check::ServiceCheckSource;
use crate::source::BurnRates;
use crate::state::State;
use crate::world::{CheckRun, Event, Tags};

/// The data that a message can quote.
pub(super) enum MessageData<'a> {
    None,
    /// The events of each group, with the source they come from.
    Events(&'a str, &'a HashMap<Tags, Vec<&'a Event>>),
    Checks(&'a ServiceCheckSource<'a>),
    Constituents(Vec<Outcome>),
    /// Of an SLO alert, by time of evaluation; empty for an error budget.
    BurnRates(&'a BurnRates),
}

/// A notification group: the groups that share notifications, and the state of these notifications.
struct NotificationGroup<'w> {
    tags: Tags,
    members: Vec<usize>,
    notifier: Notifier,
    mutes: Mutes<'w>,
}

impl Monitor {
    /// The outcome of a run: the groups, and the notifications that follow from their states.
    pub(super) fn with_notifications(
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
        let mut notification_groups = self.notification_groups(&groups, world, span);
        let times = groups.first().map_or(0, |g| g.evaluations.len());
        for i in 0..times {
            for group in &mut notification_groups {
                let (state, member) = most_severe(&groups, &group.members, i);
                let now = groups[member].evaluations[i].at;
                let mute = group.mutes.at(now, state);
                if let Some(pending) = group.notifier.step(&policy, now, state, mute.map(|(m, _)| m)) {
                    let muted_by = mute.filter(|_| pending.muted).map(|(_, name)| name.to_owned());
                    notifications.push(self.notification(
                        &groups[member],
                        i,
                        &group.tags,
                        pending,
                        muted_by,
                        world,
                        data,
                    ));
                }
            }
        }
        Outcome { groups, notifications }
    }

    fn notification_groups<'w>(
        &self,
        groups: &[GroupOutcome],
        world: &'w World,
        span: Span,
    ) -> Vec<NotificationGroup<'w>> {
        let keys = self.notified_by();
        // service checks with by("*") and composites do not know the keys of their groups: each group is a notification group
        let whole = keys == self.keys;
        let mut members_by_tags: BTreeMap<Tags, Vec<usize>> = BTreeMap::new();
        for (i, group) in groups.iter().enumerate() {
            let tags = if whole {
                group.group.clone()
            } else {
                group.group.project(&keys)
            };
            members_by_tags.entry(tags).or_default().push(i);
        }
        members_by_tags
            .into_iter()
            .map(|(tags, members)| NotificationGroup {
                notifier: Notifier::default(),
                mutes: Mutes::new(&self.mute_target(&tags), &world.downtimes, span.to),
                tags,
                members,
            })
            .collect()
    }

    /// What downtimes are matched with. The tags of the query's scope count too: a downtime for `service:a` mutes a monitor whose whole query is
    /// `service:a`, whatever it is grouped by.
    fn mute_target(&self, group: &Tags) -> MuteTarget<'_> {
        MuteTarget {
            monitor_id: self.id,
            monitor_tags: &self.definition.tags,
            group: group.union(&self.scope_tags),
        }
    }

    #[allow(clippy::too_many_arguments)] // one call, and a struct would only repeat these names
    fn notification(
        &self,
        member: &GroupOutcome,
        i: usize,
        group: &Tags,
        pending: PendingNotification,
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
        let message = self.template.render(&MessageContext {
            at: evaluation.at,
            pending,
            value: evaluation.value,
            group: &member.group,
            thresholds: &self.thresholds,
            comparator: self.comparator,
            priority: self.definition.priority,
            sample: sample(data, &member.group, evaluation.window.from, evaluation.window.to),
            check: last_run(data, &member.group, evaluation.window.to),
            constituents: &constituents,
            burn_rates: match data {
                MessageData::BurnRates(rates) => rates.get(&evaluation.at).copied(),
                _ => None,
            },
        });
        let context = rules::RuleContext {
            tags: &tags,
            transition: transition(pending.state),
            priority: message.priority.map(|p| format!("P{p}")),
        };
        let mut handles = message.handles;
        for handle in rules::recipients(&world.rules, &context) {
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
        Notification {
            at: evaluation.at,
            group: group.clone(),
            kind: pending.kind,
            state: pending.state,
            from: pending.from,
            value: evaluation.value,
            title: message.title,
            body: message.body,
            handles,
            muted_by,
            priority: message.priority,
            missing_variables: message.missing,
            branches: message.branches,
        }
    }
}

/// The most severe state of the members at evaluation `i`, and the index of the member that has it.
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
