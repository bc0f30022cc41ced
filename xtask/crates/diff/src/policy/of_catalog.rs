//! Extracts the part of a policy that a comparison needs.

use std::collections::BTreeMap;

use model::{Catalog, Costs, TagValues, Team};

use super::{Environment, Logs, Metric, Policy, Prices, Urgency};

/// The source of billed metrics in the catalog: our own services.
const CUSTOM: &str = "custom";

/// How a service runs if no agent collects its logs.
const MANAGED: &str = "managed";

impl Policy {
    /// The part of a policy that a comparison needs.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let environment = |environment: &model::Environment| Environment {
            weight: weight(catalog, &environment.notify),
            log_retention_days: environment.log_retention_days,
        };
        let custom = catalog.metrics.values().filter(|metric| metric.source == CUSTOM);
        Self {
            environments: catalog
                .environments
                .iter()
                .map(|(name, e)| (name.clone(), environment(e)))
                .collect(),
            handles: catalog.teams.values().flat_map(|team| handles(catalog, team)).collect(),
            tag_values: TagValues::of(catalog),
            metrics: custom
                .map(|metric| (metric.name.clone(), self::metric(metric)))
                .collect(),
            logs: catalog.costs.as_ref().map(|costs| logs(catalog, costs)),
            prices: catalog.costs.as_ref().map(prices),
        }
    }
}

/// The weight of a route: 2 if it pages, 1 if it notifies, otherwise 0.
fn weight(catalog: &Catalog, notify: &str) -> u8 {
    let mut fields = catalog
        .routes
        .get(notify)
        .into_iter()
        .flat_map(BTreeMap::values)
        .flatten()
        .peekable();
    let notifies = fields.peek().is_some();
    if fields.any(|field| field == "pagerduty") {
        2
    } else {
        u8::from(notifies)
    }
}

/// The handles of a team in all environments.
fn handles<'a>(catalog: &'a Catalog, team: &'a Team) -> impl Iterator<Item = (String, Urgency)> + 'a {
    let fields = [
        (&team.slack, Urgency::Channel),
        (&team.pagerduty_low, Urgency::LowUrgencyPager),
        (&team.pagerduty, Urgency::Pager),
    ];
    let environments = catalog.environments.keys();
    environments
        .flat_map(move |environment| fields.map(|(handle, urgency)| (handle.replace("{env}", environment), urgency)))
}

fn metric(metric: &model::Metric) -> Metric {
    Metric {
        kind: metric.kind.clone(),
        percentiles: metric.percentiles,
        tags: metric.tags.keys().cloned().collect(),
    }
}

fn logs(catalog: &Catalog, costs: &Costs) -> Logs {
    let collected = catalog
        .services
        .iter()
        .filter(|(_, service)| service.runs.kind != MANAGED);
    let declared = |service: &model::Service| service.logs.as_ref().map(|logs| logs.million_events_per_day.clone());
    Logs {
        assumed: costs.logs.million_events_per_day.clone(),
        services: collected
            .map(|(name, service)| (name.clone(), declared(service)))
            .collect(),
        bytes_per_event: costs.logs.bytes_per_event,
    }
}

fn prices(costs: &Costs) -> Prices {
    // The policy allows whole days only, so this skips nothing.
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
