//! What leaves the repository leaves cluster and Datadog: an object, a service, a renamed one.

use super::Outcome;
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

/// A whole service: its SLOs go before the monitors that they may use.
pub(super) async fn service(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let objects = session
        .declared(&subject.environment)?
        .below(&format!("{}/", subject.folder))
        .len();
    let before = session.stack.datadog.calls();
    session.stack.repository.remove(&subject.folder)?;
    let pushed = session.push("Remove a service").await?;
    session.settle("nothing of the service is left", CHANGE).await?;
    let seconds = pushed.seconds();
    if session.applications.get(&subject.application).is_some() {
        return Err(Problem::new(format!(
            "application '{}' is still there",
            subject.application
        )));
    }
    in_order(&session.stack.datadog.calls_after(before))?;
    Ok(Outcome::of(objects).note(format!("nothing left after {seconds:.1} s")))
}

/// SLOs are deleted before the first monitor is.
fn in_order(calls: &[Entry]) -> Result<()> {
    let deleted = |path: &str| {
        let calls = calls.iter().filter(|call| call.method == "DELETE" && call.status < 300);
        calls
            .filter(|call| call.path.starts_with(path))
            .map(|call| call.number)
            .collect::<Vec<_>>()
    };
    let (slos, monitors) = (deleted("/api/v1/slo/"), deleted("/api/v1/monitor/"));
    match (slos.iter().max(), monitors.iter().min()) {
        (Some(last), Some(first)) if last < first => Ok(()),
        (Some(_), Some(_)) => Err(Problem::new("a monitor was deleted before the last SLO")),
        _ => Err(Problem::new(format!(
            "{} SLOs and {} monitors were deleted",
            slos.len(),
            monitors.len()
        ))),
    }
}

/// A renamed service: the new objects are there, the old ones are gone, none is there twice.
pub(super) async fn rename(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let name = format!("{}-renamed", subject.service);
    copy(session, &subject.folder, &subject.service, &name)?;
    session.stack.repository.remove(&subject.folder)?;
    let pushed = session.push("Rename a service").await?;
    session.settle("the renamed service", CHANGE).await?;
    let objects = session
        .declared(&subject.environment)?
        .below(&format!("manifests/{}/{name}/", subject.environment))
        .len();
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
