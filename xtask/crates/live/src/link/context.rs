//! What all reconciles share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::channel::mpsc::UnboundedSender;
use kube::runtime::events::Recorder;
use kube::runtime::reflector::{ObjectRef, Store};
use kube::{Api, ResourceExt};

use super::log::{self, Status};
use super::metrics::Metrics;
use super::references::References;
use super::retry::Retries;
use crate::kinds::{DatadogGenericResource, DatadogLinkedResource};

pub(crate) struct Context {
    pub(crate) namespace: String,
    pub(crate) linked_api: Api<DatadogLinkedResource>,
    pub(crate) resource_api: Api<DatadogGenericResource>,
    pub(crate) linked: Store<DatadogLinkedResource>,
    pub(crate) resources: Store<DatadogGenericResource>,
    pub(crate) references: Mutex<References>,
    pub(crate) retries: Mutex<Retries>,
    pub(crate) recorder: Recorder,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) queue: UnboundedSender<ObjectRef<DatadogLinkedResource>>,
    /// What was written and the watch has not seen yet: without it, the next reconcile would write it again.
    pub(crate) written: Mutex<HashMap<String, Arc<DatadogGenericResource>>>,
}

impl Context {
    /// A resource of the namespace, as it was last seen or written.
    pub(crate) fn resource(&self, name: &str) -> Option<Arc<DatadogGenericResource>> {
        let written = locked(&self.written).get(name).cloned();
        written.or_else(|| self.resources.get(&ObjectRef::new(name).within(&self.namespace)))
    }

    /// Keeps what the API server returned for a write until the watch shows it.
    pub(crate) fn remember(&self, resource: Arc<DatadogGenericResource>) {
        let name = resource.name_any();
        let mut written = locked(&self.written);
        // The watch may have been faster, and have seen what the operator wrote since.
        let seen = self.resources.get(&ObjectRef::new(&name).within(&self.namespace));
        let is_new = match (version(&resource), seen.as_deref().map(version)) {
            (Some(new), Some(Some(seen))) => seen < new,
            (Some(_), None) => true,
            _ => false,
        };
        if is_new {
            written.insert(name, resource);
        }
    }

    /// Forgets what was written: the watch has news of that name.
    pub(crate) fn seen(&self, name: &str) {
        locked(&self.written).remove(name);
    }

    /// Puts linked resources of these names into the queue.
    pub(crate) fn wake<'a>(&self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            let object = ObjectRef::new(name).within(&self.namespace);
            // A name without a linked resource is that of an object that nobody linked.
            if self.linked.get(&object).is_some() && self.queue.unbounded_send(object).is_err() {
                log::line(Status::Info, "the queue is closed: the program is ending");
                return;
            }
        }
    }

    /// Puts every linked resource into the queue.
    pub(crate) fn wake_all(&self) {
        let names: Vec<String> = self.linked.state().iter().map(|linked| linked.name_any()).collect();
        self.wake(names.iter().map(String::as_str));
    }
}

/// API servers count up; a version that is no number is compared with nothing.
fn version(resource: &DatadogGenericResource) -> Option<u64> {
    resource.metadata.resource_version.as_ref()?.parse().ok()
}

/// A lock. What it protects is complete at every moment, so that a panic elsewhere changes nothing.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
