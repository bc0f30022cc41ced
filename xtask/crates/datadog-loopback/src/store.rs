//! What the server holds: objects and telemetry, by organisation.

mod ids;
mod log;
mod objects;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::config::Config;

pub use ids::Id;
pub(crate) use ids::NewIds;
pub use objects::Kind;
pub(crate) use objects::Organisation;

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
        self.with(Config::ORGANISATION, |data| data.all(kind).map(|(_, object)| object.clone()).collect())
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
            organisations.into_iter().for_each(|organisation| log.clear(organisation, &ids));
        }
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
