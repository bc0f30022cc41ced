//! Looks up services, monitors and teams, and suggests names for unknown ones.

use std::collections::BTreeMap;
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
        if let Some(archetype) = self.defining_archetype(&path, service) {
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
        self.alert_names_are_free(&path, service)?;
        Ok((path, service))
    }

    /// Every SLO has monitors of its own, `<slo>-<alert>`: neither a new monitor nor those of a new SLO may have the name of another.
    fn alert_names_are_free(&self, path: &ObjectPath, service: &Service) -> Result<(), Box<Diagnostic>> {
        let ObjectPath {
            service: owner, name, ..
        } = path;
        let mut alerts = self.inventory.slo_alerts.iter();
        let (message, help) = match path.kind {
            ObjectKind::Monitor => {
                let is_alert_of = |slo: &&String| alerts.clone().any(|alert| *name == format!("{slo}-{alert}"));
                let Some(slo) = service.slos.keys().find(is_alert_of) else {
                    return Ok(());
                };
                (
                    format!("service '{owner}' already has a monitor '{name}', an alert of its SLO '{slo}'"),
                    format!(
                        "change its numbers in 'tune' in jsonnet/{}, or choose another name",
                        service.file
                    ),
                )
            }
            ObjectKind::Slo => {
                let monitors = |alert: &&String| {
                    let alert = ObjectPath {
                        service: owner.clone(),
                        kind: ObjectKind::Monitor,
                        name: format!("{name}-{alert}"),
                    };
                    let own = self
                        .inventory
                        .services
                        .get(owner)
                        .and_then(|own| own.objects.get(&alert.kind));
                    own.is_some_and(|names| names.contains(&alert.name))
                        || self.defining_archetype(&alert, service).is_some()
                };
                let Some(alert) = alerts.find(monitors) else {
                    return Ok(());
                };
                (
                    format!(
                        "service '{owner}' already has a monitor '{name}-{alert}', as an alert of the SLO '{name}' would be called"
                    ),
                    "choose another name, or rename that monitor".to_owned(),
                )
            }
            ObjectKind::Dashboard | ObjectKind::Downtime | ObjectKind::Synthetic => return Ok(()),
        };
        Err(Box::new(Diagnostic::error("usage/exists", message).help(help)))
    }

    /// The archetype of the service that defines an object of this kind and name.
    fn defining_archetype<'s>(&self, path: &ObjectPath, service: &'s Service) -> Option<&'s String> {
        service.archetypes.iter().find(|archetype| {
            self.inventory
                .archetypes
                .get(*archetype)
                .and_then(|archetype| archetype.objects.get(&path.kind))
                .is_some_and(|names| names.contains(&path.name))
        })
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

    /// The file that declares an existing monitor.
    ///
    /// # Errors
    /// When the definitions have findings, or the service has no such monitor.
    pub(super) fn monitor_source(&self, path: &ObjectPath, service: &Service) -> Result<String, Vec<Diagnostic>> {
        let definitions = render::definitions(&self.inventory)?;
        let monitors: BTreeMap<&str, String> = definitions
            .objects
            .iter()
            .filter(|object| object.path.kind == ObjectKind::Monitor && object.path.service == path.service)
            .map(|object| (object.path.name.as_str(), object.source()))
            .collect();
        let name = path.name.as_str();
        monitors.get(name).cloned().ok_or_else(|| {
            let help = suggestion(name, monitors.keys().copied());
            vec![self.no_monitor(path, service, &help)]
        })
    }

    /// Says why the service does not have the monitor. An archetype can define it and leave it out of this service.
    fn no_monitor(&self, path: &ObjectPath, service: &Service, help: &str) -> Diagnostic {
        let ObjectPath {
            service: owner, name, ..
        } = path;
        if service.without.contains_key(name) {
            Diagnostic::error(
                "usage/monitor",
                format!("service '{owner}' removes the monitor '{name}' in 'without'"),
            )
            .in_file(format!("jsonnet/{}", service.file))
            .help(help)
        } else if let Some(archetype) = self.defining_archetype(path, service) {
            let message = format!("monitor '{name}' of archetype '{archetype}' does not apply to service '{owner}'");
            Diagnostic::error("usage/monitor", message)
                .note(format!(
                    "jsonnet/lib/archetype/{archetype}/monitors/{name}.libsonnet decides where it applies"
                ))
                .help(help)
        } else {
            Diagnostic::error("usage/monitor", format!("service '{owner}' has no monitor '{name}'")).help(help)
        }
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
