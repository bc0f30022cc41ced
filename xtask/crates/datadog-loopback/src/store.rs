//! What the server holds: objects and telemetry, by organisation.

mod ids;
mod log;
mod objects;
mod telemetry;
mod world;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use datadog_simulator::world::group_name;
use datadog_simulator::{NotificationKind, World};
use serde_json::{Value, json};

use crate::config::Config;

pub use ids::Id;
pub(crate) use ids::NewIds;
pub use objects::Kind;
pub(crate) use objects::Organisation;
pub(crate) use telemetry::Sample;
pub(crate) use world::{GroupState, MonitorState, SloState};

/// What a server holds. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Store(Arc<Mutex<Data>>);

#[derive(Debug, Default)]
struct Data {
    organisations: BTreeMap<u64, Organisation>,
    ids: NewIds,
    log: Option<log::Log>,
}

impl Store {
    /// A store that is kept in a file.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let (log, organisations, ids) = log::Log::open(path)?;
        Ok(Self(Arc::new(Mutex::new(Data {
            organisations,
            ids,
            log: Some(log),
        }))))
    }

    /// The objects of a kind of the default organisation, by id.
    #[must_use]
    pub fn objects(&self, kind: Kind) -> Vec<Value> {
        self.with(Config::ORGANISATION, |data| {
            data.all(kind).map(|(_, object)| object.clone()).collect()
        })
    }

    /// The object with an id of the default organisation.
    #[must_use]
    pub fn object(&self, kind: Kind, id: impl Into<Id>) -> Option<Value> {
        self.with(Config::ORGANISATION, |data| data.get(kind, &id.into()).cloned())
    }

    /// Puts an object of the default organisation in place as somebody would by hand, past the API and its checks: drift, or an object that nobody declares.
    pub fn put(&self, kind: Kind, id: impl Into<Id>, object: Value) {
        self.with(Config::ORGANISATION, |data| data.put(kind, id.into(), object));
    }

    /// Removes an object of the default organisation as somebody would by hand. Whether it was there.
    #[must_use = "nothing is removed if there was nothing"]
    pub fn remove(&self, kind: Kind, id: impl Into<Id>) -> bool {
        self.with(Config::ORGANISATION, |data| data.remove(kind, &id.into()).is_some())
    }

    /// Removes everything, of all organisations. Ids are not used again.
    pub fn clear(&self) {
        let mut data = self.lock();
        let (organisations, ids): (Vec<u64>, _) = (data.organisations.keys().copied().collect(), data.ids);
        drop(std::mem::take(&mut data.organisations));
        if let Some(log) = &mut data.log {
            organisations
                .into_iter()
                .for_each(|organisation| log.clear(organisation, &ids));
        }
    }

    /// The states of the monitors of the default organisation at a time.
    fn each_state<R>(&self, now: i64, read: impl Fn(u64, MonitorState) -> R) -> Vec<R> {
        self.with(Config::ORGANISATION, |data| {
            let ids: Vec<u64> = data
                .all(Kind::Monitor)
                .filter_map(|(id, _)| match id {
                    Id::Number(id) => Some(*id),
                    Id::Text(_) => None,
                })
                .collect();
            ids.into_iter()
                .map(|id| read(id, data.monitor_state(id, now)))
                .collect()
        })
    }

    /// What the monitors would have sent up to a time, as the control lists it.
    #[must_use]
    pub fn notifications(&self, now: i64) -> Vec<Value> {
        let of_monitor = |id: u64, state: MonitorState| -> Vec<Value> {
            let sent = state.notifications.into_iter().map(|notification| {
                json!({
                    "monitor_id": id,
                    "at": notification.at,
                    "group": group_name(&notification.group),
                    "state": notification.state.to_string(),
                    "kind": match notification.kind {
                        NotificationKind::Triggered => "triggered",
                        NotificationKind::Recovered => "recovered",
                        NotificationKind::Renotified(_) => "renotified",
                        NotificationKind::DowntimeEnded => "downtime ended",
                    },
                    "title": notification.title,
                    "body": notification.body,
                    "handles": notification.handles,
                    "muted_by": notification.muted_by,
                })
            });
            sent.collect()
        };
        self.each_state(now, of_monitor).into_iter().flatten().collect()
    }

    /// The state of each monitor and of its groups, and why it is not evaluated, as the control lists it.
    #[must_use]
    pub fn states(&self, now: i64) -> Vec<Value> {
        self.each_state(now, |id, state| {
            json!({
                "monitor_id": id,
                "state": state.overall.map(|state| state.to_string()),
                "not_evaluated": state.unsupported,
                "groups": state.groups.iter().map(|group| json!({
                    "group": group.name,
                    "state": group.state.to_string(),
                    "changes": group.transitions.iter().map(|(at, to)| json!({
                        "at": at,
                        "to": to.map(|state| state.to_string()),
                    })).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            })
        })
    }

    /// The telemetry of the default organisation.
    #[must_use]
    pub fn telemetry(&self) -> World {
        self.with(Config::ORGANISATION, |data| {
            let world = data.world();
            World {
                series: world.series.clone(),
                checks: world.checks.clone(),
                events: world.events.clone(),
                ..World::default()
            }
        })
    }

    /// The state of a monitor of the default organisation at a time, in unix seconds: `OK`, `Warn`, `Alert`, `No Data`.
    #[must_use]
    pub fn monitor_state(&self, id: u64, now: i64) -> String {
        self.with(Config::ORGANISATION, |data| {
            let state = data.monitor_state(id, now).overall;
            state.map_or_else(|| "No Data".to_owned(), |state| state.to_string())
        })
    }

    /// Why changes are missing from its file, if they are.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.lock().log.as_ref().and_then(log::Log::failure)
    }

    /// Works on what an organisation has.
    pub(crate) fn with<R>(&self, organisation: u64, work: impl FnOnce(&mut Organisation) -> R) -> R {
        let mut data = self.lock();
        let Data {
            organisations,
            ids,
            log,
        } = &mut *data;
        let held = organisations
            .entry(organisation)
            .or_insert_with(|| Organisation::new(organisation));
        held.lend_ids(ids);
        let result = work(held);
        held.take_back_ids(ids);
        let changes = held.take_changes();
        if let Some(log) = log {
            log.write(organisation, ids, &changes);
        }
        result
    }

    fn lock(&self) -> MutexGuard<'_, Data> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
