//! The policy of a revision, as a comparison needs to know it.

use std::collections::BTreeMap;

use diff::{Environment, Logs, Metric, Policy, Prices, Urgency};
use render::{Catalog, Costs, Team};

/// The source of the metric catalog that is billed: what our own services emit.
const CUSTOM: &str = "custom";

/// How a service runs whose logs no agent collects.
const MANAGED: &str = "managed";

pub(super) fn of(catalog: &Catalog) -> Policy {
    let environment = |environment: &render::Environment| Environment {
        weight: weight(catalog, &environment.notify),
        log_retention_days: environment.log_retention_days,
    };
    let custom = catalog.metrics.values().filter(|metric| metric.source == CUSTOM);
    Policy {
        environments: catalog
            .environments
            .iter()
            .map(|(name, e)| (name.clone(), environment(e)))
            .collect(),
        handles: catalog.teams.values().flat_map(|team| handles(catalog, team)).collect(),
        cardinality: catalog
            .tags
            .iter()
            .map(|(key, tag)| (key.clone(), tag.cardinality))
            .collect(),
        metrics: custom
            .map(|metric| (metric.name.clone(), self::metric(metric)))
            .collect(),
        logs: catalog.costs.as_ref().map(|costs| logs(catalog, costs)),
        prices: catalog.costs.as_ref().map(prices),
    }
}

/// Whether the route wakes somebody (2), tells somebody (1) or nobody.
fn weight(catalog: &Catalog, notify: &str) -> u8 {
    let mut fields = catalog
        .routes
        .get(notify)
        .into_iter()
        .flat_map(BTreeMap::values)
        .flatten()
        .peekable();
    let told = fields.peek().is_some();
    if fields.any(|field| field == "pagerduty") {
        2
    } else {
        u8::from(told)
    }
}

/// The handles of a team, in every environment.
fn handles<'a>(catalog: &'a Catalog, team: &'a Team) -> impl Iterator<Item = (String, Urgency)> + 'a {
    let fields = [
        (&team.slack, Urgency::Post),
        (&team.pagerduty_low, Urgency::Low),
        (&team.pagerduty, Urgency::Wakes),
    ];
    let environments = catalog.environments.keys();
    environments
        .flat_map(move |environment| fields.map(|(handle, urgency)| (handle.replace("{env}", environment), urgency)))
}

fn metric(metric: &render::Metric) -> Metric {
    Metric {
        kind: metric.kind.clone(),
        tags: metric.tags.keys().cloned().collect(),
    }
}

fn logs(catalog: &Catalog, costs: &Costs) -> Logs {
    let collected = catalog
        .services
        .iter()
        .filter(|(_, service)| service.runs.kind != MANAGED);
    let stated = |service: &render::Service| service.logs.as_ref().map(|logs| logs.million_events_per_day.clone());
    Logs {
        assumed: costs.logs.million_events_per_day.clone(),
        services: collected
            .map(|(name, service)| (name.clone(), stated(service)))
            .collect(),
        bytes_per_event: costs.logs.bytes_per_event,
    }
}

fn prices(costs: &Costs) -> Prices {
    // The rules of the policy let whole days alone through; what is none has no price.
    let indexed = costs
        .indexed_million
        .iter()
        .filter_map(|(days, price)| Some((days.parse().ok()?, *price)));
    Prices {
        currency: costs.currency.clone(),
        as_of: costs.as_of.clone(),
        source: costs.source.clone(),
        custom_metric_month: costs.custom_metric_month,
        ingested_gb: costs.ingested_gb,
        indexed_million: indexed.collect(),
    }
}
