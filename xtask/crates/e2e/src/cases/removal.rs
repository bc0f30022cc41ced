//! What leaves the repository leaves cluster and Datadog: an object, a service, a renamed one.

use std::collections::BTreeSet;
use std::sync::Arc;

use kube::api::DynamicObject;

use super::Outcome;
use crate::mirror::{name, text};
use crate::problem::{Problem, Result};
use crate::session::{CHANGE, Session, renamed};
use crate::stack::Entry;

pub(super) async fn object(session: &mut Session) -> Result<Outcome> {
    let (_, _, file) = session.monitor()?;
    session.stack.repository.remove(&file)?;
    let pushed = session.push("Remove a monitor").await?;
    session.settle("the monitor is gone", CHANGE).await?;
    Ok(Outcome::of(1).note(format!("gone after {:.1} s", pushed.seconds())))
}

/// A whole service: its alerts go before their SLOs, and SLOs before the monitors that they may use.
pub(super) async fn service(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let folders = session.folders(&subject.service)?;
    let objects = count(session, &folders)?;
    let ids: Vec<Ids> = session
        .resources
        .values()
        .map(|mirror| Ids::of(&mirror.objects(), &subject.service))
        .collect();
    let before = session.stack.datadog.calls();
    for folder in &folders {
        session.stack.repository.remove(folder)?;
    }
    let pushed = session.push("Remove a service").await?;
    session.settle("nothing of the service is left", CHANGE).await?;
    let seconds = pushed.seconds();
    if session.applications.get(&subject.application).is_some() {
        return Err(Problem::new(format!(
            "application '{}' is still there",
            subject.application
        )));
    }
    let calls = session.stack.datadog.calls_after(before);
    for ids in &ids {
        ids.in_order(&calls)?;
    }
    Ok(Outcome::of(objects).note(format!("nothing left after {seconds:.1} s")))
}

/// The objects below these folders that the environments of this run have.
fn count(session: &Session, folders: &BTreeSet<String>) -> Result<usize> {
    let mut count = 0;
    for environment in session.stack.targets.keys() {
        let declared = session.declared(environment)?;
        count += folders
            .iter()
            .map(|folder| declared.below(&format!("{folder}/")).len())
            .sum::<usize>();
    }
    Ok(count)
}

/// What an environment has of a service, by id: Datadog keeps an SLO while an alert is about it, and a monitor while an SLO is made of it.
#[derive(Debug, Default)]
struct Ids {
    /// Monitors about other objects.
    linked_monitors: BTreeSet<String>,
    slos: BTreeSet<String>,
    /// Monitors about telemetry.
    monitors: BTreeSet<String>,
}

impl Ids {
    fn of(objects: &[Arc<DynamicObject>], service: &str) -> Self {
        let prefix = format!("{service}-");
        let mut ids = Self::default();
        for object in objects.iter().filter(|object| name(object).starts_with(&prefix)) {
            let mut owners = object.metadata.owner_references.iter().flatten();
            let is_linked = owners.any(|owner| owner.kind == "DatadogLinkedResource");
            let of_kind = match (text(object, "/spec/type"), is_linked) {
                ("monitor", true) => &mut ids.linked_monitors,
                ("monitor", false) => &mut ids.monitors,
                ("slo", _) => &mut ids.slos,
                _ => continue,
            };
            of_kind.insert(text(object, "/status/id").to_owned());
        }
        ids
    }

    /// Each was deleted, after everything that is about it.
    fn in_order(&self, calls: &[Entry]) -> Result<()> {
        let deleted = |ids: &BTreeSet<String>, what: &str| {
            let calls = calls.iter().filter(|call| call.method == "DELETE" && call.status < 300);
            let calls = calls.filter(|call| call.id.as_ref().is_some_and(|id| ids.contains(id)));
            let numbers: Vec<u64> = calls.map(|call| call.number).collect();
            if numbers.len() == ids.len() {
                return Ok(numbers);
            }
            Err(Problem::new(format!(
                "{} of {} {what} were deleted",
                numbers.len(),
                ids.len()
            )))
        };
        let steps = [
            deleted(&self.linked_monitors, "monitors about other objects")?,
            deleted(&self.slos, "SLOs")?,
            deleted(&self.monitors, "monitors about telemetry")?,
        ];
        let filled: Vec<&Vec<u64>> = steps.iter().filter(|step| !step.is_empty()).collect();
        if filled
            .windows(2)
            .all(|pair| pair[0].iter().max() < pair[1].iter().min())
        {
            return Ok(());
        }
        Err(Problem::new(format!(
            "alerts on SLOs, SLOs and monitors were not deleted in this order: calls {steps:?}"
        )))
    }
}

/// A renamed service: the new objects are there, the old ones are gone, none is there twice.
pub(super) async fn rename(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let name = format!("{}-renamed", subject.service);
    for folder in session.folders(&subject.service)? {
        copy(session, &folder, &subject.service, &name)?;
        session.stack.repository.remove(&folder)?;
    }
    let pushed = session.push("Rename a service").await?;
    session.settle("the renamed service", CHANGE).await?;
    let objects = count(session, &session.folders(&name)?)?;
    Ok(Outcome::of(objects).note(format!("settled after {:.1} s", pushed.seconds())))
}

/// A service that is new: its application and its objects appear.
pub(super) async fn new_service(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let objects = copy(session, &subject.folder, &subject.service, NEW)?;
    let pushed = session.push("Add a service").await?;
    session.settle("the new service", CHANGE).await?;
    let application = format!("{}-{NEW}", subject.environment);
    if session.applications.get(&application).is_none() {
        return Err(Problem::new(format!("no application '{application}'")));
    }
    Ok(Outcome::of(objects).note(format!("settled after {:.1} s", pushed.seconds())))
}

/// The name of a service that cases add.
pub(super) const NEW: &str = "e2e-new";

/// Copies a service's folder under another name. Returns the number of its files.
pub(super) fn copy(session: &Session, folder: &str, service: &str, name: &str) -> Result<usize> {
    let parent = folder.strip_suffix(service).unwrap_or(folder);
    let target = format!("{parent}{name}");
    session
        .stack
        .repository
        .copy(folder, &target, |text| renamed(text, service, name))?;
    Ok(session.stack.repository.files(&target)?.len())
}
