//! `terraform/policy/<organisation>.json`: what exists once in a Datadog organisation.

use std::collections::BTreeMap;

use model::{Catalog, Environment, Hipaa, Integrations, Metric, Organisation, Team};
use serde::Serialize;

use super::GENERATED;

#[derive(Serialize)]
pub(super) struct Policy<'a> {
    generated: &'static str,
    organisation: &'a str,
    site: &'a str,
    slack_account: Option<&'a str>,
    programs: &'a [String],
    environments: BTreeMap<&'a str, EnvironmentFacts<'a>>,
    teams: BTreeMap<&'a str, TeamFacts<'a>>,
    #[serde(flatten)]
    integrations: Integrations,
    metrics: BTreeMap<&'a str, Metadata<'a>>,
    distributions: BTreeMap<&'a str, Distribution<'a>>,
    hipaa: Option<Hipaa>,
}

#[derive(Serialize)]
struct EnvironmentFacts<'a> {
    title: &'a str,
    cluster: &'a str,
    notify: &'a str,
    log_retention_days: u32,
}

#[derive(Serialize)]
struct TeamFacts<'a> {
    title: &'a str,
    charter: &'a str,
}

/// What Datadog shows of a metric.
#[derive(Serialize)]
struct Metadata<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    unit: &'a str,
    per_unit: Option<&'a str>,
    description: &'a str,
}

/// How a distribution can be queried.
#[derive(Serialize)]
struct Distribution<'a> {
    tags: Vec<&'a str>,
    percentiles: bool,
}

impl<'a> Policy<'a> {
    pub(super) fn of(catalog: &'a Catalog, name: &'a str, organisation: &'a Organisation) -> Self {
        let environments = catalog.environments.iter();
        // Integrations describe their own metrics, and Datadog computes percentiles of trace metrics by itself.
        let own = || catalog.metrics.values().filter(|metric| metric.is_own());
        Self {
            generated: GENERATED,
            organisation: name,
            site: &organisation.site,
            slack_account: organisation.slack_account.as_deref(),
            programs: &organisation.programs,
            environments: environments
                .filter(|(_, environment)| environment.organisation == name)
                .map(|(env, environment)| (env.as_str(), EnvironmentFacts::of(environment)))
                .collect(),
            teams: catalog
                .teams
                .iter()
                .map(|(team, facts)| (team.as_str(), TeamFacts::of(facts)))
                .collect(),
            integrations: Integrations::of(catalog, name),
            metrics: own()
                .map(|metric| (metric.name.as_str(), Metadata::of(metric)))
                .collect(),
            distributions: own()
                .filter(|metric| metric.kind == "distribution")
                .map(|metric| (metric.name.as_str(), Distribution::of(metric)))
                .collect(),
            hipaa: catalog.hipaa,
        }
    }
}

impl<'a> EnvironmentFacts<'a> {
    fn of(environment: &'a Environment) -> Self {
        Self {
            title: &environment.title,
            cluster: &environment.cluster,
            notify: &environment.notify,
            log_retention_days: environment.log_retention_days,
        }
    }
}

impl<'a> TeamFacts<'a> {
    fn of(team: &'a Team) -> Self {
        Self {
            title: &team.title,
            charter: &team.charter,
        }
    }
}

impl<'a> Metadata<'a> {
    fn of(metric: &'a Metric) -> Self {
        Self {
            kind: &metric.kind,
            unit: &metric.unit,
            per_unit: metric.per_unit.as_deref(),
            description: &metric.meaning,
        }
    }
}

impl<'a> Distribution<'a> {
    fn of(metric: &'a Metric) -> Self {
        Self {
            tags: metric.tags.keys().map(String::as_str).collect(),
            percentiles: metric.percentiles,
        }
    }
}
