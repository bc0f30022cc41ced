//! The monitors and SLOs of one service in one environment.

use model::{Catalog, Service};
use serde_json::Value;

use crate::downtime::{self, Owner};
use crate::environments;
use crate::finding::{Finding, Findings, each};
use crate::monitor::Shared;
use crate::object::{Downtime, Monitor, Slo, Synthetic};
use crate::signal::SignalContext;
use crate::slo::{self, Target};
use crate::synthetic;

/// Builds the monitors and SLOs of one service in one environment.
#[derive(Debug)]
pub struct ServiceBuilder<'a> {
    catalog: &'a Catalog,
    env: &'a str,
    scope: String,
    service: &'a Service,
    shared: Shared<'a>,
}

impl<'a> ServiceBuilder<'a> {
    /// `None` where the catalog does not hold the environment, the service, its team or the environment's organisation.
    #[must_use]
    pub fn new(catalog: &'a Catalog, env: &'a str, service: &str) -> Option<Self> {
        let service = catalog.services.get(service)?;
        Some(Self {
            catalog,
            env,
            scope: format!("env:{env}"),
            service,
            shared: Shared::of(catalog, env, service)?,
        })
    }

    fn context<'s>(&'s self) -> SignalContext<'s> {
        SignalContext {
            catalog: self.catalog,
            scope: &self.scope,
            service: Some(&self.service.name),
            programs: self.shared.programs(),
        }
    }

    /// Whether the object whose file has this value belongs to other environments: what watches a whole organisation is rendered once, and a downtime or a
    /// synthetic test names its environments.
    #[must_use]
    pub fn is_elsewhere(&self, value: &Value) -> bool {
        match value.get("constructor").and_then(Value::as_str) {
            Some("monitor.audit") => !self.shared.owns_organisation(),
            Some(name) if name.starts_with("downtime.") || name.starts_with("synthetic.") => {
                environments::is_elsewhere(value, self.env, &self.catalog.environments)
            }
            _ => false,
        }
    }

    /// Builds the downtime `name` from the value of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn downtime(&self, name: &str, value: &Value) -> Result<Downtime, Vec<Finding>> {
        let mut findings = Findings::default();
        let owner = Owner {
            catalog: self.catalog,
            env: self.env,
            service: self.service,
        };
        let made = downtime::build(&owner, name, value, &mut findings);
        findings.locate(&[], value);
        findings.finish(made)
    }

    /// Builds the synthetic test `name` from the value of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn synthetic(&self, name: &str, value: &Value) -> Result<Synthetic, Vec<Finding>> {
        let mut findings = Findings::default();
        let made = synthetic::build(
            self.catalog,
            self.env,
            self.service,
            &self.shared,
            name,
            value,
            &mut findings,
        );
        findings.locate(&[], value);
        findings.finish(made)
    }

    /// Builds the monitor `name` from the value of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn monitor(&self, name: &str, value: &Value) -> Result<Monitor, Vec<Finding>> {
        let mut findings = Findings::default();
        let made = self.shared.build(&self.context(), name, value, &mut findings);
        findings.locate(&[], value);
        if let Some(tune) = self.service.tune.get(name) {
            findings.locate(&["tune", name], tune);
        }
        findings.finish(made)
    }

    /// Builds the SLO `name` from the value of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it or with its target.
    pub fn slo(&self, name: &str, value: &Value) -> Result<Slo, Vec<Finding>> {
        let mut findings = Findings::default();
        let made = slo::build(
            &self.context(),
            self.service,
            self.env,
            self.shared.tags(),
            name,
            value,
            &mut findings,
        );
        findings.locate(&[], value);
        if let Some(target) = self.service.slos.get(name) {
            findings.locate(&["slos", name], target);
        }
        findings.finish(made)
    }
}

/// What is wrong with the targets that `service` declares.
#[must_use]
pub fn check_targets(service: &Service) -> Vec<Finding> {
    let mut findings = Findings::default();
    let read = each(&service.slos, |(name, target)| {
        let read = Target::read(service, name, target, &mut findings);
        findings.locate(&["slos", name], target);
        read
    });
    findings.finish(read).err().unwrap_or_default()
}
