//! One look at one linked resource: writes what is missing, and only that.

use std::fmt;
use std::sync::Arc;

use k8s_openapi::jiff::Timestamp;
use kube::api::{DeleteParams, Patch, PatchParams, Preconditions};
use kube::core::Status as ApiStatus;
use kube::runtime::controller::Action;
use kube::runtime::events::{Event, EventType};
use kube::{Resource, ResourceExt};
use linked::{FIELD_MANAGER, FINALIZER, LinkedSpec};
use serde_json::json;

use super::context::{Context, locked};
use super::desired::{Desired, is_owned, trim};
use super::log::{self, Status, words};
use super::report::{Happened, Report, shortened};
use super::resolution::{Resolution, resolve};
use crate::kinds::{DatadogGenericResource, DatadogLinkedResource};

/// Why a reconcile is tried again.
#[derive(Debug)]
pub(crate) struct Error {
    doing: &'static str,
    cause: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {}: {}", self.doing, self.cause)
    }
}

impl std::error::Error for Error {}

/// Names what was being done when a call failed.
fn cannot(doing: &'static str) -> impl FnOnce(kube::Error) -> Error {
    move |error| Error {
        doing,
        cause: words(&error),
    }
}

/// Looks at a linked resource.
pub(crate) async fn reconcile(linked: Arc<DatadogLinkedResource>, context: Arc<Context>) -> Result<Action, Error> {
    context.metrics.reconciles.count();
    // What has not been read yet must not pass for missing.
    let ready = context.resources.wait_until_ready().await;
    ready.map_err(|error| Error {
        doing: "read the DatadogGenericResources",
        cause: error.to_string(),
    })?;
    let linked = context.written_linked.get(&linked.name_any()).unwrap_or(linked);
    let holds = linked.finalizers().iter().any(|finalizer| finalizer == FINALIZER);
    match (linked.metadata.deletion_timestamp.is_some(), holds) {
        (true, true) => clean_up(&linked, &context).await?,
        (true, false) => {}
        (false, true) => apply(&linked, &context).await?,
        // What is written must be held before it exists.
        (false, false) => {
            if let Some(held) = hold(&linked, &context).await? {
                apply(&held, &context).await?;
            }
        }
    }
    locked(&context.retries).succeeded(&linked.name_any());
    Ok(Action::await_change())
}

/// What to do after a failure.
pub(crate) fn retry(linked: Arc<DatadogLinkedResource>, error: &Error, context: Arc<Context>) -> Action {
    let name = linked.name_any();
    context.metrics.errors.count();
    let delay = locked(&context.retries).failed(&name);
    log::about(
        Status::Error,
        &name,
        &format!("{error}; tried again in {} s", delay.as_secs_f32().round()),
    );
    Action::requeue(delay)
}

async fn apply(linked: &DatadogLinkedResource, context: &Context) -> Result<(), Error> {
    let name = linked.name_any();
    let mut report = Report::on(linked, Timestamp::now());
    let resource = context.resource(&name);
    let owned = resource.as_deref().filter(|resource| is_owned(resource, linked));
    let spec = &linked.spec.0.0;
    let cycle = locked(&context.references).cycle(&name);
    let (ids, desired) = match resolve(spec, cycle.as_deref(), |name| context.resource(name)) {
        Resolution::Payload { json, ids } => (ids, desired(linked, spec, json)),
        Resolution::Unresolved(reason, why) => {
            report.unresolved(reason, &why, owned);
            return finish(linked, report, context).await;
        }
    };
    report.resolved(ids);
    let Some(desired) = desired else {
        return Err(Error {
            doing: "write an object of this one",
            cause: "the API server returned no UID".to_owned(),
        });
    };
    let mut failed = None;
    match (resource.as_deref(), owned) {
        (Some(foreign), None) => report.name_taken(foreign),
        (_, Some(dying)) if dying.metadata.deletion_timestamp.is_some() => report.written(dying),
        (_, Some(current)) if desired.is_in(current) => report.written(current),
        _ => match write(&name, &desired, owned.is_some(), context).await {
            Ok(written) => report.written(&written),
            Err(error) => {
                if let Some(words) = refusal(&error) {
                    report.write_refused(words, owned);
                }
                failed = Some(cannot("write the DatadogGenericResource")(error));
            }
        },
    }
    finish(linked, report, context).await?;
    failed.map_or(Ok(()), Err)
}

fn desired(linked: &DatadogLinkedResource, spec: &Result<LinkedSpec, String>, json: String) -> Option<Desired> {
    Desired::of(linked, spec.as_ref().ok()?.kind, json)
}

/// Writes the `DatadogGenericResource`. Takes fields over from others only in an object that is its own: an object of somebody else that appeared since is a conflict.
async fn write(
    name: &str,
    desired: &Desired,
    owned: bool,
    context: &Context,
) -> Result<Arc<DatadogGenericResource>, kube::Error> {
    let params = PatchParams {
        force: owned,
        ..PatchParams::apply(FIELD_MANAGER)
    };
    context.metrics.resource_writes.count();
    let mut written = context
        .resource_api
        .patch(name, &params, &Patch::Apply(desired.manifest()))
        .await?;
    log::about(Status::Info, name, "wrote the DatadogGenericResource");
    trim(&mut written);
    let written = Arc::new(written);
    context
        .written_resources
        .remember(Arc::clone(&written), || context.seen_resource(name));
    Ok(written)
}

/// The API server's words, if it understood the request and refused it. A conflict solves itself when the watch shows the other object.
fn refusal(error: &kube::Error) -> Option<&str> {
    match error {
        kube::Error::Api(status) if (400..500).contains(&status.code) && !matches!(status.code, 409 | 429) => {
            Some(&status.message)
        }
        _ => None,
    }
}

/// Deletes what was written, and lets the linked resource go when it is gone.
async fn clean_up(linked: &DatadogLinkedResource, context: &Context) -> Result<(), Error> {
    let name = linked.name_any();
    let resource = context.resource(&name);
    let Some(resource) = resource.as_deref().filter(|resource| is_owned(resource, linked)) else {
        let others = linked
            .finalizers()
            .iter()
            .filter(|finalizer| *finalizer != FINALIZER)
            .cloned()
            .collect();
        set_finalizers(linked, others, context).await?;
        return Ok(());
    };
    if resource.metadata.deletion_timestamp.is_none() {
        let preconditions = Preconditions {
            uid: resource.metadata.uid.clone(),
            resource_version: None,
        };
        let params = DeleteParams {
            preconditions: Some(preconditions),
            ..DeleteParams::default()
        };
        context.metrics.resource_deletes.count();
        match context.resource_api.delete(&name, &params).await {
            Ok(_) => log::about(Status::Info, &name, "deleted the DatadogGenericResource"),
            Err(error) if is_gone(&error) => context.written_resources.forget(&name),
            Err(error) => return Err(cannot("delete the DatadogGenericResource")(error)),
        }
    }
    let mut report = Report::on(linked, Timestamp::now());
    report.deleting(resource);
    finish(linked, report, context).await
}

/// Adds the finalizer. `None` if the object has gone meanwhile.
async fn hold(linked: &DatadogLinkedResource, context: &Context) -> Result<Option<Arc<DatadogLinkedResource>>, Error> {
    let finalizers = linked
        .finalizers()
        .iter()
        .cloned()
        .chain([FINALIZER.to_owned()])
        .collect();
    set_finalizers(linked, finalizers, context).await
}

/// Replaces the finalizers, unless somebody changed the object since it was read. `None` if it is gone.
async fn set_finalizers(
    linked: &DatadogLinkedResource,
    finalizers: Vec<String>,
    context: &Context,
) -> Result<Option<Arc<DatadogLinkedResource>>, Error> {
    let metadata = json!({ "finalizers": finalizers, "resourceVersion": linked.metadata.resource_version });
    context.metrics.finalizer_writes.count();
    let patch = Patch::Merge(json!({ "metadata": metadata }));
    let answer = context
        .linked_api
        .patch(&linked.name_any(), &PatchParams::default(), &patch)
        .await;
    match answer {
        Ok(changed) => Ok(Some(remember(changed, context))),
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(cannot("change the finalizers")(error)),
    }
}

fn remember(linked: DatadogLinkedResource, context: &Context) -> Arc<DatadogLinkedResource> {
    let (name, linked) = (linked.name_any(), Arc::new(linked));
    context
        .written_linked
        .remember(Arc::clone(&linked), || context.seen_linked(&name));
    linked
}

/// Writes the status if it changed, and events of what happened.
async fn finish(linked: &DatadogLinkedResource, report: Report, context: &Context) -> Result<(), Error> {
    let name = linked.name_any();
    let (status, happened) = report.finish();
    let Some(status) = status else {
        return Ok(());
    };
    let object = json!({
        "apiVersion": linked::API_VERSION,
        "kind": linked::KIND,
        "metadata": { "name": name, "uid": linked.metadata.uid },
        "status": status,
    });
    let params = PatchParams::apply(FIELD_MANAGER).force();
    context.metrics.status_writes.count();
    match context
        .linked_api
        .patch_status(&name, &params, &Patch::Apply(object))
        .await
    {
        Ok(changed) => {
            remember(changed, context);
        }
        Err(error) if is_gone(&error) => return Ok(()),
        Err(error) => return Err(cannot("write the status")(error)),
    }
    for happened in happened {
        publish(linked, happened, context).await;
    }
    Ok(())
}

/// Events are a service to people: one that is lost stops nothing.
async fn publish(linked: &DatadogLinkedResource, happened: Happened, context: &Context) {
    /// The API server's limit of an event's note.
    const NOTE_BYTES_MAX: usize = 1024;
    let name = linked.name_any();
    let (status, type_) = if happened.is_problem {
        (Status::Warn, EventType::Warning)
    } else {
        (Status::Info, EventType::Normal)
    };
    log::about(status, &name, &format!("{}: {}", happened.reason, happened.note));
    let note = Some(shortened(happened.note, NOTE_BYTES_MAX));
    let event = Event {
        type_,
        reason: happened.reason,
        note,
        action: "Link".to_owned(),
        secondary: None,
    };
    if let Err(error) = context.recorder.publish(&event, &linked.object_ref(&())).await {
        log::about(
            Status::Warn,
            &name,
            &format!("cannot write an event: {}", words(&error)),
        );
    }
}

fn is_gone(error: &kube::Error) -> bool {
    matches!(error, kube::Error::Api(status) if ApiStatus::is_not_found(status))
}
