//! The double of Datadog's API, as the cases see it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

pub(crate) use datadog_loopback::{Action, Entry, Rule};
use datadog_loopback::{Config, Id, Kind, Server};
use serde_json::Value;

use crate::problem::{Context, Problem, Result};

/// The kinds that the operator applies.
const KINDS: [Kind; 7] = [
    Kind::Monitor,
    Kind::Slo,
    Kind::Dashboard,
    Kind::Downtime,
    Kind::NotificationRule,
    Kind::SyntheticTest,
    Kind::Notebook,
];

/// Where a kind has its id, and what people know it by.
const IDS: [&str; 3] = ["/public_id", "/id", "/data/id"];
const NAMES: [&str; 5] = ["/name", "/title", "/attributes/name", "/attributes/message", "/message"];

/// An object that the double holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Object {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) struct Datadog {
    server: Option<Server>,
    address: SocketAddr,
    state: PathBuf,
}

impl Datadog {
    pub(crate) fn start(state: PathBuf) -> Result<Self> {
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = server(listen, &state)?;
        let attempt = || "the address of the loopback Datadog".to_owned();
        let address = server.url.trim_start_matches("http://").parse().context(attempt)?;
        Ok(Self {
            server: Some(server),
            address,
            state,
        })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it: calls find nobody who listens.
    pub(crate) fn stop(&mut self) {
        drop(self.server.take());
    }

    /// Starts it again at the same address, with the objects that it had.
    pub(crate) fn start_again(&mut self) -> Result<()> {
        self.stop();
        self.server = Some(server(self.address, &self.state)?);
        Ok(())
    }

    pub(crate) fn running(&self) -> Result<&Server> {
        self.server
            .as_ref()
            .ok_or_else(|| Problem::new("the loopback Datadog is stopped"))
    }

    /// Every object that the operator may have made, by id.
    pub(crate) fn objects(&self) -> Result<BTreeMap<String, Object>> {
        let store = &self.running()?.store;
        let mut objects = BTreeMap::new();
        for kind in KINDS {
            // Datadog makes and deletes the monitor of a synthetic test itself.
            let all = store.objects(kind).into_iter();
            for object in all.filter(|object| object["type"] != "synthetics alert") {
                let found = named(&object, kind);
                objects.insert(found.id.clone(), found);
            }
        }
        Ok(objects)
    }

    /// An object by its id.
    pub(crate) fn value(&self, id: &str) -> Result<Option<Value>> {
        let store = &self.running()?.store;
        let ids = [id.parse::<u64>().ok().map(Id::from), Some(Id::from(id))];
        let found = KINDS
            .iter()
            .find_map(|kind| ids.iter().flatten().find_map(|id| store.object(*kind, id.clone())));
        Ok(found)
    }

    /// How many monitors have a tag.
    pub(crate) fn tagged(&self, tag: &str) -> Result<usize> {
        let monitors = self.running()?.store.objects(Kind::Monitor);
        let has = |monitor: &&Value| {
            monitor["tags"]
                .as_array()
                .is_some_and(|tags| tags.iter().any(|found| found == tag))
        };
        Ok(monitors.iter().filter(has).count())
    }

    /// Writes a monitor as somebody does in the web interface.
    pub(crate) fn write_by_hand(&self, id: u64, monitor: Value) -> Result<()> {
        self.running()?.store.put(Kind::Monitor, id, monitor);
        Ok(())
    }

    /// Deletes a monitor as somebody does in the web interface.
    pub(crate) fn delete_by_hand(&self, id: u64) -> Result<bool> {
        Ok(self.running()?.store.remove(Kind::Monitor, id))
    }

    /// Lets calls fail from now on.
    pub(crate) fn fault(&self, rule: Rule) -> Result<()> {
        self.running()?.faults.add(rule);
        Ok(())
    }

    pub(crate) fn clear_faults(&self) -> Result<()> {
        self.running()?.faults.clear();
        Ok(())
    }

    /// How many calls were answered so far.
    pub(crate) fn calls(&self) -> u64 {
        let entries = self.server.as_ref().map(|server| server.journal.entries());
        entries
            .and_then(|entries| entries.last().map(|entry| entry.number))
            .unwrap_or_default()
    }

    /// The calls after a number.
    pub(crate) fn calls_after(&self, number: u64) -> Vec<Entry> {
        self.server
            .as_ref()
            .map(|server| server.journal.after(number))
            .unwrap_or_default()
    }
}

fn server(listen: SocketAddr, state: &std::path::Path) -> Result<Server> {
    let config = Config {
        listen,
        state: Some(state.to_owned()),
        // Cases that test limits ask for them as faults.
        enforce_limits: false,
        ..Config::default()
    };
    Server::start(config).context(|| "e2e".to_owned())
}

fn named(object: &Value, kind: Kind) -> Object {
    let id = IDS.iter().find_map(|pointer| match object.pointer(pointer) {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    });
    let name = NAMES.iter().find_map(|pointer| object.pointer(pointer)?.as_str());
    Object {
        id: id.unwrap_or_default(),
        name: name.unwrap_or_default().to_owned(),
        kind,
    }
}
