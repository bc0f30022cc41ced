//! The service that cases change: one with SLOs, and with as many objects as possible.

use std::collections::{BTreeMap, BTreeSet};

use super::Session;
use crate::problem::{Problem, Result};

/// Where the cases make changes, if the run has it.
const PREFERRED: &str = "prod";

/// A service of an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) environment: String,
    pub(crate) service: String,
    /// The folder of its manifests.
    pub(crate) folder: String,
    /// Its application in Argo CD.
    pub(crate) application: String,
}

impl Session {
    /// The environment in which the cases make changes.
    pub(crate) fn environment(&self) -> Result<String> {
        let names: Vec<&String> = self.stack.targets.keys().collect();
        let found = names.iter().find(|name| **name == PREFERRED).or_else(|| names.first());
        found
            .map(|name| (*name).clone())
            .ok_or_else(|| Problem::new("the run has no environment"))
    }

    /// The service that cases change.
    pub(crate) fn subject(&self) -> Result<Subject> {
        let environment = self.environment()?;
        let prefix = format!("manifests/{environment}/");
        let declared = self.declared(&environment)?;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut with_slos: BTreeSet<&str> = BTreeSet::new();
        for (_, file) in declared.below(&prefix) {
            let mut parts = file[prefix.len()..].split('/');
            let service = parts.next().unwrap_or_default();
            *counts.entry(service).or_default() += 1;
            if parts.next() == Some("slos") {
                with_slos.insert(service);
            }
        }
        let services = counts.into_iter().filter(|(service, _)| with_slos.contains(service));
        let (service, _) = services
            .max_by_key(|(_, count)| *count)
            .ok_or_else(|| Problem::new(format!("no service of '{environment}' has SLOs")))?;
        Ok(Subject {
            folder: format!("{prefix}{service}"),
            application: format!("{environment}-{service}"),
            service: service.to_owned(),
            environment,
        })
    }

    /// The folders of a service: of each environment, and of the organisation, whose dashboards may show its SLOs. A pull request that removes a service removes
    /// all of them, because Datadog keeps an SLO that a dashboard shows.
    pub(crate) fn folders(&self, service: &str) -> Result<BTreeSet<String>> {
        let files = self.stack.repository.files("manifests")?;
        let folders = files.iter().filter_map(|file| {
            let mut parts = file.split('/').skip(1);
            let (scope, name) = (parts.next()?, parts.next()?);
            (scope != "argocd" && name == service).then(|| format!("manifests/{scope}/{name}"))
        });
        Ok(folders.collect())
    }

    /// The monitors of an environment or below a folder of it: names and files.
    pub(crate) fn monitors(&self, environment: &str, folder: &str) -> Result<Vec<(String, String)>> {
        let below = self.declared(environment)?.below(folder);
        let monitors = below.into_iter().filter(|(_, file)| file.contains("/monitors/"));
        Ok(monitors
            .map(|(name, file)| (name.to_owned(), file.to_owned()))
            .collect())
    }

    /// The monitor that cases change: the first of the subject.
    pub(crate) fn monitor(&self) -> Result<(Subject, String, String)> {
        let subject = self.subject()?;
        let monitors = self.monitors(&subject.environment, &format!("{}/", subject.folder))?;
        let first = monitors.into_iter().next();
        let (name, file) = first.ok_or_else(|| Problem::new(format!("'{}' has no monitor", subject.folder)))?;
        Ok((subject, name, file))
    }

    /// Adds a tag to the monitors of these files.
    pub(crate) fn tag(&self, files: &[(String, String)], tag: &str) -> Result<()> {
        for (_, file) in files {
            let text = self.stack.repository.read(file)?;
            self.stack.repository.write(file, &super::tagged(&text, tag))?;
        }
        Ok(())
    }
}
