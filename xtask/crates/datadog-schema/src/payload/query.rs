//! Named queries of a request.

pub(crate) mod apm;
pub(crate) mod audience;
pub(crate) mod events;
pub(crate) mod journey;
pub(crate) mod legacy;
pub(crate) mod metric;
pub(crate) mod order;
pub(crate) mod process;
pub(crate) mod product_analytics;
pub(crate) mod retention;
pub(crate) mod slo;

use crate::payload::declare::choice;

choice! {
    pub(crate) QUERY = "query" by "/data_source" {
        is("metrics") => Object(metric::METRIC),
        within(events::DATA_SOURCES) => Object(events::EVENTS),
        is("process", "container") => Object(process::PROCESS),
        is("apm_dependency_stats") => Object(apm::DEPENDENCY_STATS),
        is("apm_resource_stats") => Object(apm::RESOURCE_STATS),
        is("apm_metrics") => Object(apm::METRICS),
        is("slo") => Object(slo::SLO),
        is("cloud_cost") => Object(metric::CLOUD_COST),
        is("product_analytics_extended") => Object(product_analytics::PRODUCT_ANALYTICS),
        is("product_analytics_journey") => Object(journey::JOURNEY),
        is("product_analytics_retention") => Object(retention::RETENTION),
    }
}
