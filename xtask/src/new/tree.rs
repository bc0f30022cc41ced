//! Looks up services, monitors and teams, and suggests names for unknown ones.

use std::collections::BTreeSet;
use std::path::Path;

use diagnostics::{Diagnostic, suggestion};
use model::{ObjectKind, ObjectPath};
use render::{Catalog, Service};
use repository::Inventory;

use super::names;

pub(super) struct Tree<'a> {
    pub(super) root: &'a Path,
    pub(super) inventory: Inventory,
    pub(super) catalog: Catalog,
}

impl Tree<'_> {
    /// The path of a new object, and its service. A name that one of the service's archetypes defines is an error.
    pub(super) fn object(&self, text: &str, kind: ObjectKind) -> Result<(ObjectPath, &Service), Box<Diagnostic>> {
        let path = names::object(text, kind, &self.inventory)?;
        let service = self.declared(&path)?;
        let brings = |a: &&String| {
            self.inventory
                .archetypes
                .get(*a)
                .and_then(|a| a.objects.get(&kind))
                .is_some_and(|names| names.contains(&path.name))
        };
        if let Some(archetype) = service.archetypes.iter().find(brings) {
            let (what, help) = match kind {
                ObjectKind::Slo => ("an SLO", "declare its target in 'slos'"),
                _ => ("a monitor", "change its numbers in 'tune', or remove it in 'without',"),
            };
            return Err(Box::new(
                Diagnostic::error(
                    "usage/exists",
                    format!(
                        "service '{}' already has {what} '{}' from its archetype '{archetype}'",
                        path.service, path.name
                    ),
                )
                .help(format!("{help} in jsonnet/{}, or choose another name", service.file)),
            ));
        }
        Ok((path, service))
    }

    pub(super) fn declared(&self, path: &ObjectPath) -> Result<&Service, Box<Diagnostic>> {
        let known = self.catalog.services.keys().map(String::as_str);
        self.catalog.services.get(&path.service).ok_or_else(|| {
            Box::new(
                Diagnostic::error("usage/service", format!("unknown service '{}'", path.service))
                    .help(suggestion(&path.service, known)),
            )
        })
    }

    /// The monitors of a service and where they are written.
    pub(super) fn monitors(&self, service: &Service) -> Vec<(String, String)> {
        let named = |folder: String, names: Option<&BTreeSet<String>>| -> Vec<(String, String)> {
            names
                .into_iter()
                .flatten()
                .map(|name| (name.clone(), format!("jsonnet/{folder}/monitors/{name}.libsonnet")))
                .collect()
        };
        let mut all = named(
            format!("services/{}", service.name),
            self.inventory
                .services
                .get(&service.name)
                .and_then(|s| s.objects.get(&ObjectKind::Monitor)),
        );
        for archetype in &service.archetypes {
            let brought = self
                .inventory
                .archetypes
                .get(archetype)
                .and_then(|a| a.objects.get(&ObjectKind::Monitor));
            all.extend(
                named(format!("lib/archetype/{archetype}"), brought)
                    .into_iter()
                    .filter(|(name, _)| !service.without.contains_key(name)),
            );
        }
        all
    }

    /// The team `given`, otherwise the first team of the policy.
    pub(super) fn team<'a>(&'a self, given: Option<&'a str>) -> Result<&'a str, Box<Diagnostic>> {
        let known = || self.catalog.teams.keys().map(String::as_str);
        match given {
            Some(team) if !self.catalog.teams.contains_key(team) => Err(Box::new(
                Diagnostic::error("usage/team", format!("unknown team '{team}'")).help(suggestion(team, known())),
            )),
            Some(team) => Ok(team),
            None => known().next().ok_or_else(|| {
                Box::new(
                    Diagnostic::error("policy/no-team", "no team is declared")
                        .in_file("jsonnet/policy/teams.libsonnet")
                        .help("declare the team that owns it"),
                )
            }),
        }
    }
}
