//! The status of a linked resource: what it has, what it waits for and since when, for the person who looks at it.

use std::collections::BTreeMap;

use k8s_openapi::jiff::Timestamp;
use kube::ResourceExt;
use linked::{Condition, ConditionStatus, LinkedStatus, READY, RESOLVED, ResolvedReason, WrittenResource};

use crate::kinds::{DatadogGenericResource, DatadogLinkedResource};

/// The reasons of the condition [`READY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadyReason {
    /// Datadog has the object.
    Synced,
    /// The condition [`RESOLVED`] says why nothing was written.
    NotResolved,
    /// The operator has not tried yet.
    WaitingForOperator,
    /// Datadog's API refused the object.
    RefusedByDatadog,
    /// The name belongs to somebody else.
    NameTaken,
    /// The API server of the cluster refused the `DatadogGenericResource`.
    WriteRefused,
    /// The `DatadogGenericResource` is being deleted.
    Deleting,
}

impl ReadyReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Synced => "Synced",
            Self::NotResolved => "NotResolved",
            Self::WaitingForOperator => "WaitingForOperator",
            Self::RefusedByDatadog => "RefusedByDatadog",
            Self::NameTaken => "NameTaken",
            Self::WriteRefused => "WriteRefused",
            Self::Deleting => "Deleting",
        }
    }

    /// Whether somebody has to do something.
    const fn is_problem(self) -> bool {
        matches!(self, Self::RefusedByDatadog | Self::NameTaken | Self::WriteRefused)
    }
}

/// Something that happened to an object, for its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Happened {
    /// Whether somebody has to do something.
    pub(crate) is_problem: bool,
    /// In one word.
    pub(crate) reason: String,
    /// In a sentence.
    pub(crate) note: String,
}

/// Builds the next status from the one before.
pub(crate) struct Report {
    before: LinkedStatus,
    next: LinkedStatus,
    generation: Option<i64>,
    now: Timestamp,
    happened: Vec<Happened>,
}

impl Report {
    /// A report on `linked`.
    pub(crate) fn on(linked: &DatadogLinkedResource, now: Timestamp) -> Self {
        let before = linked.status_or_empty();
        let generation = linked.metadata.generation;
        let next = LinkedStatus {
            observed_generation: generation,
            ..before.clone()
        };
        Self {
            before,
            next,
            generation,
            now,
            happened: Vec::new(),
        }
    }

    /// Every id is in the payload.
    pub(crate) fn resolved(&mut self, ids: BTreeMap<String, String>) {
        let message = match ids.len() {
            1 => "the id of 1 object is in the payload".to_owned(),
            count => format!("the ids of {count} objects are in the payload"),
        };
        for (path, id) in &ids {
            if let Some(before) = self.before.ids.get(path).filter(|before| *before != id) {
                let note = format!("{path} was created again in Datadog: its id was {before} and is {id}");
                self.happened.push(Happened {
                    is_problem: false,
                    reason: "IdChanged".to_owned(),
                    note,
                });
            }
        }
        self.next.ids = ids;
        self.set(
            RESOLVED,
            ConditionStatus::True,
            ResolvedReason::ReferencesResolved.as_str(),
            message,
            false,
        );
    }

    /// No payload: why not. `resource` is what an earlier payload became.
    pub(crate) fn unresolved(&mut self, reason: ResolvedReason, why: &str, resource: Option<&DatadogGenericResource>) {
        let is_problem = reason != ResolvedReason::WaitingForReference;
        let message = if is_problem {
            why.to_owned()
        } else {
            let since = self.since(RESOLVED);
            format!("waits for ids since {since}: {why}")
        };
        self.set(RESOLVED, ConditionStatus::False, reason.as_str(), message, is_problem);
        let message = match resource.and_then(DatadogGenericResource::id) {
            Some(id) => format!("not written: see the condition {RESOLVED}. Datadog keeps the object {id} as it was"),
            None => format!("not written: see the condition {RESOLVED}"),
        };
        if resource.is_none() {
            self.next.ids.clear();
        }
        self.wrote(resource);
        self.ready(ReadyReason::NotResolved, message);
    }

    /// The `DatadogGenericResource` is as it should be: what the operator says about it.
    pub(crate) fn written(&mut self, resource: &DatadogGenericResource) {
        self.wrote(Some(resource));
        let name = resource.name_any();
        if resource.metadata.deletion_timestamp.is_some() {
            let message =
                format!("DatadogGenericResource {name} is being deleted; it is written again when it is gone");
            return self.ready(ReadyReason::Deleting, message);
        }
        if let Some(error) = resource.sync_error() {
            return self.ready(ReadyReason::RefusedByDatadog, error);
        }
        match (resource.sync_status(), resource.id()) {
            (Some(_), Some(id)) => self.ready(ReadyReason::Synced, format!("id {id}")),
            _ => {
                let since = self.since(READY);
                let message = format!(
                    "waits for the Datadog operator since {since}: it has not created DatadogGenericResource {name} in Datadog yet"
                );
                self.ready(ReadyReason::WaitingForOperator, message);
            }
        }
    }

    /// The name belongs to an object that this program did not write.
    pub(crate) fn name_taken(&mut self, resource: &DatadogGenericResource) {
        let name = resource.name_any();
        let whose = match resource
            .owner_references()
            .iter()
            .find(|owner| owner.controller == Some(true))
        {
            Some(owner) if owner.kind == linked::KIND && owner.name == name => {
                "an earlier DatadogLinkedResource of this name; it is written when Kubernetes has collected it"
                    .to_owned()
            }
            Some(owner) => format!("{} {}; rename this object", owner.kind, owner.name),
            None => "not a DatadogLinkedResource; delete it or rename this object".to_owned(),
        };
        self.wrote(None);
        self.ready(
            ReadyReason::NameTaken,
            format!("DatadogGenericResource {name} exists and belongs to {whose}"),
        );
    }

    /// The API server refused the `DatadogGenericResource`, in its words.
    pub(crate) fn write_refused(&mut self, words: &str, resource: Option<&DatadogGenericResource>) {
        self.wrote(resource);
        self.ready(
            ReadyReason::WriteRefused,
            format!("the API server refused the DatadogGenericResource: {words}"),
        );
    }

    /// The object is being deleted and waits until what was written for it is gone.
    pub(crate) fn deleting(&mut self, resource: &DatadogGenericResource) {
        self.wrote(Some(resource));
        let name = resource.name_any();
        let message = format!(
            "waits until DatadogGenericResource {name} is gone; the operator deletes the object in Datadog first, which refuses while another object refers to it"
        );
        self.ready(ReadyReason::Deleting, message);
    }

    /// The status to write, if it changed, and what happened.
    pub(crate) fn finish(mut self) -> (Option<LinkedStatus>, Vec<Happened>) {
        self.next.conditions.sort_by(|a, b| b.kind.cmp(&a.kind));
        ((self.next != self.before).then_some(self.next), self.happened)
    }

    fn wrote(&mut self, resource: Option<&DatadogGenericResource>) {
        self.next.resource = resource.map(|resource| WrittenResource {
            name: resource.name_any(),
            id: resource.id().map(str::to_owned),
            sync_status: resource.sync_status().map(str::to_owned),
        });
    }

    fn ready(&mut self, reason: ReadyReason, message: String) {
        let status = if reason == ReadyReason::Synced {
            ConditionStatus::True
        } else {
            ConditionStatus::False
        };
        self.set(READY, status, reason.as_str(), message, reason.is_problem());
    }

    fn set(&mut self, kind: &str, status: ConditionStatus, reason: &str, message: String, is_problem: bool) {
        let message = shortened(message, MESSAGE_BYTES_MAX);
        let before = find(&self.before, kind);
        let last_transition_time = match before.filter(|before| before.status == status) {
            Some(before) => before.last_transition_time.clone(),
            None => written(self.now),
        };
        if is_problem && before.is_none_or(|before| before.reason != reason || before.message != message) {
            self.happened.push(Happened {
                is_problem,
                reason: reason.to_owned(),
                note: message.clone(),
            });
        }
        self.next.conditions.retain(|condition| condition.kind != kind);
        self.next.conditions.push(Condition {
            kind: kind.to_owned(),
            status,
            reason: reason.to_owned(),
            message,
            last_transition_time,
            observed_generation: self.generation,
        });
    }

    /// Since when a condition has not held.
    fn since(&self, kind: &str) -> String {
        match find(&self.before, kind).filter(|before| before.status == ConditionStatus::False) {
            Some(before) => before.last_transition_time.clone(),
            None => written(self.now),
        }
    }
}

/// Longer than every error of Datadog's API that was seen, and short enough for a list of objects.
const MESSAGE_BYTES_MAX: usize = 2000;

/// A text of at most so many bytes, with a mark where it was cut.
pub(crate) fn shortened(mut text: String, bytes_max: usize) -> String {
    const MARK: &str = " ...";
    if text.len() > bytes_max {
        let mut end = bytes_max.saturating_sub(MARK.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str(MARK);
    }
    text
}

fn find<'a>(status: &'a LinkedStatus, kind: &str) -> Option<&'a Condition> {
    status.conditions.iter().find(|condition| condition.kind == kind)
}

/// A time as Kubernetes writes it, to the second.
fn written(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const FIRST: &str = "2026-11-29T03:00:00Z";
    const LATER: &str = "2026-11-29T03:07:30Z";

    fn linked(status: &LinkedStatus) -> DatadogLinkedResource {
        let object = json!({
            "apiVersion": linked::API_VERSION, "kind": linked::KIND, "metadata": { "name": "alert", "generation": 3 },
            "spec": { "type": "monitor", "references": {}, "jsonSpec": "{}" }, "status": status,
        });
        serde_json::from_value(object).expect("a linked resource")
    }

    fn resource(status: Value) -> DatadogGenericResource {
        let object = json!({
            "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResource", "metadata": { "name": "alert" },
            "spec": { "type": "monitor", "jsonSpec": "{}" }, "status": status,
        });
        serde_json::from_value(object).expect("a generic resource")
    }

    fn at(time: &str) -> Timestamp {
        time.parse().expect("a time")
    }

    fn report(
        before: &LinkedStatus,
        time: &str,
        build: impl FnOnce(&mut Report),
    ) -> (Option<LinkedStatus>, Vec<Happened>) {
        let mut report = Report::on(&linked(before), at(time));
        build(&mut report);
        report.finish()
    }

    fn next(before: &LinkedStatus, time: &str, build: impl FnOnce(&mut Report)) -> LinkedStatus {
        report(before, time, build).0.expect("something changed")
    }

    fn ids(id: &str) -> BTreeMap<String, String> {
        [("a/slos/b".to_owned(), id.to_owned())].into()
    }

    fn waits(report: &mut Report) {
        report.unresolved(ResolvedReason::WaitingForReference, "a/slos/b: it does not exist", None);
    }

    fn synced(report: &mut Report) {
        report.resolved(ids("1"));
        report.written(&resource(json!({ "id": "7", "syncStatus": "OK" })));
    }

    #[test]
    fn says_what_it_waits_for_and_since_when() {
        let first = next(&LinkedStatus::default(), FIRST, waits);
        let resolved = find(&first, RESOLVED).expect("a condition");
        assert_eq!(
            resolved.message,
            format!("waits for ids since {FIRST}: a/slos/b: it does not exist")
        );
        assert_eq!(
            (resolved.status, resolved.observed_generation),
            (ConditionStatus::False, Some(3))
        );
        assert_eq!(
            report(&first, LATER, waits),
            (None, Vec::new()),
            "the time that passes changes nothing"
        );
        let other = next(&first, LATER, |report| {
            report.unresolved(ResolvedReason::WaitingForReference, "something else", None);
        });
        let resolved = find(&other, RESOLVED).expect("a condition");
        assert_eq!(resolved.message, format!("waits for ids since {FIRST}: something else"));
        assert_eq!(resolved.last_transition_time, FIRST, "it has not held since then");
    }

    #[test]
    fn a_condition_that_holds_again_has_a_new_time() {
        let first = next(&LinkedStatus::default(), FIRST, waits);
        let second = next(&first, LATER, synced);
        let ready = find(&second, READY).expect("a condition");
        assert_eq!(
            (ready.message.as_str(), ready.last_transition_time.as_str()),
            ("id 7", LATER)
        );
        assert_eq!(second.ids, ids("1"));
        assert_eq!(report(&second, LATER, synced), (None, Vec::new()));
    }

    #[test]
    fn an_object_in_datadog_stays_while_a_reference_is_away() {
        let before = next(&LinkedStatus::default(), FIRST, synced);
        let ours = resource(json!({ "id": "7", "syncStatus": "OK" }));
        let away = next(&before, LATER, |report| {
            report.unresolved(ResolvedReason::WaitingForReference, "it does not exist", Some(&ours));
        });
        assert_eq!(away.ids, ids("1"), "these are still in the payload");
        assert!(
            find(&away, READY).is_some_and(|ready| ready.message.ends_with("Datadog keeps the object 7 as it was"))
        );
    }

    #[test]
    fn what_somebody_must_do_happens_once() {
        let refused = |report: &mut Report| {
            report.resolved(ids("1"));
            report.written(&resource(json!({ "syncStatus": "error creating object" })));
        };
        let (status, happened) = report(&LinkedStatus::default(), FIRST, refused);
        let reasons: Vec<(&str, bool)> = happened
            .iter()
            .map(|one| (one.reason.as_str(), one.is_problem))
            .collect();
        assert_eq!(reasons, [("RefusedByDatadog", true)]);
        assert_eq!(
            report(&status.expect("something changed"), LATER, refused),
            (None, Vec::new())
        );
    }

    #[test]
    fn a_new_id_is_worth_an_event_and_the_first_is_not() {
        let (first, happened) = report(&LinkedStatus::default(), FIRST, synced);
        assert_eq!(happened, []);
        let (_, happened) = report(&first.expect("something changed"), LATER, |report| {
            report.resolved(ids("2"))
        });
        let note = "a/slos/b was created again in Datadog: its id was 1 and is 2".to_owned();
        assert_eq!(
            happened,
            [Happened {
                is_problem: false,
                reason: "IdChanged".to_owned(),
                note
            }]
        );
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        assert_eq!(shortened("äöüäöü".to_owned(), 9), "äö ...");
        assert_eq!(shortened("äöü".to_owned(), 6), "äöü");
    }
}
