//! What all reconciles share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::channel::mpsc::UnboundedSender;
use kube::runtime::events::Recorder;
use kube::runtime::reflector::{ObjectRef, Store};
use kube::{Api, Resource, ResourceExt};

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
    pub(crate) written_linked: Written<DatadogLinkedResource>,
    pub(crate) written_resources: Written<DatadogGenericResource>,
}

impl Context {
    /// A resource of the namespace, as it was last seen or written.
    pub(crate) fn resource(&self, name: &str) -> Option<Arc<DatadogGenericResource>> {
        self.written_resources.get(name).or_else(|| self.seen_resource(name))
    }

    /// A resource of the namespace, as the watch has last shown it.
    pub(crate) fn seen_resource(&self, name: &str) -> Option<Arc<DatadogGenericResource>> {
        self.resources.get(&ObjectRef::new(name).within(&self.namespace))
    }

    /// A linked resource, as the watch has last shown it.
    pub(crate) fn seen_linked(&self, name: &str) -> Option<Arc<DatadogLinkedResource>> {
        self.linked.get(&ObjectRef::new(name).within(&self.namespace))
    }

    /// Puts linked resources of these names into the queue.
    pub(crate) fn wake<'a>(&self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            let object = ObjectRef::new(name).within(&self.namespace);
            // A name without a linked resource is that of an object that nobody linked.
            if self.seen_linked(name).is_some() && self.queue.unbounded_send(object).is_err() {
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

/// What was written and the watch has not shown yet: without it, the next look would write it again.
#[derive(Debug)]
pub(crate) struct Written<K>(Mutex<HashMap<String, Arc<K>>>);

impl<K> Default for Written<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Resource> Written<K> {
    /// What was written under a name.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<K>> {
        locked(&self.0).get(name).cloned()
    }

    /// Keeps what the API server returned for a write. `seen` returns what the watch has shown: it may have been faster, and have shown what somebody wrote since.
    pub(crate) fn remember(&self, object: Arc<K>, seen: impl FnOnce() -> Option<Arc<K>>) {
        let mut written = locked(&self.0);
        let is_new = match (version(&*object), seen().as_deref().map(version)) {
            (Some(new), Some(Some(seen))) => seen < new,
            (Some(_), None) => true,
            _ => false,
        };
        if is_new {
            written.insert(object.name_any(), object);
        }
    }

    /// The watch shows an object. It may be older than what was written.
    pub(crate) fn shown(&self, object: &K) {
        let name = object.name_any();
        let mut written = locked(&self.0);
        if written
            .get(&name)
            .is_some_and(|written| version(object) >= version(&**written))
        {
            written.remove(&name);
        }
    }

    /// The object is gone.
    pub(crate) fn forget(&self, name: &str) {
        locked(&self.0).remove(name);
    }
}

/// API servers count up; a version that is no number is compared with nothing.
fn version(object: &impl Resource) -> Option<u64> {
    object.meta().resource_version.as_ref()?.parse().ok()
}

/// A lock. What it protects is complete at every moment, so that a panic elsewhere changes nothing.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use k8s_openapi::api::core::v1::ConfigMap;

    use super::*;

    fn object(version: &str) -> Arc<ConfigMap> {
        let mut object = ConfigMap::default();
        object.metadata.name = Some("a".to_owned());
        object.metadata.resource_version = Some(version.to_owned());
        Arc::new(object)
    }

    /// Whether version 9 is kept when the watch has shown this one.
    fn keeps(seen: Option<&str>) -> bool {
        let written = Written::default();
        written.remember(object("9"), || seen.map(object));
        written.get("a").is_some()
    }

    #[test]
    fn keeps_what_the_watch_has_not_shown() {
        assert!(keeps(None));
        assert!(keeps(Some("8")));
        assert!(!keeps(Some("9")), "the watch was faster");
        assert!(!keeps(Some("10")), "somebody wrote since; as text, 10 is less than 9");
        assert!(!keeps(Some("of another kind")));
    }

    #[test]
    fn forgets_it_when_the_watch_shows_it_or_what_followed() {
        let written = Written::default();
        written.remember(object("9"), || None);
        written.shown(&object("8"));
        assert!(written.get("a").is_some(), "the watch is late");
        written.shown(&object("9"));
        assert!(written.get("a").is_none());
        written.remember(object("9"), || None);
        written.shown(&object("10"));
        assert!(written.get("a").is_none());
    }
}
