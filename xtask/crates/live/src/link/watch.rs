//! Watches both kinds, keeps what they show, and puts into the queue what a change concerns.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::pin::pin;
use std::sync::Arc;

use futures::StreamExt;
use kube::core::NamespaceResourceScope;
use kube::runtime::WatchStreamExt;
use kube::runtime::reflector::store::Writer;
use kube::runtime::watcher::{self, Event, watcher};
use kube::{Api, Client, Resource, ResourceExt};
use serde::de::DeserializeOwned;

use super::context::{Context, locked};
use super::desired::trim;
use super::log::{self, Status};
use crate::kinds::{DatadogGenericResource, DatadogLinkedResource};

/// Follows the linked resources. Never ends.
pub(crate) async fn linked(mut writer: Writer<DatadogLinkedResource>, client: &Client, context: Arc<Context>) {
    let forget = |linked: &mut DatadogLinkedResource| linked.managed_fields_mut().clear();
    follow(client, forget, &context, |event| {
        let changed = match &event {
            Event::Apply(linked) | Event::InitApply(linked) => {
                let name = linked.name_any();
                locked(&context.references)
                    .set(&name, resources_of(linked))
                    .then_some(name)
            }
            Event::Delete(linked) => {
                let name = linked.name_any();
                locked(&context.references).remove(&name);
                Some(name)
            }
            Event::Init | Event::InitDone => None,
        };
        writer.apply_watcher_event(&event);
        match &event {
            Event::Apply(linked) => {
                let name = linked.name_any();
                context.written_linked.shown(linked);
                context.wake([name.as_str()]);
            }
            Event::InitDone => {
                let names: BTreeSet<String> = context.linked.state().iter().map(|linked| linked.name_any()).collect();
                locked(&context.references).retain(&names);
                context.wake_all();
            }
            Event::Delete(linked) | Event::InitApply(linked) => context.written_linked.shown(linked),
            Event::Init => {}
        }
        // Whether an object is part of a cycle depends on the references of others.
        if let (Some(name), Event::Apply(_) | Event::Delete(_)) = (changed, &event) {
            let referrers = locked(&context.references).all_referrers(&name);
            context.wake(referrers.iter().map(String::as_str));
        }
    })
    .await;
}

/// Follows the resources: those that were written and those that are referred to. Never ends.
pub(crate) async fn resources(mut writer: Writer<DatadogGenericResource>, client: &Client, context: Arc<Context>) {
    follow(client, trim, &context, |event| {
        let resource = match &event {
            Event::Apply(resource) | Event::Delete(resource) | Event::InitApply(resource) => Some(resource),
            Event::Init | Event::InitDone => None,
        };
        let name = resource.map(ResourceExt::name_any);
        let before = name.as_deref().and_then(|name| context.seen_resource(name));
        writer.apply_watcher_event(&event);
        if let Some(resource) = resource {
            context.written_resources.shown(resource);
        }
        match (&event, &name) {
            (Event::Apply(resource), _) if before.is_some_and(|before| reads_the_same(&before, resource)) => {}
            (Event::Apply(_) | Event::Delete(_), Some(name)) => {
                let mut names: BTreeSet<String> =
                    locked(&context.references).referrers(name).map(str::to_owned).collect();
                names.insert(name.clone());
                context.wake(names.iter().map(String::as_str));
            }
            // What vanished while the watch was interrupted has no event of its own.
            (Event::InitDone, _) => context.wake_all(),
            _ => {}
        }
    })
    .await;
}

/// The names of the resources that a linked resource refers to.
fn resources_of(linked: &DatadogLinkedResource) -> BTreeSet<String> {
    let references = linked.spec.0.0.iter().flat_map(|spec| spec.references.values());
    references.map(|reference| reference.resource.clone()).collect()
}

/// Whether a change is none for the linked resources: the operator writes the state in Datadog into the status every minute.
fn reads_the_same(a: &DatadogGenericResource, b: &DatadogGenericResource) -> bool {
    let read = |resource: &DatadogGenericResource| {
        let meta = &resource.metadata;
        (
            meta.uid.clone(),
            meta.deletion_timestamp.clone(),
            meta.owner_references.clone(),
            meta.labels.clone(),
        )
    };
    a.status == b.status && a.spec == b.spec && read(a) == read(b)
}

/// Calls `handle` for each event of a kind's watch, which starts again after each interruption, later each time.
async fn follow<K>(client: &Client, trim: impl Fn(&mut K) + Send, context: &Context, mut handle: impl FnMut(Event<K>))
where
    K: Resource<DynamicType = (), Scope = NamespaceResourceScope> + Clone + DeserializeOwned + Debug + Send + 'static,
{
    let kind = K::kind(&());
    let api = Api::namespaced(client.clone(), &context.namespace);
    let mut events = pin!(watcher(api, watcher::Config::default()).modify(trim).default_backoff());
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => handle(event),
            Err(error) => {
                context.metrics.watch_errors.count();
                log::line(
                    Status::Warn,
                    &format!("the watch of {kind} was interrupted and starts again: {error}"),
                );
            }
        }
    }
}
