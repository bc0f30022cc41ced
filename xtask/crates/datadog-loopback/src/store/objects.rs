//! The objects of an organisation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ids::{Id, NewIds};
use super::telemetry::Telemetry;
use super::world::Worlds;

/// A kind of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A monitor.
    Monitor,
    /// A dashboard.
    Dashboard,
    /// An SLO.
    Slo,
    /// A correction of an SLO.
    SloCorrection,
    /// A downtime, of version 1 or 2.
    Downtime,
    /// A monitor notification rule.
    NotificationRule,
    /// A synthetic test.
    SyntheticTest,
    /// A notebook.
    Notebook,
    /// A log pipeline.
    LogPipeline,
    /// A log index.
    LogIndex,
    /// A role.
    Role,
    /// An object of an integration: a webhook, a Slack channel, a PagerDuty service, an AWS account.
    Integration,
    /// An object of a collection that needs no behaviour of its own.
    Resource,
    /// A setting of which an organisation has one, such as the order of pipelines.
    Setting,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::Monitor,
        Self::Dashboard,
        Self::Slo,
        Self::SloCorrection,
        Self::Downtime,
        Self::NotificationRule,
        Self::SyntheticTest,
        Self::Notebook,
        Self::LogPipeline,
        Self::LogIndex,
        Self::Role,
        Self::Integration,
        Self::Resource,
        Self::Setting,
    ];

    /// Its name in the control API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monitor => "monitor",
            Self::Dashboard => "dashboard",
            Self::Slo => "slo",
            Self::SloCorrection => "slo_correction",
            Self::Downtime => "downtime",
            Self::NotificationRule => "notification_rule",
            Self::SyntheticTest => "synthetic_test",
            Self::Notebook => "notebook",
            Self::LogPipeline => "log_pipeline",
            Self::LogIndex => "log_index",
            Self::Role => "role",
            Self::Integration => "integration",
            Self::Resource => "resource",
            Self::Setting => "setting",
        }
    }
}

/// What an organisation has.
#[derive(Debug)]
pub(crate) struct Organisation {
    pub(crate) number: u64,
    objects: BTreeMap<(Kind, Id), Value>,
    ids: NewIds,
    changes: Vec<Change>,
    pub(crate) telemetry: Telemetry,
    pub(super) worlds: Worlds,
}

/// A changed object, or one that was removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    pub(crate) id: Id,
    pub(crate) object: Option<Value>,
}

impl Organisation {
    pub(crate) fn new(number: u64) -> Self {
        Self {
            number,
            objects: BTreeMap::new(),
            ids: NewIds::default(),
            changes: Vec::new(),
            telemetry: Telemetry::default(),
            worlds: Worlds::default(),
        }
    }

    /// The maker of ids, which organisations share while one of them is worked on.
    pub(super) fn lend_ids(&mut self, ids: &NewIds) {
        self.ids = *ids;
    }

    pub(super) fn take_back_ids(&self, ids: &mut NewIds) {
        *ids = self.ids;
    }

    pub(crate) fn ids(&mut self) -> &mut NewIds {
        &mut self.ids
    }

    pub(super) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    pub(super) fn restore(&mut self, change: Change) {
        self.worlds.changed(change.kind, &change.id);
        match change.object {
            Some(object) => drop(self.objects.insert((change.kind, change.id), object)),
            None => drop(self.objects.remove(&(change.kind, change.id))),
        }
    }

    /// The objects of a kind, by id.
    pub(crate) fn all(&self, kind: Kind) -> impl Iterator<Item = (&Id, &Value)> {
        self.objects
            .range((kind, Id::Number(0))..)
            .take_while(move |((other, _), _)| *other == kind)
            .map(|((_, id), object)| (id, object))
    }

    pub(crate) fn get(&self, kind: Kind, id: &Id) -> Option<&Value> {
        self.objects.get(&(kind, id.clone()))
    }

    pub(crate) fn put(&mut self, kind: Kind, id: Id, object: Value) {
        self.worlds.changed(kind, &id);
        self.changes.push(Change {
            kind,
            id: id.clone(),
            object: Some(object.clone()),
        });
        self.objects.insert((kind, id), object);
    }

    pub(crate) fn remove(&mut self, kind: Kind, id: &Id) -> Option<Value> {
        let removed = self.objects.remove(&(kind, id.clone()))?;
        self.worlds.changed(kind, id);
        self.changes.push(Change {
            kind,
            id: id.clone(),
            object: None,
        });
        Some(removed)
    }

    /// The name of an object.
    pub(crate) fn name(&self, kind: Kind, id: &Id) -> Option<String> {
        let object = self.get(kind, id)?;
        ["/name", "/title", "/attributes/name", "/attributes/message"]
            .into_iter()
            .find_map(|pointer| Some(object.pointer(pointer)?.as_str()?.to_owned()))
    }
}
