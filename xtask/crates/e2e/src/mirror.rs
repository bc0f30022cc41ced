//! The objects of one kind in one namespace, kept up to date by a watch.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt as _;
use kube::Api;
use kube::api::DynamicObject;
use kube::runtime::reflector::{self, Store};
use kube::runtime::utils::Backoff;
use kube::runtime::{WatchStreamExt as _, watcher};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::stack::cluster::Kind;
use crate::wait::CHANGED;

/// Tries a watch again after the same short time: a kind whose definition is applied by the run itself must be seen at once.
#[derive(Debug)]
pub(crate) struct Steady;

impl Iterator for Steady {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        Some(Duration::from_millis(500))
    }
}

impl Backoff for Steady {
    fn reset(&mut self) {}
}

#[derive(Debug)]
pub(crate) struct Mirror {
    store: Store<DynamicObject>,
    watch: JoinHandle<()>,
}

impl Mirror {
    pub(crate) fn start(api: Api<DynamicObject>, kind: Kind) -> Self {
        let writer = reflector::store::Writer::new(kind.resource());
        let store = writer.as_reader();
        let events = watcher(api, watcher::Config::default()).backoff(Steady).reflect(writer);
        let watch = tokio::spawn(async move {
            let mut events = Box::pin(events);
            // An error ends no watch: it is tried again after a while.
            while events.next().await.is_some() {
                CHANGED.notify_waiters();
            }
        });
        Self { store, watch }
    }

    pub(crate) fn objects(&self) -> Vec<Arc<DynamicObject>> {
        self.store.state()
    }

    pub(crate) fn get(&self, name: &str) -> Option<Arc<DynamicObject>> {
        self.store.find(|object| object.metadata.name.as_deref() == Some(name))
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        self.watch.abort();
    }
}

/// The text at a path of an object, empty if there is none.
pub(crate) fn text<'o>(object: &'o DynamicObject, pointer: &str) -> &'o str {
    object.data.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The name of an object.
pub(crate) fn name(object: &DynamicObject) -> &str {
    object.metadata.name.as_deref().unwrap_or_default()
}
