//! Which units a run evaluates, and which folders are then wholly known.

use diagnostics::{Diagnostic, suggestion};
use model::{Catalog, RESERVED_NAMES};
use repository::Inventory;

use crate::terraform;
use crate::unit::Unit;

/// The part of the tree that a run renders; everything unless narrowed.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only this environment.
    pub env: Option<String>,
    /// Only this service.
    pub service: Option<String>,
}

impl Selection {
    /// Rejects names that the tree does not have.
    pub(crate) fn check(&self, inventory: &Inventory, catalog: &Catalog) -> Result<(), Vec<Diagnostic>> {
        let mut findings = Vec::new();
        if let Some(env) = self.env.as_ref().filter(|e| !catalog.environments.contains_key(*e)) {
            findings.push(
                Diagnostic::error("usage/environment", format!("unknown environment '{env}'"))
                    .help(suggestion(env, catalog.environments.keys().map(String::as_str))),
            );
        }
        if let Some(service) = self.service.as_ref().filter(|s| !inventory.services.contains_key(*s)) {
            findings.push(
                Diagnostic::error("usage/service", format!("unknown service '{service}'"))
                    .help(suggestion(service, inventory.services.keys().map(String::as_str))),
            );
        }
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    /// Whether nothing narrows it.
    pub(crate) const fn is_everything(&self) -> bool {
        self.env.is_none() && self.service.is_none()
    }

    /// Whether it is not narrowed to a service.
    pub(crate) const fn has_every_service(&self) -> bool {
        self.service.is_none()
    }

    pub(crate) fn has_env(&self, env: &str) -> bool {
        self.env.as_deref().is_none_or(|only| only == env)
    }

    /// What exists once per organisation belongs to the environment that applies it.
    pub(crate) fn has_organisation(&self, catalog: &Catalog, organisation: &str) -> bool {
        catalog
            .organisations
            .get(organisation)
            .is_some_and(|o| self.has_env(&o.owner))
    }

    /// The units of this selection, in a stable order.
    #[must_use]
    pub fn units(&self, inventory: &Inventory, catalog: &Catalog) -> Vec<Unit> {
        let services = || {
            inventory
                .services
                .keys()
                .filter(|s| self.service.as_ref().is_none_or(|only| only == *s))
                .cloned()
        };
        let mut units = Vec::new();
        for env in catalog.environments.keys().filter(|env| self.has_env(env)).cloned() {
            units.extend(services().map(|service| Unit::Service {
                env: env.clone(),
                service,
            }));
            if self.service.is_none() {
                units.push(Unit::Agent { env });
            }
        }
        for organisation in catalog
            .organisations
            .keys()
            .filter(|o| self.has_organisation(catalog, o))
            .cloned()
        {
            units.extend(services().map(|service| Unit::ServiceDashboards {
                organisation: organisation.clone(),
                service,
            }));
            if self.service.is_none() {
                units.push(Unit::Dashboards { organisation });
            }
        }
        if self.is_everything() {
            units.push(Unit::ArgoCd);
        }
        units
    }

    /// The folders in which every file comes from the selected units: any other file there is removed.
    pub(crate) fn folders(&self, catalog: &Catalog) -> Vec<String> {
        if self.is_everything() {
            return ["manifests", "helm-values", terraform::FOLDER]
                .map(str::to_owned)
                .into();
        }
        let envs = catalog.environments.keys().filter(|env| self.has_env(env));
        let organisations = catalog
            .organisations
            .keys()
            .filter(|o| self.has_organisation(catalog, o));
        match &self.service {
            Some(service) => envs
                .chain(organisations)
                .map(|scope| format!("manifests/{scope}/{service}"))
                .collect(),
            None => {
                let mut folders: Vec<_> = envs.clone().map(|env| format!("helm-values/{env}")).collect();
                folders.extend(envs.chain(organisations).map(|scope| format!("manifests/{scope}")));
                folders
            }
        }
    }
}

/// Names whose folders have another purpose, or would hide each other.
pub(crate) fn check_scopes(inventory: &Inventory, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for organisation in catalog.organisations.keys() {
        if catalog.environments.contains_key(organisation) {
            findings.push(
                Diagnostic::error(
                    "policy/scope",
                    format!("'{organisation}' names an environment and an organisation"),
                )
                .in_file("jsonnet/policy/organisations.libsonnet")
                .help("rename one: both are folders below manifests/"),
            );
        }
    }
    for reserved in RESERVED_NAMES {
        let name = reserved.name;
        if inventory.services.contains_key(name) {
            findings.push(
                Diagnostic::error("tree/reserved-name", format!("a service cannot be named '{name}'"))
                    .in_file(format!("jsonnet/services/{name}/service.libsonnet"))
                    .help(reserved.help()),
            );
        }
    }
    findings
}
