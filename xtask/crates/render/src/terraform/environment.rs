//! `terraform/policy/<env>.json`: what the keys and the cluster of an environment need.

use model::{Catalog, Environment};
use serde::Serialize;

use super::GENERATED;

#[derive(Serialize)]
pub(super) struct Policy<'a> {
    generated: &'static str,
    env: &'a str,
    title: &'a str,
    organisation: &'a str,
    site: &'a str,
    cluster: &'a str,
    secret_store: &'a str,
    secret_path: &'a str,
    agent_namespace: &'a str,
    argocd_namespace: &'a str,
    services_namespace: &'a str,
    repository_git: &'a str,
    revision: &'a str,
    log_retention_days: u32,
}

impl<'a> Policy<'a> {
    pub(super) fn of(catalog: &'a Catalog, env: &'a str, environment: &'a Environment) -> Self {
        let platform = &catalog.platform;
        let organisation = catalog.organisations.get(&environment.organisation);
        Self {
            generated: GENERATED,
            env,
            title: &environment.title,
            organisation: &environment.organisation,
            // The policy's own checks reject an environment of an unknown organisation.
            site: organisation.map_or("", |organisation| &organisation.site),
            cluster: &environment.cluster,
            secret_store: &environment.secret_store,
            secret_path: &environment.secret_path,
            agent_namespace: &platform.agent_namespace,
            argocd_namespace: &platform.argocd_namespace,
            services_namespace: &platform.services_namespace,
            repository_git: &platform.repository_git,
            revision: &platform.revision,
            log_retention_days: environment.log_retention_days,
        }
    }
}
