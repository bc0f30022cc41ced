//! A running stack as the cases see it: commits go in, the state of applications and objects comes out.

mod declared;
mod edit;
mod settled;
mod subject;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use kube::api::{Patch, PatchParams};
use serde_json::json;

use crate::environments::Environment;
use crate::mirror::{Mirror, name, text};
use crate::parts::Parts;
use crate::problem::{Context, Problem, Result};
use crate::stack::cluster::{APPLICATION, APPLICATION_SET, GENERIC_RESOURCE, Kind};
use crate::stack::{Given, NAMESPACE, Stack, Target, argocd};
use crate::wait::wait;
pub(crate) use declared::Declared;
pub(crate) use edit::{renamed, tagged};

/// How long a change of a few objects may take from the commit to Datadog.
pub(crate) const CHANGE: Duration = Duration::from_secs(90);

/// How long the first sync of everything may take. Where Argo CD misses a status, its next comparison is up to three minutes later.
pub(crate) const EVERYTHING: Duration = Duration::from_secs(360);

/// What a person applies by hand, from the root of the repository: the last step of the how-to.
const BY_HAND: [&str; 2] = ["manifests/argocd/project.yaml", "manifests/argocd/root.yaml"];

/// Between two refreshes of an application that has not seen the last commit: its cache of branches lasts a second.
const REFRESH: Duration = Duration::from_millis(1500);

pub(crate) struct Session {
    pub(crate) stack: Stack,
    pub(crate) environments: Vec<Environment>,
    pub(crate) applications: Mirror,
    pub(crate) resources: BTreeMap<String, Mirror>,
    pub(crate) is_bootstrapped: bool,
    declared: BTreeMap<String, Declared>,
    head: String,
    changed: Vec<String>,
    refreshed: Option<Instant>,
}

/// A commit that was pushed.
#[derive(Debug)]
pub(crate) struct Pushed {
    at: Instant,
}

impl Pushed {
    pub(crate) fn seconds(&self) -> f64 {
        self.at.elapsed().as_secs_f64()
    }
}

impl Session {
    /// Starts the stack of these environments, with nothing of ours applied.
    pub(crate) async fn start(
        root: &Path,
        run: &Path,
        parts: &Parts,
        environments: &[Environment],
        given: &Given,
    ) -> Result<Self> {
        let stack = Stack::start(root, run, parts, environments, given).await?;
        let applications = Mirror::start(stack.management.api(&APPLICATION, argocd::NAMESPACE), APPLICATION);
        let resources = stack.targets.iter().map(|(environment, target)| {
            let api = target.cluster.api(&GENERIC_RESOURCE, NAMESPACE);
            (environment.clone(), Mirror::start(api, GENERIC_RESOURCE))
        });
        let mut session = Self {
            resources: resources.collect(),
            environments: environments.to_vec(),
            applications,
            is_bootstrapped: false,
            declared: BTreeMap::new(),
            head: stack.repository.head().await?,
            changed: Vec::new(),
            refreshed: None,
            stack,
        };
        session.read_declared()?;
        Ok(session)
    }

    /// Applies what a person applies by hand. Everything else follows from it.
    pub(crate) async fn bootstrap(&mut self) -> Result<Pushed> {
        let at = Instant::now();
        for path in BY_HAND {
            let yaml = self.stack.repository.read(path)?;
            self.stack.management.apply(&yaml, argocd::NAMESPACE).await?;
        }
        self.is_bootstrapped = true;
        Ok(Pushed { at })
    }

    /// Commits and pushes the tree, and refreshes what the commit concerns, as Git's webhook does.
    pub(crate) async fn push(&mut self, subject: &str) -> Result<Pushed> {
        self.head = self.stack.repository.commit(subject).await?;
        self.changed = self.stack.repository.changed().await?;
        self.read_declared()?;
        let at = Instant::now();
        self.refreshed = None;
        self.refresh().await?;
        Ok(Pushed { at })
    }

    /// Puts tree and stack back to what they were after the first sync.
    pub(crate) async fn restore(&mut self) -> Result<()> {
        if self.stack.datadog.running().is_err() {
            self.stack.datadog.start_again()?;
        }
        self.stack.datadog.clear_faults()?;
        for target in self.stack.targets.values() {
            if target.force_sync_minutes.swap(0, Ordering::Relaxed) > 0 {
                target.operator.kill()?;
            }
        }
        self.terminate_retries().await?;
        if self.stack.repository.restore().await? {
            self.push("Restore the estate").await?;
        }
        self.settle("the estate as it was", EVERYTHING).await
    }

    /// Ends syncs that are tried again, as `argocd app terminate-op` does: an application in deletion waits for the last try, a quarter of an hour.
    async fn terminate_retries(&self) -> Result<()> {
        let api = self.stack.management.api(&APPLICATION, argocd::NAMESPACE);
        let patch = Patch::Merge(json!({ "status": { "operationState": { "phase": "Terminating" } } }));
        for application in self.applications.objects() {
            if text(&application, "/status/operationState/message").contains("Retrying")
                && text(&application, "/status/operationState/phase") == "Running"
            {
                let name = name(&application);
                let patched = api.patch(name, &PatchParams::default(), &patch).await;
                patched.context(|| format!("cannot end the sync of '{name}'"))?;
            }
        }
        Ok(())
    }

    pub(crate) fn target(&self, environment: &str) -> Result<&Target> {
        let target = self.stack.targets.get(environment);
        target.ok_or_else(|| Problem::new(format!("environment '{environment}' is not part of this run")))
    }

    /// What the tree declares for an environment.
    pub(crate) fn declared(&self, environment: &str) -> Result<&Declared> {
        let declared = self.declared.get(environment);
        declared.ok_or_else(|| Problem::new(format!("environment '{environment}' has no set of applications")))
    }

    /// All objects that the tree declares.
    pub(crate) fn objects(&self) -> usize {
        self.declared.values().map(Declared::len).sum()
    }

    fn read_declared(&mut self) -> Result<()> {
        let mut all = declared::read(&self.stack.repository)?;
        all.retain(|environment, _| self.stack.targets.contains_key(environment));
        self.declared = all;
        Ok(())
    }

    /// Refreshes the applications and sets that the last commit concerns and that have not seen it.
    pub(crate) async fn refresh(&mut self) -> Result<()> {
        if self.refreshed.is_some_and(|at| at.elapsed() < REFRESH) {
            return Ok(());
        }
        let is_first = self.refreshed.replace(Instant::now()).is_none();
        if is_first && self.changed.iter().any(|path| path.starts_with("manifests/")) {
            let sets = self.stack.management.api(&APPLICATION_SET, argocd::NAMESPACE);
            for set in sets
                .list(&Default::default())
                .await
                .context(|| "ApplicationSets".to_owned())?
            {
                self.annotate(
                    &APPLICATION_SET,
                    name(&set),
                    "argocd.argoproj.io/application-set-refresh",
                    "true",
                )
                .await?;
            }
        }
        for application in self.applications.objects() {
            if settled::concerns(&application, &self.changed) && !settled::has_seen(&application, &self.head) {
                self.annotate(&APPLICATION, name(&application), "argocd.argoproj.io/refresh", "normal")
                    .await?;
            }
        }
        Ok(())
    }

    /// Sets an annotation of an object of Argo CD. One that is gone needs none.
    pub(crate) async fn annotate(&self, kind: &Kind, name: &str, key: &str, value: &str) -> Result<()> {
        let api = self.stack.management.api(kind, argocd::NAMESPACE);
        let patch = Patch::Merge(json!({ "metadata": { "annotations": { key: value } } }));
        match api.patch(name, &PatchParams::default(), &patch).await {
            Ok(_) => Ok(()),
            Err(kube::Error::Api(status)) if status.is_not_found() => Ok(()),
            Err(cause) => Err(Problem::new(format!("cannot annotate {} '{name}': {cause}", kind.kind))),
        }
    }

    /// Lets Argo CD compare an application anew.
    pub(crate) async fn refresh_application(&self, name: &str) -> Result<()> {
        self.annotate(&APPLICATION, name, "argocd.argoproj.io/refresh", "normal")
            .await
    }

    /// Waits until the clusters and Datadog have what the tree declares.
    pub(crate) async fn settle(&mut self, what: &str, deadline: Duration) -> Result<()> {
        wait(what, deadline, async || {
            self.refresh().await?;
            let (applied, synced) = (self.is_applied(), self.is_synced());
            applied.map_err(|missing| {
                synced.as_ref().map_or_else(
                    |behind| Problem::new(format!("{missing}\n  {behind}")),
                    |()| missing.clone(),
                )
            })?;
            synced
        })
        .await?;
        self.is_exact()
    }

    /// The text at a path of an application's status.
    pub(crate) fn application(&self, name: &str, pointer: &str) -> Result<String> {
        let application = self.applications.get(name);
        let application = application.ok_or_else(|| Problem::new(format!("no application '{name}'")))?;
        Ok(text(&application, pointer).to_owned())
    }

    /// The mirror of an environment's objects.
    pub(crate) fn mirror(&self, environment: &str) -> Result<&Mirror> {
        let mirror = self.resources.get(environment);
        mirror.ok_or_else(|| Problem::new(format!("environment '{environment}' is not part of this run")))
    }

    /// The text at a path of an object.
    pub(crate) fn resource(&self, environment: &str, name: &str, pointer: &str) -> Result<String> {
        let object = self.mirror(environment)?.get(name);
        let object = object.ok_or_else(|| Problem::new(format!("{environment}: no object '{name}'")))?;
        Ok(text(&object, pointer).to_owned())
    }
}
