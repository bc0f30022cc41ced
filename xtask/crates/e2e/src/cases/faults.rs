//! What goes wrong on the way: processes that are killed, an API that is gone, limits a rate, or fails now and then, an object that is refused.

use std::time::{Duration, Instant};

use kube::api::{Patch, PatchParams};
use serde_json::json;

use super::Outcome;
use super::drift::FORCE_SYNC_MINUTES;
use super::removal::{NEW, copy};
use crate::mirror::{name, text};
use crate::problem::{Context, Problem, Result};
use crate::session::{CHANGE, EVERYTHING, Session};
use crate::stack::cluster::GENERIC_RESOURCE;
use crate::stack::{Action, NAMESPACE, Rule};
use crate::wait::wait;

/// How many objects are through when something is killed.
const IN_MIDDLE: usize = 10;

/// How long the API limits the rate of calls.
const STORM: Duration = Duration::from_secs(15);

/// How long one call in twenty fails. Without an end, some object would always be in error: the forced sync writes all of them each time.
const FLAKY: Duration = Duration::from_secs(30);

/// A controller that is killed after the webhook asked for a comparison and before it made one looks at the application again when its last comparison
/// expires: after two minutes, and up to one of jitter.
const AFTER_ARGOCD: Duration = Duration::from_secs(240);

/// A failed update is tried again after the forced sync alone; then all objects are written.
const AFTER_FAULTS: Duration = Duration::from_secs(240);

/// The operator, then Argo CD, are killed while all monitors of the environment change; then the API is gone while a service is new.
pub(super) async fn restarts(session: &mut Session) -> Result<Outcome> {
    let environment = session.environment()?;
    let all = session.monitors(&environment, &format!("manifests/{environment}/"))?;
    let mut notes = Vec::new();

    let before = session.stack.datadog.calls();
    session.tag(&all, "e2e:operator")?;
    let pushed = session.push("Change all monitors").await?;
    in_middle(session, "e2e:operator").await?;
    let target = session.target(&environment)?;
    target.operator.kill()?;
    if target.link.check().is_ok() {
        target.link.kill()?;
    }
    let seconds = session.all_tagged(&pushed, "e2e:operator", all.len(), CHANGE).await?;
    let puts = session.writes(before, "PUT");
    notes.push(format!(
        "operator killed: all after {seconds:.1} s, {puts} PUT calls for {} monitors",
        all.len()
    ));

    session.tag(&all, "e2e:argocd")?;
    let pushed = session.push("Change all monitors again").await?;
    in_middle(session, "e2e:argocd").await?;
    for role in [session.stack.argocd.controller(), session.stack.argocd.repo_server()]
        .into_iter()
        .flatten()
    {
        role.kill()?;
    }
    let seconds = session
        .all_tagged(&pushed, "e2e:argocd", all.len(), AFTER_ARGOCD)
        .await?;
    // A controller that is killed between a sync and the comparison after it shows the state from before, until its next comparison after two to three minutes.
    for application in session.applications.objects() {
        session.refresh_application(name(&application)).await?;
    }
    notes.push(format!("Argo CD killed: all after {seconds:.1} s"));

    session.stack.datadog.stop();
    let subject = session.subject()?;
    copy(session, &subject.folder, &subject.service, NEW)?;
    let pushed = session.push("Add a service").await?;
    let prefix = format!("{NEW}-");
    wait("a creation that failed", CHANGE, async || {
        session.refresh().await?;
        let objects = session.mirror(&environment)?.objects();
        let failed = objects
            .iter()
            .any(|object| name(object).starts_with(&prefix) && text(object, "/status/syncStatus").contains("error"));
        if failed { Ok(()) } else { Err(Problem::new("none yet")) }
    })
    .await?;
    session.stack.datadog.start_again()?;
    session
        .settle("the new service after the API was gone", EVERYTHING)
        .await?;
    notes.push(format!("API gone: new service settled after {:.1} s", pushed.seconds()));
    Ok(notes.into_iter().fold(Outcome::of(2 * all.len()), Outcome::note))
}

/// Waits until some of the changes are through, and some are not.
async fn in_middle(session: &mut Session, tag: &str) -> Result<()> {
    wait("some monitors through", CHANGE, async || {
        session.refresh().await?;
        match session.stack.datadog.tagged(tag)? {
            count if count >= IN_MIDDLE => Ok(()),
            count => Err(Problem::new(format!("{count} are"))),
        }
    })
    .await
}

/// Every call is answered with 429 for a while: a new service, and changes of another.
pub(super) async fn throttled(session: &mut Session) -> Result<Outcome> {
    let storm = Rule::new("storm", Action::RateLimited { reset_s: 5 });
    under_fault(session, storm, STORM).await
}

/// One call in twenty fails, chosen by a seed.
pub(super) async fn flaky(session: &mut Session) -> Result<Outcome> {
    let action = Action::Status {
        status: 503,
        errors: vec!["Service Unavailable".to_owned()],
    };
    under_fault(session, Rule::new("flaky", action).percent(5.0, 42), FLAKY).await
}

async fn under_fault(session: &mut Session, rule: Rule, lasts: Duration) -> Result<Outcome> {
    let subject = session.subject()?;
    session.force_sync(&subject.environment, FORCE_SYNC_MINUTES).await?;
    let before = session.stack.datadog.calls();
    session.stack.datadog.fault(rule)?;
    let changed = session.monitors(&subject.environment, &format!("{}/", subject.folder))?;
    let created = copy(session, &subject.folder, &subject.service, NEW)?;
    session.tag(&changed, "e2e:fault")?;
    let pushed = session.push("Add a service and change another").await?;
    let until = Instant::now() + lasts;
    wait("the end of the faults", lasts * 2, async || {
        session.refresh().await?;
        if Instant::now() < until {
            Err(Problem::new("they last"))
        } else {
            Ok(())
        }
    })
    .await?;
    session.stack.datadog.clear_faults()?;
    session
        .settle("everything, in spite of failed calls", AFTER_FAULTS)
        .await?;
    let seconds = pushed.seconds();
    session.all_tagged(&pushed, "e2e:fault", changed.len(), CHANGE).await?;
    let failed = session
        .stack
        .datadog
        .calls_after(before)
        .iter()
        .filter(|call| call.fault.is_some())
        .count();
    if failed == 0 {
        return Err(Problem::new("no call failed"));
    }
    Ok(Outcome::of(created + changed.len())
        .note(format!("{failed} calls failed, everything right after {seconds:.1} s")))
}

/// Datadog refuses one object of a commit: the others are applied, Argo CD and Slack say which one and why, and a fix goes through.
pub(super) async fn refused(session: &mut Session) -> Result<Outcome> {
    const WORDS: &str = "The value provided for parameter 'query' is invalid";
    let (subject, _, file) = session.monitor()?;
    let environment = &subject.environment;
    let refuse = Action::Refuse {
        message: WORDS.to_owned(),
    };
    session
        .stack
        .datadog
        .fault(Rule::new("refuse", refuse).object("e2e-bad *"))?;
    let text = session.stack.repository.read(&file)?;
    for name in ["e2e-bad", "e2e-good"] {
        let text = crate::session::renamed(&text, &subject.service, name);
        session
            .stack
            .repository
            .write(&format!("{}/monitors/{name}.yaml", subject.folder), &text)?;
    }
    let suffix = session.monitor()?.1.replacen(&subject.service, "", 1);
    let (bad, good) = (format!("e2e-bad{suffix}"), format!("e2e-good{suffix}"));
    let sent = session.stack.origin.messages().len();
    let pushed = session.push("Add a good and a bad monitor").await?;
    wait("the good monitor in Datadog, the bad one refused", CHANGE, async || {
        session.refresh().await?;
        let status = |name: &str| session.resource(environment, name, "/status/syncStatus");
        match (status(&good)?.as_str(), status(&bad)?.contains("error")) {
            ("OK", true) => Ok(()),
            (good, bad) => Err(Problem::new(format!("good: '{good}', bad refused: {bad}"))),
        }
    })
    .await?;
    let good_after = pushed.seconds();
    wait("the application Degraded", CHANGE, async || {
        match session
            .application(&subject.application, "/status/health/status")?
            .as_str()
        {
            "Degraded" => Ok(()),
            health => Err(Problem::new(format!("it is '{health}'"))),
        }
    })
    .await?;
    let message = wait("the notification", CHANGE, async || {
        let messages = session.stack.origin.messages();
        let found = messages[sent..]
            .iter()
            .find(|message| message.text.contains(&subject.application));
        found
            .cloned()
            .ok_or_else(|| Problem::new(format!("{} messages since the commit", messages.len() - sent)))
    })
    .await?;
    for expected in [bad.as_str(), WORDS] {
        if !message.text.contains(expected) {
            return Err(Problem::new(format!(
                "the notification does not say '{expected}': {}",
                message.text
            )));
        }
    }
    if message.text.contains("no value") {
        return Err(Problem::new(format!("the notification has a hole: {}", message.text)));
    }
    session.stack.datadog.clear_faults()?;
    let fixed = session
        .stack
        .repository
        .read(&format!("{}/monitors/e2e-bad.yaml", subject.folder))?;
    session.stack.repository.write(
        &format!("{}/monitors/e2e-bad.yaml", subject.folder),
        &crate::session::tagged(&fixed, "e2e:fixed"),
    )?;
    let pushed = session.push("Fix the bad monitor").await?;
    session.settle("the fixed monitor", CHANGE).await?;
    Ok(Outcome::of(2)
        .note(format!(
            "good monitor after {good_after:.1} s, fix after {:.1} s",
            pushed.seconds()
        ))
        .note(format!("posted to {}", message.channel)))
}

/// The answer of a creation is lost: the operator finds a duplicate. Its id in the resource's status lets the operator take the monitor over.
pub(super) async fn duplicate(session: &mut Session) -> Result<Outcome> {
    let (subject, name, file) = session.monitor()?;
    let environment = &subject.environment;
    let text = session.stack.repository.read(&file)?;
    let text = crate::session::renamed(&text, &subject.service, NEW);
    session
        .stack
        .repository
        .write(&format!("{}/monitors/{NEW}.yaml", subject.folder), &text)?;
    let lost = name.replacen(&subject.service, NEW, 1);
    session
        .stack
        .datadog
        .fault(Rule::new("lost", Action::LoseAnswer).object("e2e-new *").times(1))?;
    session.push("Add a monitor whose answer is lost").await?;
    let id = wait("the duplicate", CHANGE, async || {
        session.refresh().await?;
        let object = session
            .mirror(environment)?
            .get(&lost)
            .ok_or_else(|| Problem::new("no object yet"))?;
        let words = object.data.get("status").map(ToString::to_string).unwrap_or_default();
        let id = words
            .split_once("existing monitor_id:")
            .map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
        id.filter(|id| !id.is_empty()).ok_or(Problem::new(words))
    })
    .await?;
    let target = session.target(environment)?;
    let api = target.cluster.api(&GENERIC_RESOURCE, NAMESPACE);
    let patch = Patch::Merge(json!({ "status": { "id": id } }));
    api.patch_status(&lost, &PatchParams::default(), &patch)
        .await
        .context(|| format!("cannot write the status of '{lost}'"))?;
    let started = Instant::now();
    // A status wakes nobody; a start of the operator does.
    target.operator.kill()?;
    session.settle("the monitor taken over, once", AFTER_FAULTS).await?;
    if session.resource(environment, &lost, "/status/id")? != id {
        return Err(Problem::new(format!("'{lost}' has another id than {id}")));
    }
    Ok(Outcome::of(1).note(format!(
        "taken over {:.1} s after its id was written",
        started.elapsed().as_secs_f64()
    )))
}
